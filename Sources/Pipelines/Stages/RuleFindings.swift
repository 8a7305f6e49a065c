import CEL
import Conversations
package import Diagnostics
import Policies

/// What is wrong with rules that every kind of survey was tried on: findings of `check`, each with a
/// survey that shows it.
package struct RuleFindings {
  private let rules: DecisionRules
  private(set) var diagnostics: [Diagnostic] = []

  /// Tries the rules on every kind of outcome and returns what was found, as warnings, from the top
  /// of the rules to their end.
  ///
  /// Both answers are tried to what the rules ask about more than the survey; a policy that asks
  /// too much of it is looked at only where it asks about the survey alone.
  package static func diagnostics(of rules: DecisionRules) -> [Diagnostic] {
    var findings = RuleFindings(rules: rules)
    findings.look()
    return findings.diagnostics.sorted {
      ($0.place?.line ?? 0, $0.place?.column ?? 0) < ($1.place?.line ?? 0, $1.place?.column ?? 0)
    }
  }

  private init(rules: DecisionRules) {
    self.rules = rules
  }

  private mutating func look() {
    let isOpen = rules.openQuestions != nil
    let facts = { [rules] (outcome: Outcome) -> any Activation in
      Facts(outcome: outcome, parameters: rules.parameters)
    }
    let analysis =
      isOpen
      ? rules.policy.analysis(
        over: rules.outcomes, isVaried: \.isVariedByOutcomes, facts: facts)
      : rules.policy.analysis(over: rules.outcomes, facts: facts)
    addNeverHolding(analysis)
    addShadowed(analysis)
    addFailing(analysis)
    addUnsendable()
    for broken in analysis.brokenInvariants {
      diagnostics.append(
        RuleMistake.brokenInvariant(
          broken.subject.message, rule: broken.ruleID ?? "",
          Self.words(broken.witness, broken.answers), at: broken.subject.place))
    }
    if let gap = analysis.uncovered,
      isOpen || rules.policy.rules.map(\.id).allSatisfy(readsSurveyAlone)
    {
      diagnostics.append(
        RuleMistake.uncovered(
          gap.count, Self.words(gap.witness, gap.answers), rules.policy.rules.last?.place))
    }
  }

  private mutating func addNeverHolding(_ analysis: PolicyAnalysis<Outcome>) {
    for rule in analysis.coverage.rules
    where analysis.neverHolding.contains(rule.id) && canBeBlamed(rule.id, analysis) {
      let term = rule.terms.first { $0.wasTrue == 0 && $0.wasFalse > 0 }
      diagnostics.append(
        RuleMistake.neverFires(
          rule.id, term: term?.text, kinds: analysis.caseCount, at: rule.place))
    }
  }

  private mutating func addShadowed(_ analysis: PolicyAnalysis<Outcome>) {
    for shadowed in analysis.shadowed
    where ([shadowed.id] + shadowed.by).allSatisfy({ canBeBlamed($0, analysis) }) {
      diagnostics.append(
        RuleMistake.shadowed(
          shadowed.id, by: shadowed.by, Self.words(shadowed.witness, shadowed.answers),
          at: place(of: shadowed.id)))
    }
  }

  private mutating func addFailing(_ analysis: PolicyAnalysis<Outcome>) {
    for failing in analysis.failing {
      guard let id = failing.ruleID, canBeBlamed(id, analysis) else { continue }
      diagnostics.append(
        RuleMistake.fails(
          id, failing.subject.message, Self.words(failing.witness, failing.answers),
          at: place(of: id)))
    }
  }

  /// Looks for ratings that cannot be sent.
  private mutating func addUnsendable() {
    guard let questions = rules.openQuestions else { return }
    var seen: Set<String> = []
    for outcome in rules.outcomes {
      for answers in Answers.all(to: questions) {
        let facts = Facts(outcome: outcome, parameters: rules.parameters)
        let decision = rules.decision(for: facts, answering: answers)
        guard case .submit(_, let rating, _) = decision.verdict, !(1...5).contains(rating),
          let id = decision.rule, seen.insert(id).inserted
        else { continue }
        diagnostics.append(
          RuleMistake.unsendable(id, rating, Self.words(outcome, answers), at: place(of: id)))
      }
    }
  }

  private func place(of id: String) -> Place? {
    rules.policy.rules.first { $0.id == id }?.place
  }

  /// Whether an empty conversation cannot be the reason for what a rule did.
  private func canBeBlamed(_ id: String, _ analysis: PolicyAnalysis<Outcome>) -> Bool {
    rules.openQuestions != nil || readsSurveyAlone(id)
  }

  private func readsSurveyAlone(_ id: String) -> Bool {
    rules.policy.references(ofRule: id).allSatisfy(\.isVariedByOutcomes)
  }

  /// A kind of survey in words: `resolved yes, rating 5`, and what else is so.
  private static func words(_ outcome: Outcome, _ answers: Answers) -> String {
    var words = [
      "resolved \(outcome.resolved.value?.rawValue ?? outcome.resolved.state)",
      "rating \(outcome.rating.value.map(String.init) ?? outcome.rating.state)",
    ]
    if outcome.comment != .notAsked { words.append("comment \(outcome.comment.state)") }
    if outcome.conflicts.contains(.sourcesDisagree) { words.append("sources disagree") }
    if outcome.conflicts.contains(.severalRatings) { words.append("several ratings") }
    if outcome.conflicts.contains(.earlierSurvey) { words.append("earlier survey") }
    let survey = words.joined(separator: ", ")
    return answers.isEmpty ? survey : survey + ", where " + answers.words
  }
}

extension Answers {
  /// The answers in words: `a == b is so, c is not`.
  var words: String {
    sorted { $0.key < $1.key }.map { $0.key + ($0.value ? " is so" : " is not so") }
      .joined(separator: ", ")
  }
}
