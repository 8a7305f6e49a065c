import Documents
import Reports

/// The keys of a pipeline file.
///
/// What a key means stands here once: the decoder reads with these, `exitpoll schema` prints them.
enum PipelineKeys {
  static let name = Key.text(
    "pipeline", "the name: letters, digits, \"-\", \"_\" and \".\", beginning with a letter",
    pattern: #"^[^\s0-9._/-][^\s/]*$"#
  ).required
  static let report = Key.node("report", "where the report goes", .mapping(ReportKeys.shape))
  static let parameters = Key.node(
    "parameters",
    "values of one's own, which expressions read as parameters.NAME and --set NAME=VALUE changes",
    .names(.text(pattern: nil)))
  static let stages = Key.node(
    "stages", "what happens, from top to bottom; the last stage is the sink", StageKeys.list
  ).required
  static let tests = Key.list(
    "tests", "the cases that exitpoll test runs", of: .mapping(CaseKeys.shape))
  static let expect = Key.node(
    "expect",
    "what an export has to look like before anything of it is sent, such as no-survey < 40%",
    .either([.text(pattern: nil), .list(.text(pattern: nil))]))

  static let shape = MappingShape(
    "a pipeline file",
    [
      name.shape, report.shape, parameters.shape, stages.shape, tests.shape, expect.shape,
    ])
}

/// The keys under `report:` at the top.
enum ReportKeys {
  static let to = Key.text(
    "to",
    "the report directory, with {date}, {time} and {pipeline}; left out, reports/ and the run's time"
  )

  static let redact = Key.node(
    "redact", "what is masked in the report's texts; left out, all kinds", RedactKeys.whole)
  static let hashIDs = Key.truth(
    "hash_ids", "whether the ids of conversations and users are hashed in the report")

  static let retain = Key.duration(
    "retain", "how long older reports beside a new one are kept; left out, for ever")

  static let shape = MappingShape("report", [to.shape, retain.shape, redact.shape, hashIDs.shape])
}

/// The keys under `redact:`.
enum RedactKeys {
  private static let names = MaskedKind.allCases.filter { $0 != .own }.map(\.rawValue)

  static let kinds = Key.node(
    "kinds", "the kinds of personal data that are masked; left out, all",
    .either([.choice(["all"] + names), .list(.choice(names))]))
  static let patterns = Key.node(
    "patterns", "regular expressions for what else is masked",
    .either([.text(pattern: nil), .list(.text(pattern: nil))]))

  static let shape = MappingShape("redact", [kinds.shape, patterns.shape])

  /// What may stand behind `redact`.
  static let whole = Shape.either([
    .choice(["all", "none"] + names), .list(.choice(names)), .mapping(shape),
  ])
}
