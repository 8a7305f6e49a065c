package import Conversations
import Diagnostics
package import Policies

/// The running of the cases that stand beside a pipeline's rules.
package struct CaseRun: Sendable {
  /// What became of one case.
  package struct Verdict: Sendable {
    /// The case.
    package var test: PipelineCase
    /// What is not as wanted; none where the case passes.
    package var differences: [String]
  }

  /// The cases in order.
  package let verdicts: [Verdict]
  /// Which rules, and which terms of them, the cases have shown.
  package let coverage: PolicyCoverage

  /// Runs all cases of a pipeline, for a moment that the quiet window ends at.
  package init(_ pipeline: Pipeline, now: Timestamp) {
    var stages = ConversationStages(pipeline, now: now)
    let policy = pipeline.decide.rules.policy
    var coverage = PolicyCoverage(of: policy)
    verdicts = pipeline.cases.map { test in
      let source = Source(path: test.place.file, record: 0)
      let decided = stages.decided(test.conversation, source: source)
      let facts = Facts(
        conversation: test.conversation, source: source, outcome: decided.outcome,
        parameters: pipeline.parameters)
      coverage.record(policy.explain(facts))
      return Verdict(test: test, differences: test.expectation.differences(from: decided))
    }
    self.coverage = coverage
  }

  /// Whether every case passes.
  package var hasPassed: Bool { verdicts.allSatisfy { $0.differences.isEmpty } }
}
