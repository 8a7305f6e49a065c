import CEL
import Diagnostics

// What follows is made of classes, so that an evaluation hands on pointers and copies nothing.

/// A block of matches, compiled.
final class CompiledRule: Sendable {
  let semantic: PolicyRule.Semantic
  let variables: CompiledVariables?
  let matches: [CompiledMatch]

  init(
    semantic: PolicyRule.Semantic, variables: CompiledVariables?, matches: [CompiledMatch]
  ) {
    self.semantic = semantic
    self.variables = variables
    self.matches = matches
  }
}

/// The variables of one rule: their programs by slot, in one run of slots.
final class CompiledVariables: Sendable {
  let firstSlot: Int
  let programs: [Program]

  /// nil for no variables.
  init?(_ variables: [(slot: Int, program: Program)]) {
    guard let first = variables.first else { return nil }
    firstSlot = first.slot
    programs = variables.map(\.program)
  }
}

/// A condition and what follows, compiled.
final class CompiledMatch: Sendable {
  enum Outcome: Sendable {
    case output(CompiledOutput)
    case rule(CompiledRule)
  }

  /// nil where the match holds always.
  let condition: CompiledCondition?
  let outcome: Outcome
  /// The first rule of the match: named where the condition fails.
  let firstLeaf: Int

  init(condition: CompiledCondition?, outcome: Outcome, firstLeaf: Int) {
    self.condition = condition
    self.outcome = outcome
    self.firstLeaf = firstLeaf
  }
}

/// An output and its explanation, compiled.
final class CompiledOutput: Sendable {
  let program: Program
  /// The number of the rule.
  let leaf: Int
  let explanation: Program?

  init(program: Program, leaf: Int, explanation: Program?) {
    self.program = program
    self.leaf = leaf
    self.explanation = explanation
  }
}

/// A condition, and the terms that it is made of for traces.
final class CompiledCondition: Sendable {
  let text: String
  let program: Program
  let tree: ConditionTree
  let terms: [CompiledTerm]

  init(text: String, program: Program, terms: [CompiledTerm]) {
    self.text = text
    self.program = program
    self.terms = terms
    tree = ConditionTree(program.expression)
  }
}

/// A part of a condition that is true or false.
struct CompiledTerm: Sendable {
  let text: String
  let place: Place
  let question: Question
  /// The facts that it reads, through variables as well.
  let references: [Reference]
}

/// What is known of a match with an output.
struct CompiledLeaf: Sendable {
  let id: String
  let place: Place
  /// The texts of the conditions that must hold, outermost first.
  let conditions: [String]
  /// The terms of those conditions.
  let terms: [CompiledTerm]
  let output: String
  let isExplained: Bool
  /// What the output reads.
  let outputReferences: [Reference]
  /// What the conditions and the output read.
  let references: [Reference]
}
