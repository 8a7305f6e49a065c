import CEL
import Conversations
import Diagnostics
import Pipelines
import Testing

/// Why a survey that was answered with yes, and no rating, became `rule-error` by these rules.
private func fault(_ policy: String) -> String? {
  var diagnostics: [Diagnostic] = []
  let rules = DecisionRules.compile(
    SourceText(name: "r.yaml", text: policy), parameters: Parameters([:]), into: &diagnostics)
  var outcome = Outcome()
  outcome.resolved = .answered(.yes)
  return rules?.fault(for: Facts(outcome: outcome, parameters: Parameters([:])))
}

@Suite struct `A rule-error` {
  @Test func `names the invariant that the decision breaks`() {
    #expect(
      fault(
        """
        rule:
          match:
            - {id: guess, output: 'submit(true, 5)'}
        verification:
          - id: given
            condition: output.action != "submit" || survey.rating.answered
            message: a rating is sent only where one was given
        """)
        == "The decision breaks \"given\", so it is not sent: a rating is sent only where one was given"
    )
  }

  @Test func `names the rule that failed, and how`() {
    #expect(
      fault(
        """
        rule:
          match:
            - {id: share, condition: 1 / survey.rating.value > 0, output: 'skip("x")'}
        """) == "The rule \"share\" failed: a number is divided by zero")
  }

  @Test func `has no sentence where the rules decided`() {
    #expect(fault("rule:\n  match:\n    - {id: all, output: 'skip(\"x\")'}\n") == nil)
  }
}
