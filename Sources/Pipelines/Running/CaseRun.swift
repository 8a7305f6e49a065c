package import Conversations
import Diagnostics
package import Policies

/// The running of the cases that stand beside a pipeline's rules.
package struct CaseRun: Sendable {
  /// What became of one case.
  package struct Verdict: Sendable {
    /// The case.
    package var test: PipelineCase
    /// What the pipeline made of it.
    package var decided: DecidedConversation
    /// What is not as wanted; none where the case passes.
    package var differences: [String]
  }

  /// The cases in order.
  package let verdicts: [Verdict]
  /// Which rules, and which terms of them, the cases have shown.
  package let coverage: PolicyCoverage

  /// Runs all cases of a pipeline, for a moment that the quiet window ends at.
  ///
  /// `snapshot` holds what is wanted of the cases that do not say it themselves.
  package init(_ pipeline: Pipeline, snapshot: CaseSnapshot = CaseSnapshot(), now: Timestamp) {
    var stages = ConversationStages(pipeline, now: now)
    let policy = pipeline.decide.rules.policy
    var coverage = PolicyCoverage(of: policy)
    verdicts = pipeline.cases.map { test in
      let source = Source(path: test.place.file, record: 0)
      let decided = stages.decided(test.conversation, source: source, outcome: test.outcome)
      if decided.hasReachedRules {
        let facts = Facts(
          conversation: test.conversation, source: source, outcome: decided.outcome,
          parameters: pipeline.parameters)
        coverage.record(policy.explain(facts))
      }
      let wanted = test.expectation ?? snapshot.expectations[test.name]
      return Verdict(
        test: test, decided: decided,
        differences: wanted?.differences(from: decided) ?? [CaseSnapshot.missing])
    }
    self.coverage = coverage
  }

  /// Whether every case passes.
  package var hasPassed: Bool { verdicts.allSatisfy { $0.differences.isEmpty } }
}

extension DecidedConversation {
  /// Whether the rules were asked, and no stage before them left the conversation out.
  var hasReachedRules: Bool {
    decision.reason != .filtered && decision.reason != .notEnded
  }
}
