import CEL
package import Conversations
package import Diagnostics
package import Policies

/// A policy over the facts, compiled.
package struct DecisionRules: Sendable {
  /// The compiled policy.
  package let policy: CompiledPolicy
  /// The pipeline's parameters.
  package let parameters: Parameters
  /// Whether a decision depends on nothing but what is the same for every outcome of a kind, so that
  /// each kind need be decided only once.
  let dependsOnKindAlone: Bool

  /// Whether any rule says in plain words why.
  let explains: Bool
  /// Whether those words depend on nothing but what is the same for every outcome of a kind.
  let explainsByKindAlone: Bool

  /// Whether a fact is the same for every outcome of a kind.
  private static func isOfKind(_ path: String) -> Bool {
    path.hasPrefix("parameters.")
      || path.hasPrefix("survey.") && path != "survey.comment" && path != "survey.comment.text"
  }

  /// Compiles a policy's text; nil with the mistakes reported.
  package static func compile(
    _ source: SourceText, parameters: Parameters, into diagnostics: inout [Diagnostic]
  ) -> DecisionRules? {
    Policy.compiled(
      source, in: FactEnvironment.rules(parameters: parameters), outputType: DecisionValue.type,
      into: &diagnostics
    ).map { DecisionRules(policy: $0, parameters: parameters) }
  }

  private init(policy: CompiledPolicy, parameters: Parameters) {
    self.policy = policy
    self.parameters = parameters
    dependsOnKindAlone = policy.references.allSatisfy { Self.isOfKind($0.name) }
    explains = policy.rules.contains(where: \.isExplained)
    explainsByKindAlone =
      dependsOnKindAlone && policy.explanationReferences.allSatisfy { Self.isOfKind($0.name) }
  }

  /// Whether the rules read the messages, so that a reader must give all of them.
  package var readsMessages: Bool {
    policy.references.contains { $0.name.hasPrefix("messages") }
  }

  /// Returns what the rules say: the winning rule's decision, with the survey's comment unless the
  /// rule set another, and the flags of the reading before those of the rule.
  ///
  /// No match is `no-rule`; an evaluation error, or a decision that breaks an invariant of the
  /// policy, is `rule-error`.
  package func decision(for facts: Facts) -> Decision {
    decision(policy.evaluate(facts), for: facts)
  }

  /// Returns what the rules say where questions about more than the survey are answered so.
  func decision(for facts: Facts, answering answers: Answers) -> Decision {
    decision(policy.decide(facts, answering: answers), for: facts)
  }

  private func decision(_ result: PolicyResult, for facts: Facts) -> Decision {
    switch result {
    case .none: return Decision(.review(.noRule), flags: facts.outcome.flags)
    case .failed(_, let rule):
      return Decision(.review(.ruleError), flags: facts.outcome.flags, rule: rule)
    case .matched(.object(let object), let rule):
      guard let value = object as? DecisionValue,
        policy.brokenInvariants(of: result, facts).isEmpty
      else { fallthrough }
      return Self.decision(value, rule: rule, outcome: facts.outcome)
    case .matched(_, let rule):
      return Decision(.review(.ruleError), flags: facts.outcome.flags, rule: rule)
    }
  }

  /// Returns the winning rule's explanation for these facts; nil where it has none.
  func explanation(for facts: Facts) -> String? {
    policy.explain(facts).rules.first { $0.outcome == .won }?.explanation
  }

  /// Returns why these facts became `rule-error`: the invariant that the decision breaks, or what
  /// went wrong in the rule. Nothing in it comes from a chat.
  package func fault(for facts: Facts) -> String? {
    let trace = policy.explain(facts)
    if let invariant = trace.brokenInvariants.first { return RuleFault.breaks(invariant) }
    guard case .failed(let error, let rule) = trace.result else { return nil }
    return RuleFault.failed(rule, error)
  }

  private static func decision(
    _ value: DecisionValue, rule: String, outcome: Outcome
  ) -> Decision {
    let flags = Flag.ordered(outcome.flags + value.flags)
    guard case .submit(let resolved, let rating, _) = value.verdict else {
      return Decision(value.verdict, flags: flags, rule: rule)
    }
    let comment = value.comment ?? outcome.comment.value
    return Decision(
      .submit(resolved: resolved, rating: rating, comment: comment), flags: flags, rule: rule)
  }
}
