internal import Conversations

/// A conversation that two reports decide differently.
package struct DecisionChange: Sendable, Hashable {
  /// Why, as far as two reports can tell. The first that applies, from the top.
  package enum Cause: String, Sendable, Hashable, CaseIterable {
    /// It stands in one of the reports only, or the export itself was another one.
    case input
    /// The same export was read otherwise: from other words, or by other markers.
    case marker
    /// The same was read, and another rule or another form of a rule decided.
    case rule
  }

  package var cause: Cause
  /// What it was; nil where only the newer report has it.
  package var before: DecisionLine?
  /// What it became; nil where only the older report has it.
  package var after: DecisionLine?

  /// The conversation's id.
  package var conversation: String { after?.conversation ?? before?.conversation ?? "" }

  /// Returns the change between two lines; nil where they decide alike.
  init?(_ before: DecisionLine?, _ after: DecisionLine?, sameInput: Bool) {
    guard before?.decision != after?.decision else { return nil }
    self.before = before
    self.after = after
    guard let before, let after else {
      cause = .input
      return
    }
    let isReadAlike =
      before.resolved == after.resolved && before.rating == after.rating
      && before.comment == after.comment && before.evidence == after.evidence
    cause = isReadAlike ? .rule : sameInput ? .marker : .input
  }

  /// What the cause is about: the rules that decided, or the markers that were read from; empty
  /// for an input.
  package var detail: String {
    switch cause {
    case .input: ""
    case .rule: Self.step(before?.decision.rule ?? "none", after?.decision.rule ?? "none")
    case .marker: Self.step(Self.markers(before), Self.markers(after))
    }
  }

  private static func step(_ before: String, _ after: String) -> String {
    before == after ? after : before + " → " + after
  }

  private static func markers(_ line: DecisionLine?) -> String {
    var names: [String] = []
    for item in line?.evidence ?? [] where !names.contains(item.marker) {
      names.append(item.marker)
    }
    return names.isEmpty ? "none" : names.joined(separator: ", ")
  }

  /// What it was and what it became, such as `skip no-rating → submit yes 4`.
  package var transition: String { Self.name(before) + " → " + Self.name(after) }

  /// The same without values, to group by: `skip no-rating → submit`.
  package var kind: String { Self.kind(before) + " → " + Self.kind(after) }

  private static func name(_ line: DecisionLine?) -> String {
    guard let line else { return "absent" }
    guard case .submit(let isResolved, let rating, _) = line.decision.verdict else {
      return kind(line)
    }
    let flags = line.decision.flags.map { " " + $0.rawValue }.joined()
    return "submit \(isResolved ? "yes" : "no") \(rating)\(flags)"
  }

  private static func kind(_ line: DecisionLine?) -> String {
    guard let line else { return "absent" }
    return ([line.decision.name] + (line.decision.reason.map { [$0.rawValue] } ?? []))
      .joined(separator: " ")
  }
}
