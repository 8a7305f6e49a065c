public import CEL
public import Diagnostics

/// A policy whose expressions are checked, ready to decide.
public struct CompiledPolicy: Sendable {
  /// The name that the policy gives itself; nil where it has none.
  public let name: String?
  /// The type of every output; a list for an aggregate.
  public let outputType: CELType
  /// The facts that the outputs depend on and that invariants look at, each once; what is read
  /// through variables of the policy counts, the variables themselves do not.
  public let references: [Reference]
  /// The facts that only explanations read.
  public let explanationReferences: [Reference]
  let root: CompiledRule
  let leaves: [CompiledLeaf]
  let invariants: CompiledInvariants?

  init(
    name: String?, root: CompiledRule, outputType: CELType, leaves: [CompiledLeaf],
    invariants: CompiledInvariants?, references: [Reference], explanationReferences: [Reference]
  ) {
    self.name = name
    self.root = root
    self.outputType = outputType
    self.leaves = leaves
    self.invariants = invariants
    self.references = references
    self.explanationReferences = explanationReferences
  }

  /// The rules in order: one for each match that has an output.
  public var rules: [RuleInfo] {
    leaves.map {
      RuleInfo(
        id: $0.id, place: $0.place, conditions: $0.conditions, output: $0.output,
        isExplained: $0.isExplained)
    }
  }
}

/// What is known of a rule without evaluating it.
public struct RuleInfo: Sendable, Hashable {
  /// The id that the policy gives it, or else its number among its neighbours, such as `2.1`.
  public let id: String
  /// Where it stands in the policy.
  public let place: Place
  /// The conditions that must all hold, on one line each, outermost first; none where it holds
  /// always.
  public let conditions: [String]
  /// The output as it is written, on one line.
  public let output: String
  /// Whether it says in plain words why.
  public let isExplained: Bool
}

/// What a policy made of the facts.
public enum PolicyResult: Sendable, Hashable {
  /// A rule won.
  ///
  /// For an aggregate the value is the list, and the id is that of the first rule that added to it,
  /// empty where none did.
  case matched(Value, ruleID: String)
  /// No rule's condition held.
  case none
  /// An expression failed, while the rule was looked at.
  case failed(EvaluationError, ruleID: String)
}

extension CompiledPolicy {
  /// Returns the facts that a rule's conditions and output read, each once, through variables as
  /// well; none for an unknown id.
  public func references(ofRule id: String) -> [Reference] {
    leaves.first { $0.id == id }?.references ?? []
  }
}
