package import Conversations
import Policies

/// What a pipeline's rules make of every kind of survey.
///
/// Where the rules ask about more than the survey, each answer that changes a decision has a row of
/// its own; for what else they read of it, an empty conversation stands for all.
package struct DecisionTable: Sendable {
  /// One kind of survey and its decision.
  package struct Row: Sendable, Hashable {
    /// The resolution: `yes`, `no`, `partly`, or why there is none.
    package var resolved: String
    /// The rating, or why there is none.
    package var rating: String
    /// Something else that the decision hangs on: a conflict, a comment, a question about the
    /// conversation; empty for nothing.
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
    let answered = Outcome(resolved: .answered(.yes), rating: .answered(5))
    rows =
      OutcomeSpace.resolutions.flatMap { resolved in
        OutcomeSpace.ratings.flatMap { rating in
          Self.rows(Outcome(resolved: resolved, rating: rating), rules)
        }
      }
      + Self.conflicts.flatMap { name, conflict in
        var outcome = answered
        outcome.conflicts = conflict
        return Self.rows(outcome, other: name, rules)
      }
  }

  private static let conflicts: [(String, Outcome.Conflicts)] = [
    ("sources disagree", .sourcesDisagree), ("several ratings", .severalRatings),
    ("earlier survey", .earlierSurvey),
  ]

  private static func rows(_ outcome: Outcome, _ rules: DecisionRules) -> [Row] {
    let plain = rows(outcome, other: "", rules)
    let commented = OutcomeSpace.comments.filter { $0 != .notAsked }.flatMap { comment in
      var commented = outcome
      commented.comment = comment
      let rows = rows(commented, other: "comment \(comment.state)", rules)
      return rows.map(\.decision) == plain.map(\.decision) ? [] : rows
    }
    return plain + commented
  }

  /// The rows of one outcome: one for each way through the questions that its decision hangs on.
  private static func rows(_ outcome: Outcome, other: String, _ rules: DecisionRules) -> [Row] {
    let questions = rules.openQuestions ?? []
    let decisions = Answers.all(to: questions).map { answers in
      (answers: answers, decision: decision(outcome, rules, answering: answers))
    }
    return branches(decisions, questions[...]).map { words, decision in
      Row(
        outcome, other: ([other] + words).filter { !$0.isEmpty }.joined(separator: "; "), decision)
    }
  }

  private typealias Answered = (answers: Answers, decision: Decision)

  private static func branches(
    _ decisions: [Answered], _ questions: ArraySlice<String>
  ) -> [(words: [String], decision: Decision)] {
    guard let first = decisions.first else { return [] }
    guard let question = questions.first,
      decisions.contains(where: { $0.decision != first.decision })
    else { return [([], first.decision)] }
    let rest = questions.dropFirst()
    let yes = branches(decisions.filter { $0.answers[question] == true }, rest)
    let no = branches(decisions.filter { $0.answers[question] != true }, rest)
    if yes.elementsEqual(no, by: { $0.words == $1.words && $0.decision == $1.decision }) {
      return yes
    }
    return yes.map { ([question] + $0.words, $0.decision) }
      + no.map { (["not " + question] + $0.words, $0.decision) }
  }

  private static func decision(
    _ outcome: Outcome, _ rules: DecisionRules, answering answers: Answers
  ) -> Decision {
    let facts = Facts(outcome: outcome, parameters: rules.parameters)
    var decision = rules.decision(for: facts, answering: answers)
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
