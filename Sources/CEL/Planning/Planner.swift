import Patterns

/// Turns a checked expression into nodes.
struct Planner {
  let checked: CheckedExpression
  let environment: Environment
  let isTracing: Bool
  var problems: [Problem] = []
  /// The patterns that were compiled, each once.
  var patterns: [String: Pattern]
  private(set) var termExpressions: [Expression] = []

  init(
    _ checked: CheckedExpression, _ environment: Environment, isTracing: Bool,
    patterns: [String: Pattern] = [:]
  ) {
    self.patterns = patterns
    self.checked = checked
    self.environment = environment
    self.isTracing = isTracing
  }

  func resolution(of expression: Expression) -> Resolution? {
    checked.resolutions[expression.id]
  }

  func type(of expression: Expression) -> CELType { checked.types[expression.id] }

  /// Plans a place where a condition may stand; what is no connective there is a term.
  mutating func condition(_ expression: Expression) -> any Node {
    guard isTracing else { return node(expression) }
    switch expression.kind {
    case .call("_&&_", nil, let arguments):
      return ConnectiveNode(condition(arguments[0]), condition(arguments[1]), deciding: false)
    case .call("_||_", nil, let arguments):
      return ConnectiveNode(condition(arguments[0]), condition(arguments[1]), deciding: true)
    case .call("!_", nil, let arguments): return NotNode(condition(arguments[0]))
    case .call("_?_:_", nil, let arguments):
      return ConditionalNode(
        condition(arguments[0]), condition(arguments[1]), condition(arguments[2]))
    case .bind(_, let value, let body): return bind(value, condition(body), expression)
    case .block(let values, let body): return block(values, condition(body), expression)
    default:
      termExpressions.append(expression)
      let number = termExpressions.count - 1
      return TermNode(node(expression), number)
    }
  }

  /// Plans a part.
  mutating func node(_ expression: Expression) -> any Node {
    if case .failure(let sentence)? = resolution(of: expression) {
      // For the mistakes that only planning finds.
      for child in expression.children { _ = node(child) }
      return FailureNode(sentence.error.placed(at: expression.range))
    }
    let range = expression.range
    switch expression.kind {
    case .literal(let value): return ConstantNode(value)
    case .identifier: return name(expression)
    case .select(let operand, let field, let isOptional):
      return select(operand, field, isOptional, expression)
    case .has(let operand, let field):
      return PresenceNode(node(operand), field, environment.objectTypes, range)
    case .index(let operand, let key, let isOptional):
      return IndexNode(node(operand), node(key), isOptional: isOptional, range)
    case .call(let name, let target, let arguments):
      return call(name, target, arguments, expression)
    case .list(let elements):
      let parts = elements.map { part($0.value, $0.isOptional) }
      return constantList(parts) ?? ListNode(parts, range)
    case .map(let entries):
      return MapNode(
        entries.map { (node($0.key), part($0.value, $0.isOptional)) }, range)
    case .message(_, let fields): return message(fields, expression)
    case .comprehension(let loop): return comprehension(loop, expression)
    case .bind(_, let value, let body): return bind(value, node(body), expression)
    case .block(let values, let body): return block(values, node(body), expression)
    case .optionalMap(let operand, _, let body, let isFlat):
      return OptionalMapNode(
        node(operand), locals(of: expression)[0], node(body), isFlat: isFlat, range)
    }
  }

  private mutating func part(_ expression: Expression, _ isOptional: Bool) -> PlannedPart {
    PlannedPart(node: node(expression), isOptional: isOptional)
  }

  /// Makes a list of literals once instead of at every evaluation.
  private func constantList(_ parts: [PlannedPart]) -> ConstantNode? {
    let constants = parts.compactMap { part in
      part.isOptional ? nil : (part.node as? ConstantNode)?.constant
    }
    return constants.count == parts.count && parts.count <= 1000
      ? ConstantNode(.list(constants)) : nil
  }

  func locals(of expression: Expression) -> [Int] {
    if case .locals(let locals)? = resolution(of: expression) { locals } else { [] }
  }

  private func name(_ expression: Expression) -> any Node {
    switch resolution(of: expression) {
    case .variable(let slot): VariableNode(slot, expression.range)
    case .local(let index): LocalNode(index)
    case .constant(let value): ConstantNode(value)
    default: FailureNode(EvaluationSentence.unknownName.error.placed(at: expression.range))
    }
  }

  private mutating func select(
    _ operand: Expression, _ field: String, _ isOptional: Bool, _ expression: Expression
  ) -> any Node {
    switch resolution(of: expression) {
    case .variable, .constant: return name(expression)
    case .field(let index) where !isOptional:
      if let path = fieldPath(expression) {
        return FieldPathNode(path.slot, path.path, expression.range)
      }
      if case .object = type(of: operand) {
        return FieldNode(node(operand), index, expression.range)
      }
    default: break
    }
    return SelectNode(
      node(operand), field, isOptional: isOptional, environment.objectTypes, expression.range)
  }

  /// Returns the variable and the fields that a chain of selections reads; nil for other chains.
  func fieldPath(_ expression: Expression) -> (slot: Int, path: [Int])? {
    var path: [Int] = []
    var current = expression
    while true {
      switch (resolution(of: current), current.kind) {
      case (.variable(let slot), _):
        return path.isEmpty ? nil : (slot, path.reversed())
      case (.field(let index), .select(let operand, _, false)):
        guard case .object = type(of: operand) else { return nil }
        path.append(index)
        current = operand
      default: return nil
      }
    }
  }

  private mutating func message(
    _ fields: [Expression.FieldEntry], _ expression: Expression
  ) -> any Node {
    guard case .message(let object)? = resolution(of: expression),
      let construction = object.construction
    else {
      return FailureNode(EvaluationSentence.unknownName.error.placed(at: expression.range))
    }
    let planned = fields.compactMap { field in
      object.index(of: field.name).map { ($0, part(field.value, field.isOptional)) }
    }
    return MessageNode(
      construction, fieldCount: object.fields.count, planned, expression.range)
  }

  private mutating func bind(
    _ value: Expression, _ body: any Node, _ expression: Expression
  ) -> any Node {
    BindNode(locals(of: expression)[0], node(value), body)
  }

  private mutating func block(
    _ values: [Expression], _ body: any Node, _ expression: Expression
  ) -> any Node {
    let locals = locals(of: expression)
    return BlockNode(zip(locals, values).map { ($0, node($1)) }, body)
  }

  private mutating func comprehension(
    _ macro: Expression.Comprehension, _ expression: Expression
  ) -> any Node {
    let loop = Loop(
      operand: node(macro.operand), locals: locals(of: expression), range: expression.range)
    let filter = macro.filter.map { node($0) }
    let body = node(macro.body)
    return switch macro.macro {
    case .all: QuantifierNode(loop, body, deciding: false)
    case .exists: QuantifierNode(loop, body, deciding: true)
    case .existsOne: ExactlyOneNode(loop, body)
    case .filter: FilterNode(loop, body)
    case .map, .transformList: TransformListNode(loop, filter: filter, body)
    case .transformMap: TransformMapNode(loop, filter: filter, body, makesEntries: false)
    case .transformMapEntry: TransformMapNode(loop, filter: filter, body, makesEntries: true)
    }
  }
}
