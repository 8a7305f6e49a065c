package import Conversations

/// What a pipeline's rules make of every kind of survey.
///
/// Where the rules read more than the survey, an empty conversation stands for all.
package struct DecisionTable: Sendable {
  /// One kind of survey and its decision.
  package struct Row: Sendable, Hashable {
    /// The resolution: `yes`, `no`, `partly`, or why there is none.
    package var resolved: String
    /// The rating, or why there is none.
    package var rating: String
    /// Something else that the decision hangs on: a conflict, a comment; empty for nothing.
    package var other: String
    /// What becomes of it.
    package var decision: Decision
  }

  /// The rows: every resolution with every rating, then the conflicts.
  package let rows: [Row]

  /// Makes the table of a pipeline's rules.
  ///
  /// A comment gets rows of its own only where it changes the decision.
  package init(_ rules: DecisionRules) {
    var rows: [Row] = []
    for resolved in OutcomeSpace.resolutions {
      for rating in OutcomeSpace.ratings {
        rows += Self.rows(Outcome(resolved: resolved, rating: rating), rules)
      }
    }
    let answered = Outcome(resolved: .answered(.yes), rating: .answered(5))
    for (name, conflict) in Self.conflicts {
      var outcome = answered
      outcome.conflicts = conflict
      rows.append(Row(outcome, other: name, Self.decision(outcome, rules)))
    }
    self.rows = rows
  }

  private static let conflicts: [(String, Outcome.Conflicts)] = [
    ("sources disagree", .sourcesDisagree), ("several ratings", .severalRatings),
    ("earlier survey", .earlierSurvey),
  ]

  private static func rows(_ outcome: Outcome, _ rules: DecisionRules) -> [Row] {
    let plain = decision(outcome, rules)
    var rows = [Row(outcome, other: "", plain)]
    for comment in OutcomeSpace.comments where comment != .notAsked {
      var commented = outcome
      commented.comment = comment
      let decision = decision(commented, rules)
      if decision != plain {
        rows.append(Row(outcome, other: "comment \(comment.state)", decision))
      }
    }
    return rows
  }

  private static func decision(_ outcome: Outcome, _ rules: DecisionRules) -> Decision {
    var decision = rules.decision(for: Facts(outcome: outcome, parameters: rules.parameters))
    // The user's own words are the same in every row and only in the way.
    if case .submit(let resolved, let rating, let comment) = decision.verdict,
      comment == outcome.comment.value
    {
      decision.verdict = .submit(resolved: resolved, rating: rating, comment: nil)
    }
    return decision
  }
}

extension DecisionTable.Row {
  fileprivate init(_ outcome: Outcome, other: String, _ decision: Decision) {
    self.init(
      resolved: outcome.resolved.value?.rawValue ?? outcome.resolved.state,
      rating: outcome.rating.value.map(String.init) ?? outcome.rating.state, other: other,
      decision: decision)
  }

  /// The row's cells as texts: resolved, rating, other, decision, reason or values, flags, rule.
  package var cells: [String] {
    let detail =
      switch decision.verdict {
      case .submit(let resolved, let rating, let comment):
        (resolved ? "resolved, " : "not resolved, ") + String(rating)
          + (comment.map { ", \"\($0)\"" } ?? "")
      case .skip(let reason), .review(let reason): reason.rawValue
      }
    return [
      resolved, rating, other, decision.name, detail,
      decision.flags.map(\.rawValue).joined(separator: " "), decision.rule ?? "",
    ]
  }

  /// The heads of the cells.
  package static let heads = [
    "resolved", "rating", "other", "decision", "values or reason", "flags", "rule",
  ]
}
