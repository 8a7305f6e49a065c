import CEL
import Diagnostics

/// The compiling of a policy, which gathers its rules, what they read and every mistake.
struct PolicyCompiler {
  /// Where a rule stands among the others.
  struct Position {
    /// The ids of matches without one of their own begin with this: `2.` for the rule of match 2.
    var prefix = ""
    /// Whether an `aggregate` is above.
    var isInAggregate = false
    /// The conditions of the matches above, outermost first.
    var conditions: [String] = []
    /// The terms of those conditions.
    var terms: [CompiledTerm] = []
    /// The facts that those conditions read.
    var references: [Reference] = []

    static let root = Position()
  }

  /// A compiled rule and what its parent must know of it.
  struct Result {
    var rule: CompiledRule
    /// Whether it always gives an output.
    var isExhaustive: Bool
  }

  /// The most matches and variables of a policy.
  static let maximumSize = 2000

  let wanted: CELType?
  var problems: [Diagnostic] = []
  var leaves: [CompiledLeaf] = []
  var references: [Reference] = []
  private var explained: [Reference] = []
  /// The facts behind the variables of the rules that are open, by slot.
  private var variableFacts: [Int: [Reference]] = [:]
  private var ids: Set<String> = []
  private var size = 0

  init(wanted: CELType?) {
    self.wanted = wanted
  }

  /// Lets expressions write an imported type by the last part of its name.
  mutating func declare(_ imports: [PolicyImport], in environment: inout Environment) {
    for item in imports {
      var unheard: [Diagnostic] = []
      let source = SourceText(name: item.place.file, text: item.name)
      if case .type? = environment.compile(source, into: &unheard)?.resultType {
        let short = item.name.split(separator: ".").last.map(String.init) ?? item.name
        environment.abbreviations[short] = item.name
      } else {
        problems.append(.unknownImport(item.name, at: item.place))
      }
    }
  }

  /// Compiles a rule; `agreed` is the type of the outputs above it, and takes in its own.
  mutating func compile(
    _ rule: PolicyRule, in environment: Environment, under position: Position,
    agreed: inout CELType
  ) -> Result {
    var position = position
    var scope = environment
    let variables = compile(rule.variables, in: &scope)
    guard rule.semantic == .aggregate else {
      return compile(rule, variables, in: scope, under: position, agreed: &agreed)
    }
    if position.isInAggregate { problems.append(.nestedAggregate(at: rule.place)) }
    position.isInAggregate = true
    var element = CELType.dyn
    var result = compile(rule, variables, in: scope, under: position, agreed: &element)
    result.isExhaustive = true
    agree(.list(element), with: &agreed, at: rule.place)
    return result
  }

  private mutating func compile(
    _ rule: PolicyRule, _ variables: CompiledVariables?, in scope: Environment,
    under position: Position, agreed: inout CELType
  ) -> Result {
    var matches: [CompiledMatch] = []
    var flow = Reachability()
    for (index, match) in rule.matches.enumerated() {
      guard countOne(at: match.place) else { break }
      var place = position
      place.prefix += "\(index + 1)"
      let compiled = compile(match, of: rule, in: scope, at: place, agreed: &agreed)
      let isLast = index == rule.matches.count - 1
      if rule.semantic == .firstMatch, flow.closes(with: compiled, isLast: isLast) {
        reportUnreachable(below: match)
      }
      if let match = compiled.match { matches.append(match) }
    }
    return Result(
      rule: CompiledRule(semantic: rule.semantic, variables: variables, matches: matches),
      isExhaustive: flow.isExhaustive)
  }

  private mutating func reportUnreachable(below match: PolicyMatch) {
    switch match.outcome {
    case .output: problems.append(.unreachableMatch(at: match.place))
    case .rule(let rule): problems.append(.unreachableRule(at: rule.place))
    }
  }

  private mutating func countOne(at place: Place) -> Bool {
    size += 1
    if size == PolicyCompiler.maximumSize + 1 {
      problems.append(.tooManyRules(limit: PolicyCompiler.maximumSize, at: place))
    }
    return size <= PolicyCompiler.maximumSize
  }

  private mutating func compile(
    _ variables: [PolicyVariable], in scope: inout Environment
  ) -> CompiledVariables? {
    var names: Set<String> = []
    var compiled: [(slot: Int, program: Program)] = []
    for variable in variables {
      guard countOne(at: variable.place) else { break }
      guard names.insert(variable.name).inserted else {
        problems.append(.duplicateVariable(variable.name, at: variable.place))
        continue
      }
      let program = read(variable.expression, in: scope)
      let slot = scope.declare(
        variable: "variables.\(variable.name)", type: program?.resultType ?? .error)
      variableFacts[slot] = program.map(facts(of:)) ?? []
      if let program { compiled.append((slot, program)) }
    }
    return CompiledVariables(compiled)
  }

  mutating func compile(_ expression: PolicyExpression, in scope: Environment) -> Program? {
    let program = read(expression, in: scope)
    if let program { references.append(contentsOf: facts(of: program)) }
    return program
  }

  mutating func compile(
    explanation expression: PolicyExpression?, in scope: Environment
  ) -> Program? {
    guard let expression, let program = read(expression, in: scope) else { return nil }
    if ![.string, .error].contains(program.resultType) {
      problems.append(.explanationType(program.resultType, at: expression.place))
    }
    explained.append(contentsOf: facts(of: program))
    return program
  }

  private mutating func read(_ expression: PolicyExpression, in scope: Environment) -> Program? {
    let source = SourceText(name: expression.place.file, text: expression.text)
    return scope.compile(source, at: expression.origin, into: &problems)
  }

  /// The facts that explanations read and nothing else does.
  var explanationReferences: [Reference] {
    let others = Set(references)
    return explained.uniqued.filter { !others.contains($0) }
  }

  /// Returns the facts that an expression reads, itself or through variables.
  func facts(of program: Program) -> [Reference] {
    facts(behind: program.references)
  }

  func facts(behind references: [Reference]) -> [Reference] {
    references.flatMap { variableFacts[$0.slot] ?? [$0] }
  }

  mutating func claim(_ id: String, at place: Place) {
    if !ids.insert(id).inserted { problems.append(.duplicateID(id, at: place)) }
  }

  /// Compiles the invariants, which may also ask for the `output`.
  mutating func compile(
    _ invariants: [PolicyInvariant], in environment: Environment, outputType: CELType
  ) -> CompiledInvariants? {
    guard !invariants.isEmpty else { return nil }
    var scope = environment
    let slot = scope.declare(variable: "output", type: outputType)
    variableFacts[slot] = []
    var compiled = CompiledInvariants(outputSlot: slot)
    var seen: Set<String> = []
    for invariant in invariants {
      guard countOne(at: invariant.place) else { break }
      if !seen.insert(invariant.id).inserted {
        problems.append(.duplicateID(invariant.id, at: invariant.place))
      }
      guard let program = compile(invariant.condition, in: scope) else { continue }
      requireBool(program, of: invariant.condition)
      compiled.list.append(
        (
          Invariant(id: invariant.id, message: invariant.message, place: invariant.place), program
        ))
    }
    return compiled
  }

  mutating func requireBool(_ program: Program, of expression: PolicyExpression) {
    if program.resultType != .bool && program.resultType != .error {
      problems.append(.conditionType(program.resultType, at: expression.place))
    }
  }
}

extension [Reference] {
  /// The references, each once, in the order of their first appearance.
  var uniqued: [Reference] {
    var seen: Set<Reference> = []
    return filter { seen.insert($0).inserted }
  }
}
