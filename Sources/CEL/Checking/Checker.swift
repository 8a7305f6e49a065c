/// Deduces the type of each part of an expression and finds out what its names mean.
///
/// Lenient, it deduces nothing and reports nothing: what cannot be right fails at evaluation.
struct Checker {
  let environment: Environment
  let isLenient: Bool
  var substitution = Substitution()
  var problems: [Problem] = []
  var types: [CELType]
  var resolutions: [Resolution?]
  private var scopes: [[String: Local]] = []
  private(set) var localCount = 0
  private var liveLocals = 0

  struct Local {
    let index: Int
    let type: CELType
  }

  init(_ environment: Environment, count: Int, isLenient: Bool) {
    self.environment = environment
    self.isLenient = isLenient
    types = Array(repeating: .dyn, count: count)
    resolutions = Array(repeating: nil, count: count)
  }

  /// Checks a whole expression.
  static func check(
    _ expression: Expression, in environment: Environment, isLenient: Bool = false
  ) -> (checked: CheckedExpression, problems: [Problem]) {
    var checker = Checker(environment, count: expression.id + 1, isLenient: isLenient)
    _ = checker.type(of: expression)
    let types = checker.types.map { checker.substitution.applied(to: $0, freeIsDyn: true) }
    return (
      CheckedExpression(
        expression: expression, types: types, resolutions: checker.resolutions,
        localCount: checker.localCount), checker.problems
    )
  }

  /// As many mistakes as one expression is told of.
  static let mostProblems = 20

  mutating func report(_ sentence: CompileSentence, _ range: Range<Int>) {
    if takesProblems { problems.append(Problem(sentence: sentence, range: range)) }
  }

  /// Whether a mistake would still be told.
  var takesProblems: Bool { !isLenient && problems.count < Checker.mostProblems }

  /// Deduces and remembers the type of a part.
  mutating func type(of expression: Expression) -> CELType {
    let deduced = deduce(expression)
    let limit = Substitution.largestType
    let type = isLenient || deduced.size(atMost: limit) > limit ? .dyn : deduced
    types[expression.id] = type
    return type
  }

  private mutating func deduce(_ expression: Expression) -> CELType {
    switch expression.kind {
    case .literal(let value): value.type
    case .identifier(let name): identifier(name, expression)
    case .select(let operand, let field, let isOptional):
      qualifiedName(expression) ?? unknownQualifiedName(expression)
        ?? select(operand, field, isOptional, expression)
    case .has(let operand, let field): has(operand, field, expression)
    case .index(let operand, let key, let isOptional):
      call(isOptional ? "_[?_]" : "_[_]", nil, [operand, key], expression)
    case .call(let name, let target, let arguments): call(name, target, arguments, expression)
    case .list(let elements): list(elements)
    case .map(let entries): map(entries)
    case .message(let name, let fields): message(name, fields, expression)
    case .comprehension(let loop): comprehension(loop, expression)
    case .bind(let name, let value, let body): bind(name, value, body, expression)
    case .block(let values, let body): block(values, body, expression)
    case .optionalMap(let operand, let name, let body, let isFlat):
      optionalMap(operand, name, body, isFlat, expression)
    }
  }

  // MARK: Names

  func local(_ name: String) -> Local? {
    for scope in scopes.reversed() {
      if let local = scope[name] { return local }
    }
    return nil
  }

  /// Returns the names that a name may mean, the innermost namespace first.
  func candidates(_ name: String) -> [String] {
    if name.hasPrefix(".") { return [String(name.dropFirst())] }
    let first = name.prefix { $0 != "." }
    if let full = environment.abbreviations[String(first)] {
      return [full + name.dropFirst(first.count)]
    }
    var container = environment.container.split(separator: ".").map(String.init)
    var names: [String] = []
    while !container.isEmpty {
      names.append((container + [name]).joined(separator: "."))
      container.removeLast()
    }
    return names + [name]
  }

  /// Looks up a variable, a type or a constant.
  func lookUp(_ name: String) -> (resolution: Resolution, type: CELType)? {
    for candidate in candidates(name) {
      if let slot = environment.slot(of: candidate) {
        return (.variable(slot: slot), environment.variables[slot].type)
      }
      if let type = environment.typeNames[candidate] {
        return (.constant(.type(type)), .type(type))
      }
      if environment.objectTypes[candidate] != nil {
        let type = CELType.object(candidate)
        return (.constant(.type(type)), .type(type))
      }
      if let constant = WellKnownMessages.constants[candidate] {
        return (.constant(constant), constant.type)
      }
    }
    return nil
  }

  private mutating func identifier(_ name: String, _ expression: Expression) -> CELType {
    if let local = local(name) {
      resolutions[expression.id] = .local(local.index)
      return local.type
    }
    if let found = lookUp(name) {
      resolutions[expression.id] = found.resolution
      return found.type
    }
    resolutions[expression.id] = .failure(.unknownName)
    report(.unknownName(name, nearest: nearestVariable(to: name)), expression.range)
    return .error
  }

  private mutating func qualifiedName(_ expression: Expression) -> CELType? {
    guard let name = expression.dottedName, local(name.firstPart) == nil,
      let found = lookUp(name)
    else { return nil }
    resolutions[expression.id] = found.resolution
    return found.type
  }

  /// Reports a name of which only the first part is known, as that of other variables.
  private mutating func unknownQualifiedName(_ expression: Expression) -> CELType? {
    guard let name = expression.dottedName, local(name.firstPart) == nil else { return nil }
    let parts = name.split(separator: ".")
    for count in 1..<max(1, parts.count)
    where lookUp(parts.prefix(count).joined(separator: ".")) != nil { return nil }
    let namespace = name.firstPart + "."
    guard environment.variableNames.contains(where: { $0.hasPrefix(namespace) }) else {
      return nil
    }
    resolutions[expression.id] = .failure(.unknownName)
    report(.unknownName(name, nearest: nearestVariable(to: name)), expression.range)
    return .error
  }

  // MARK: Scopes

  /// Checks a part in which more names are known.
  mutating func scoped<Result>(
    _ names: [(String, CELType)], of expression: Expression,
    _ body: (inout Checker) -> Result
  ) -> Result {
    resolutions[expression.id] = .locals(enterScope(names))
    defer { leaveScope() }
    return body(&self)
  }

  /// Makes names known and returns their locals.
  mutating func enterScope(_ names: [(String, CELType)]) -> [Int] {
    var scope: [String: Local] = [:]
    var indexes: [Int] = []
    for (name, type) in names {
      scope[name] = Local(index: liveLocals, type: type)
      indexes.append(liveLocals)
      liveLocals += 1
    }
    localCount = max(localCount, liveLocals)
    scopes.append(scope)
    return indexes
  }

  mutating func leaveScope() {
    liveLocals -= scopes.removeLast().count
  }

  /// All names in scope, for suggestions.
  var localNames: [String] { scopes.flatMap(\.keys) }
}

extension String {
  /// What stands before the first dot.
  var firstPart: String {
    firstIndex(of: ".").map { String(self[..<$0]) } ?? self
  }
}
