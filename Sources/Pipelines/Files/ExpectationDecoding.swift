import Conversations
import Diagnostics
import Documents

extension Expectation {
  /// Reads the value of `expect`: expectations with commas between them, or a list of them.
  static func list(_ node: YAMLNode, into diagnostics: inout [Diagnostic]) -> [Expectation] {
    let items: [YAMLNode] = if case .sequence(let items) = node.content { items } else { [node] }
    return items.flatMap { item -> [Expectation] in
      guard let text = item.string(into: &diagnostics) else { return [] }
      return text.split(separator: ",").compactMap { part in
        one(String(part), at: item.place, into: &diagnostics)
      }
    }
  }

  private static func one(
    _ text: String, at place: Place, into diagnostics: inout [Diagnostic]
  ) -> Expectation? {
    guard let expectation = Expectation(text, at: place) else {
      diagnostics.append(ExpectationMistake.unclear(trimmed(text[...]), at: place))
      return nil
    }
    // A policy may have reasons and flags of its own, so that only a near miss is a mistake.
    if !known.contains(expectation.name), let near = nearestName(to: expectation.name, in: known) {
      diagnostics.append(ExpectationMistake.misspelt(expectation.name, near: near, at: place))
      return nil
    }
    return expectation
  }

  private static let known =
    ["submit", "skip", "review", unreadableRecords] + Reason.builtIn.map(\.rawValue)
    + Flag.builtIn.map(\.rawValue)
}

/// What can be wrong with an expectation, and what it means that one does not hold, in words.
enum ExpectationMistake {
  static func unclear(_ text: String, at place: Place) -> Diagnostic {
    Diagnostic(
      code: "expectation", "\"\(text)\" is no expectation", at: place,
      remedy: "write a decision, reason or flag and its bound: no-survey < 40%, "
        + "review < usual + 5%")
  }

  static func misspelt(_ name: String, near: String, at place: Place) -> Diagnostic {
    Diagnostic(
      code: "expectation-name", "nothing is counted under \"\(name)\"", at: place,
      remedy: "did you mean \"\(near)\"?")
  }

  /// The export is not as expected; each finding says what was expected and found.
  static func drift(_ findings: [String], at place: Place) -> Diagnostic {
    Diagnostic(
      code: "drift", "the export is not as expected: \(findings.joined(separator: "; "))",
      at: place,
      remedy: "has the bot's wording changed? look at the report; where all is well, send it with "
        + "exitpoll apply REPORT_DIR --accept-drift")
  }
}
