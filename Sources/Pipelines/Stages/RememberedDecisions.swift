package import Conversations

/// Decides each kind of outcome once, where the rules allow it. One for each worker.
package struct RememberedDecisions {
  private let rules: DecisionRules
  private var known: [OutcomeKind: Decision] = [:]
  private var explanations: [OutcomeKind: String?] = [:]

  /// Makes an empty memory.
  package init(_ rules: DecisionRules) {
    self.rules = rules
  }

  /// Returns what `DecisionRules.decision(for:)` returns.
  package mutating func decision(for facts: Facts) -> Decision {
    guard rules.dependsOnKindAlone else { return rules.decision(for: facts) }
    let kind = OutcomeKind(facts.outcome)
    if let decision = known[kind] { return withComment(of: facts.outcome, decision) }
    var plain = facts
    plain.outcome.comment = facts.outcome.comment.value == nil ? facts.outcome.comment : Self.marker
    let decision = rules.decision(for: plain)
    known[kind] = decision
    return withComment(of: facts.outcome, decision)
  }

  /// Returns what the rule that decides says in plain words; nil where it says nothing.
  package mutating func explanation(for facts: Facts) -> String? {
    guard rules.explains else { return nil }
    guard rules.explainsByKindAlone else { return rules.explanation(for: facts) }
    let kind = OutcomeKind(facts.outcome)
    if let text = explanations[kind] { return text }
    let text = rules.explanation(for: facts)
    explanations[kind] = .some(text)
    return text
  }

  /// Stands for any comment while a kind is decided; the rules do not read it.
  private static let marker = Reading.answered("\u{1}")

  private func withComment(of outcome: Outcome, _ decision: Decision) -> Decision {
    guard case .submit(let resolved, let rating, "\u{1}") = decision.verdict else {
      return decision
    }
    var full = decision
    full.verdict = .submit(resolved: resolved, rating: rating, comment: outcome.comment.value)
    return full
  }
}
