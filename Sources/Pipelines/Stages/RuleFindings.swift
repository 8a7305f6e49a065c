import CEL
import Conversations
package import Diagnostics
import Policies

/// What is wrong with rules that every kind of survey was tried on: findings of `check`, each with a
/// survey that shows it.
package struct RuleFindings {
  private let rules: DecisionRules
  private(set) var diagnostics: [Diagnostic] = []

  /// Tries the rules on all 1,008 kinds of outcomes and returns what was found, as warnings.
  ///
  /// A rule that reads more than the survey is not blamed for what an empty conversation gives.
  package static func diagnostics(of rules: DecisionRules) -> [Diagnostic] {
    var findings = RuleFindings(rules: rules)
    findings.look()
    return findings.diagnostics
  }

  private init(rules: DecisionRules) {
    self.rules = rules
  }

  private mutating func look() {
    let policy = rules.policy
    let analysis = policy.analysis(over: OutcomeSpace.all) { [rules] outcome in
      Facts(outcome: outcome, parameters: rules.parameters)
    }
    for id in analysis.neverHolding where readsSurveyAlone(id) {
      diagnostics.append(RuleMistake.neverFires(id, at: place(of: id)))
    }
    for shadowed in analysis.shadowed
    where ([shadowed.id] + shadowed.by).allSatisfy(readsSurveyAlone) {
      diagnostics.append(
        RuleMistake.shadowed(
          shadowed.id, by: shadowed.by, Self.words(shadowed.witness), at: place(of: shadowed.id)))
    }
    for failing in analysis.failing where failing.ruleID.map(readsSurveyAlone) == true {
      diagnostics.append(
        RuleMistake.fails(
          failing.ruleID ?? "", failing.subject.message, Self.words(failing.witness),
          at: failing.ruleID.flatMap { place(of: $0) }))
    }
    for broken in analysis.brokenInvariants {
      diagnostics.append(
        RuleMistake.brokenInvariant(
          broken.subject.message, rule: broken.ruleID ?? "", Self.words(broken.witness),
          at: broken.subject.place))
    }
    if let uncovered = analysis.uncovered, policy.rules.map(\.id).allSatisfy(readsSurveyAlone) {
      diagnostics.append(
        RuleMistake.uncovered(
          uncovered.count, Self.words(uncovered.witness), policy.rules.last?.place))
    }
  }

  private func place(of id: String) -> Place? {
    rules.policy.rules.first { $0.id == id }?.place
  }

  private func readsSurveyAlone(_ id: String) -> Bool {
    rules.policy.references(ofRule: id).allSatisfy {
      $0.name.hasPrefix("survey.") || $0.name.hasPrefix("parameters.")
    }
  }

  /// A kind of survey in words: `resolved yes, rating 5`.
  private static func words(_ outcome: Outcome) -> String {
    var words = [
      "resolved \(outcome.resolved.value?.rawValue ?? outcome.resolved.state)",
      "rating \(outcome.rating.value.map(String.init) ?? outcome.rating.state)",
    ]
    if outcome.comment != .notAsked { words.append("comment \(outcome.comment.state)") }
    if outcome.conflicts.contains(.sourcesDisagree) { words.append("sources disagree") }
    if outcome.conflicts.contains(.severalRatings) { words.append("several ratings") }
    if outcome.conflicts.contains(.earlierSurvey) { words.append("earlier survey") }
    return words.joined(separator: ", ")
  }
}
