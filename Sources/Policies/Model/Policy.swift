public import Diagnostics

/// A rule set as it is written: CEL Policy, with ids on its matches and invariants of its own.
public struct Policy: Sendable {
  /// The name that the policy gives itself; nil where it has none.
  public internal(set) var name: String?
  /// What the policy is for, in its author's words.
  public internal(set) var description: String?
  /// Full names of types that expressions may write by their last part.
  var imports: [PolicyImport] = []
  /// The rule that everything begins with.
  var rule: PolicyRule
  /// What must hold for every decision.
  var invariants: [PolicyInvariant] = []

  /// Reads a policy from YAML; reports every mistake of its form, and returns nil where there is
  /// one.
  ///
  /// The expressions are read by `compile(in:outputType:into:)`.
  public static func parse(
    _ source: SourceText, into diagnostics: inout [Diagnostic]
  ) -> Policy? {
    PolicyDecoder.decode(source, into: &diagnostics)
  }
}

/// A name that `imports` makes short.
struct PolicyImport: Sendable {
  let name: String
  let place: Place
}

/// A block of matches with the variables that they share.
struct PolicyRule: Sendable {
  /// How the matches of a rule work together.
  enum Semantic: Sendable {
    /// The first match that holds gives the output.
    case firstMatch
    /// Every match that holds adds its output to a list.
    case aggregate
  }

  var id: String?
  var description: String?
  var variables: [PolicyVariable] = []
  var semantic: Semantic
  var matches: [PolicyMatch]
  /// Where the rule begins.
  var place: Place
}

/// A named value, worked out at most once an evaluation and only if it is asked for.
struct PolicyVariable: Sendable {
  let name: String
  let place: Place
  let expression: PolicyExpression
}

/// A condition, and what follows where it holds.
struct PolicyMatch: Sendable {
  /// What follows where the condition holds.
  indirect enum Outcome: Sendable {
    case output(PolicyExpression)
    case rule(PolicyRule)
  }

  var id: String?
  /// nil where the match holds always.
  var condition: PolicyExpression?
  var outcome: Outcome
  /// A CEL string that says in plain words why the output was given.
  var explanation: PolicyExpression?
  /// Where the match begins.
  var place: Place
}

/// A condition that every decision must meet.
struct PolicyInvariant: Sendable {
  let id: String
  let condition: PolicyExpression
  let message: String
  let place: Place
}
