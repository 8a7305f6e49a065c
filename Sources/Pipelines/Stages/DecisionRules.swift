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

  /// Compiles a policy's text; nil with the mistakes reported.
  package static func compile(
    _ source: SourceText, parameters: Parameters, into diagnostics: inout [Diagnostic]
  ) -> DecisionRules? {
    guard let parsed = Policy.parse(source, into: &diagnostics),
      let compiled = parsed.compile(
        in: FactEnvironment.rules(parameters: parameters), outputType: DecisionValue.type,
        into: &diagnostics)
    else { return nil }
    return DecisionRules(policy: compiled, parameters: parameters)
  }

  private init(policy: CompiledPolicy, parameters: Parameters) {
    self.policy = policy
    self.parameters = parameters
    dependsOnKindAlone = policy.references.allSatisfy {
      let path = $0.name
      return path.hasPrefix("parameters.")
        || path.hasPrefix("survey.") && path != "survey.comment" && path != "survey.comment.text"
    }
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
    let result = policy.evaluate(facts)
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
