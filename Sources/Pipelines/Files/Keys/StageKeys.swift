import Documents
import Surveys
import Transcripts

/// What each stage of a pipeline holds.
enum StageKeys {
  /// What the settings of a stage look like, what the stage is for, and whether it needs any.
  static func settings(of stage: StageName) -> (shape: Shape, meaning: String, isNeeded: Bool) {
    switch stage {
    case .ingest: (.mapping(IngestKeys.shape), "which files, in which transcript format", true)
    case .filter:
      (.expression, "a condition; what it leaves out is skipped with the reason filtered", true)
    case .survey: (.mapping(SurveyKeys.shape), "which markers to look for", false)
    case .decide: (.mapping(DecideKeys.shape), "the rules, and when a chat is over", false)
    case .feedback: (.mapping(FeedbackKeys.shape), "how a decision becomes a submission", false)
    case .haptik: (.mapping(HaptikKeys.shape), "the sink: Haptik's log-feedback API", true)
    case .report:
      (.mapping(MappingShape("the stage \"report\"", [])), "the sink that never sends", false)
    }
  }

  /// The list under `stages`.
  static let list = Shape.list(
    .either([
      .choice(StageName.allCases.filter { !settings(of: $0).isNeeded }.map(\.rawValue)),
      .mapping(oneStage),
    ]), isFilled: true, including: StageName.needed.map { $0.map(\.rawValue) })

  private static let oneStage = MappingShape(
    "a stage",
    StageName.allCases.map { stage in
      let settings = settings(of: stage)
      return KeyShape(
        name: stage.rawValue, meaning: settings.meaning, shape: settings.shape,
        isRequired: settings.isNeeded)
    }, exactlyOne: [StageName.allCases.map(\.rawValue)])
}

/// The keys of the stage `ingest`.
enum IngestKeys {
  static let from = Key.textOrTexts(
    "from", "files, folders, globs, or - for standard input; {name} in a path becomes an attribute")
  static let format = Key.node(
    "format", "a built-in format, which exitpoll formats lists, or a mapping",
    .either([.choice(TranscriptFormat.names), .anyMapping])
  ).required

  static let split = Key.node(
    "split", "where threads are cut into conversations", .mapping(SplitKeys.shape))
  static let lookUp = Key.node(
    "look_up", "tables that conversations are completed from",
    .either([.mapping(LookUpKeys.shape), .list(.mapping(LookUpKeys.shape))]))

  static let shape = MappingShape(
    "the stage \"ingest\"", [from.shape, format.shape, split.shape, lookUp.shape])
}

/// The keys of `split`.
enum SplitKeys {
  static let gap = Key.duration("gap", "the silence at which a thread is cut").required

  static let shape = MappingShape("a split", [gap.shape])
}

/// The keys of an entry of `look_up`.
enum LookUpKeys {
  static let table = Key.text(
    "table", "a CSV file with a line of names, or a JSON array of objects"
  ).required
  static let by = Key.text(
    "by", "the conversation's value: id, auth_id, business_id, channel, agent, or an attribute"
  ).required
  static let key = Key.text(
    "key", "the table's column that the value is looked for in; left out, the one called as by")
  static let set = Key.node(
    "set", "the values that are filled, each with its column", .names(.text(pattern: nil))
  ).required

  static let shape = MappingShape("a look-up", [table.shape, by.shape, key.shape, set.shape])
}

/// The keys of the stage `survey`.
enum SurveyKeys {
  static let use = Key.textOrTexts(
    "use", "the marker sets; left out, all of them", of: .choice(SurveyModel.builtInSets))
  static let markers = Key.node(
    "markers", "markers of one's own, in the form of the built-in ones",
    .either([.anyMapping, .list(.anyMapping)]))
  static let languages = Key.texts(
    "languages", "the languages whose words are read; left out, all of them",
    of: .choice(SurveyModel.builtInLanguages))

  static let shape = MappingShape(
    "the stage \"survey\"", [use.shape, markers.shape, languages.shape])
}

/// The keys of the stage `decide`.
enum DecideKeys {
  static let policy = Key.text(
    "policy", "the file of rules, from this file's folder; left out, the shipped rules")
  static let after = Key.duration(
    "after", "how long a chat's last message must be past; a newer chat is skipped as not-ended")

  static let shape = MappingShape("the stage \"decide\"", [policy.shape, after.shape])
}

/// The keys of the stage `feedback`.
enum FeedbackKeys {
  static let authID = Key.expression("auth_id", "the user's id: text")
  static let businessID = Key.expression(
    "business_id", "the business: a whole number, or its digits")
  static let feedback = Key.expression(
    "feedback", "the text that is sent in place of the comment; empty for none")
  static let redact = Key.node(
    "redact", "what is masked in the text that is sent; left out, nothing", RedactKeys.whole)

  static let shape = MappingShape(
    "the stage \"feedback\"",
    [authID.shape, businessID.shape, feedback.shape, redact.shape])
}
