public import CEL
public import Diagnostics

/// How a policy came to its result: every rule in order, with its terms and their values.
public struct PolicyTrace: Sendable {
  /// What `evaluate` gives for the same facts.
  public let result: PolicyResult
  /// Every rule, in order.
  public let rules: [RuleTrace]
  /// The invariants that the output breaks.
  public let brokenInvariants: [Invariant]

  /// The rule that gave the output; for an aggregate the first of them.
  public var winner: RuleTrace? { rules.first { $0.outcome == .won } }
}

/// What became of one rule.
public struct RuleTrace: Sendable {
  /// What became of a rule.
  public enum Outcome: Sendable, Hashable {
    /// It gave the output, or a part of it.
    case won
    /// A condition did not hold.
    case notHeld
    /// Its conditions hold, but a rule above had decided.
    case shadowed
    /// A rule above had decided, and its conditions do not hold either.
    case notReached
    /// An expression of it failed.
    case failed(EvaluationError)
  }

  /// The rule's id.
  public let id: String
  /// What became of it.
  public let outcome: Outcome
  /// The terms of its conditions from left to right, outer conditions first.
  public let terms: [TermTrace]
  /// The term that decided against the rule; nil where it holds or fails.
  public let firstFailed: TermTrace?
  /// The rule's sentence in plain words; nil where it has none or did not win.
  public let explanation: String?

  /// Whether the rule was looked at before a decision was found.
  public var isReached: Bool { outcome != .shadowed && outcome != .notReached }
}

/// One true-or-false part of a condition, and the value it had.
public struct TermTrace: Sendable, Hashable {
  /// What a term gave.
  public enum Outcome: Sendable, Hashable {
    /// A value, which is `true` or `false` wherever the checker knew the type.
    case value(Value)
    /// The expression failed.
    case failed(EvaluationError)
    /// The terms before it had decided the condition.
    case notLookedAt
  }

  /// The text, on one line.
  public let text: String
  /// Where it stands in the policy.
  public let place: Place
  /// What it gave.
  public let outcome: Outcome
}
