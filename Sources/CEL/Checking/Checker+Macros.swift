extension Checker {
  mutating func comprehension(
    _ loop: Expression.Comprehension, _ expression: Expression
  ) -> CELType {
    let (first, second, key) = elementTypes(of: loop.operand, count: loop.variables.count)
    let names =
      loop.variables.count == 2
      ? [(loop.variables[0], first), (loop.variables[1], second)] : [(loop.variables[0], first)]
    return scoped(names, of: expression) { checker in
      if let filter = loop.filter { checker.wantCondition(filter) }
      switch loop.macro {
      case .all, .exists, .existsOne:
        checker.wantCondition(loop.body)
        return .bool
      case .filter:
        checker.wantCondition(loop.body)
        return .list(first)
      case .map, .transformList: return .list(checker.type(of: loop.body))
      case .transformMap: return .map(key, checker.type(of: loop.body))
      case .transformMapEntry:
        let seen = checker.type(of: loop.body)
        let entry = checker.substitution.applied(to: seen)
        if case .map = entry { return entry }
        if !entry.isDynOrError {
          checker.report(
            .typeMismatch(found: entry.description, wanted: "a map"), loop.body.range)
        }
        return .map(.dyn, .dyn)
      }
    }
  }

  /// Returns the types of a macro's variables, and of the keys of the map that it may make.
  private mutating func elementTypes(
    of operand: Expression, count: Int
  ) -> (CELType, CELType, key: CELType) {
    let seen = type(of: operand)
    let type = substitution.applied(to: seen)
    switch type {
    case .list(let element):
      return count == 2 ? (.int, element, .int) : (element, .dyn, .int)
    case .map(let key, let value): return (key, value, key)
    case .typeParam:
      _ = substitution.assign(.dyn, to: type)
      return (.dyn, .dyn, .dyn)
    case .dyn, .error: return (.dyn, .dyn, .dyn)
    default:
      report(.noElements(type: type.description), operand.range)
      return (.error, .error, .dyn)
    }
  }

  private mutating func wantCondition(_ expression: Expression) {
    let type = type(of: expression)
    guard !substitution.assign(type, to: .bool) else { return }
    report(
      .typeMismatch(
        found: substitution.applied(to: type, freeIsDyn: true).description, wanted: "bool"),
      expression.range)
  }

  mutating func bind(
    _ name: String, _ value: Expression, _ body: Expression, _ expression: Expression
  ) -> CELType {
    let valueType = type(of: value)
    return scoped([(name, valueType)], of: expression) { $0.type(of: body) }
  }

  /// Checks the values one after the other; each is known to those that follow.
  mutating func block(
    _ values: [Expression], _ body: Expression, _ expression: Expression
  ) -> CELType {
    var indexes: [Int] = []
    for (number, value) in values.enumerated() {
      let valueType = type(of: value)
      indexes += enterScope([("@index\(number)", valueType)])
    }
    let result = type(of: body)
    for _ in values { leaveScope() }
    resolutions[expression.id] = .locals(indexes)
    return result
  }

  mutating func optionalMap(
    _ operand: Expression, _ name: String, _ body: Expression, _ isFlat: Bool,
    _ expression: Expression
  ) -> CELType {
    let seen = type(of: operand)
    let type = substitution.applied(to: seen)
    var inner = CELType.dyn
    switch type {
    case .optional(let held): inner = held
    case .dyn, .error: break
    case .typeParam: _ = substitution.assign(.dyn, to: type)
    default:
      report(
        .typeMismatch(found: type.description, wanted: "an optional"), operand.range)
    }
    let result = scoped([(name, inner)], of: expression) { $0.type(of: body) }
    guard isFlat else { return .optional(result) }
    let flat = substitution.applied(to: result)
    if case .optional = flat { return flat }
    if !flat.isDynOrError {
      report(.typeMismatch(found: flat.description, wanted: "an optional"), body.range)
    }
    return .optional(.dyn)
  }
}
