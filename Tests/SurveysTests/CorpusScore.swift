import Conversations
import Surveys

/// How the cases of the corpus come out.
struct CorpusScore {
  /// How one case came out.
  enum Verdict: Equatable {
    case right
    /// A submission that should not be, or with another value: the worst.
    case wrongSubmission(String)
    /// Anything else that is not as expected.
    case missed(String)
  }

  private(set) var verdicts: [(language: String, theme: String, name: String, verdict: Verdict)] =
    []

  /// Reads every case of some files.
  init(_ files: [CorpusFile], with reader: SurveyReader) {
    for file in files {
      for item in file.cases {
        let outcome = reader.outcome(of: item.conversation)
        verdicts.append((file.language, file.theme, item.name, Self.verdict(of: item, outcome)))
      }
    }
  }

  /// Judges an outcome.
  static func verdict(of item: CorpusCase, _ outcome: Outcome) -> Verdict {
    var found = DefaultRules.decision(for: outcome)
    if found.decision != "submit" {
      found.comment = nil
    } else if item.expected.comment == "*", found.comment != nil {
      found.comment = "*"
    }
    var expected = item.expected
    if expected.decision != "submit" { expected.comment = nil }
    guard found == expected else {
      let text = "expected \(short(expected)), found \(short(found))"
      return found.decision == "submit" ? .wrongSubmission(text) : .missed(text)
    }
    let read = readings(of: outcome)
    if let wanted = item.readResolved, wanted != read.resolved {
      return .missed("resolved: expected \(wanted), read \(read.resolved)")
    }
    if let wanted = item.readRating, wanted != read.rating {
      return .missed("rating: expected \(wanted), read \(read.rating)")
    }
    return .right
  }

  private static func readings(of outcome: Outcome) -> (resolved: String, rating: String) {
    (
      outcome.resolved.value?.rawValue ?? outcome.resolved.state,
      outcome.rating.value.map { String($0) } ?? outcome.rating.state
    )
  }

  private static func short(_ some: CorpusCase.Expectation) -> String {
    let values = [
      some.reason, some.isResolved.map { "\($0)" }, some.rating.map { "\($0)" },
      some.flags.isEmpty ? nil : some.flags.joined(separator: "+"), some.comment.map { "“\($0)”" },
    ]
    return ([some.decision] + values.compactMap { $0 }).joined(separator: " ")
  }

  /// Lines of right cases by language and theme, and overall.
  var table: String {
    var lines: [String] = []
    for language in Set(verdicts.map(\.language)).sorted() {
      let those = verdicts.filter { $0.language == language }
      let themes = Set(those.map(\.theme)).sorted().map { theme in
        let part = those.filter { $0.theme == theme }
        return "\(theme) \(part.filter { $0.verdict == .right }.count)/\(part.count)"
      }
      let right = those.filter { $0.verdict == .right }.count
      lines.append("\(language): \(right)/\(those.count) (\(themes.joined(separator: ", ")))")
    }
    let right = verdicts.filter { $0.verdict == .right }.count
    return (lines + ["all: \(right)/\(verdicts.count)"]).joined(separator: "\n")
  }
}
