import CEL
import Diagnostics

extension PolicyCompiler {
  /// A compiled match and what its rule must know of it.
  struct MatchResult {
    /// nil where an expression has a mistake.
    var match: CompiledMatch?
    var isUnconditional: Bool
    /// Whether it gives an output whenever its condition holds.
    var isExhaustive: Bool
  }

  mutating func compile(
    _ match: PolicyMatch, of rule: PolicyRule, in scope: Environment, at position: Position,
    agreed: inout CELType
  ) -> MatchResult {
    let written = match.condition?.text.filter { !$0.isWhitespace }
    if written == "false", let condition = match.condition {
      let severity: Diagnostic.Severity = rule.semantic == .aggregate ? .error : .warning
      problems.append(.alwaysFalse(severity, at: condition.place))
    }
    let isUnconditional = match.condition == nil || written == "true"
    let condition = isUnconditional ? nil : compile(condition: match.condition, in: scope)
    var position = position
    if let condition {
      position.conditions.append(condition.text)
      position.terms += condition.terms
      position.references.append(contentsOf: facts(of: condition.program))
    }
    let first = leaves.count
    var isExhaustive = true
    let outcome: CompiledMatch.Outcome?
    switch match.outcome {
    case .output(let output):
      outcome = leaf(match, output, in: scope, at: position, agreed: &agreed)
    case .rule(let nested):
      position.prefix = (match.id ?? nested.id ?? position.prefix) + "."
      let result = compile(nested, in: scope, under: position, agreed: &agreed)
      isExhaustive = result.isExhaustive
      outcome = .rule(result.rule)
    }
    return MatchResult(
      match: outcome.map { CompiledMatch(condition: condition, outcome: $0, firstLeaf: first) },
      isUnconditional: isUnconditional, isExhaustive: isExhaustive)
  }

  private mutating func compile(
    condition expression: PolicyExpression?, in scope: Environment
  ) -> CompiledCondition? {
    guard let expression, let program = compile(expression, in: scope) else { return nil }
    requireBool(program, of: expression)
    let terms = program.terms.map { term in
      CompiledTerm(
        text: expression.part(term.range).oneLine, place: expression.origin.place(of: term.range),
        question: Question(term.expression), references: facts(behind: term.references))
    }
    return CompiledCondition(text: expression.oneLine, program: program, terms: terms)
  }

  private mutating func leaf(
    _ match: PolicyMatch, _ output: PolicyExpression, in scope: Environment,
    at position: Position, agreed: inout CELType
  ) -> CompiledMatch.Outcome? {
    let program = compile(output, in: scope)
    if let program {
      check(program.resultType, of: output, isElement: position.isInAggregate, agreed: &agreed)
    }
    let explanation = compile(explanation: match.explanation, in: scope)
    let id = match.id ?? position.prefix
    claim(id, at: match.place)
    leaves.append(
      CompiledLeaf(
        id: id, place: match.place, conditions: position.conditions, terms: position.terms,
        output: output.oneLine, isExplained: match.explanation != nil,
        outputReferences: program.map(facts(of:)) ?? [],
        references: (position.references + (program.map(facts(of:)) ?? [])).uniqued))
    return program.map {
      .output(
        CompiledOutput(program: $0, leaf: leaves.count - 1, explanation: explanation))
    }
  }

  private mutating func check(
    _ type: CELType, of output: PolicyExpression, isElement: Bool, agreed: inout CELType
  ) {
    var wantedHere = wanted
    if isElement, case .list(let element) = wanted { wantedHere = element }
    if let wantedHere, type.agreed(with: wantedHere) == nil {
      problems.append(.outputType(type, wanted: wantedHere, at: output.place))
    } else {
      agree(type, with: &agreed, at: output.place)
    }
  }

  mutating func agree(
    _ type: CELType, with previous: inout CELType, at place: Place
  ) {
    if let together = type.agreed(with: previous) {
      previous = together
    } else {
      problems.append(.outputTypesDiffer(type, previous: previous, at: place))
      previous = type
    }
  }
}
