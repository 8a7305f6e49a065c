extension Expression {
  /// The expression as text, with parentheses around every operation inside another.
  ///
  /// Parsing it gives the same tree again, but for the ids and the ranges.
  public var source: String {
    switch kind {
    case .literal(let value): value.literalSource
    case .identifier(let name): Expression.identifierSource(name)
    case .select(let operand, let field, let isOptional):
      "\(operand.operandSource).\(isOptional ? "?" : "")\(Expression.fieldSource(field))"
    case .has(let operand, let field):
      "has(\(operand.operandSource).\(Expression.fieldSource(field)))"
    case .index(let operand, let key, let isOptional):
      "\(operand.operandSource)[\(isOptional ? "?" : "")\(key.source)]"
    case .call(let name, let target, let arguments):
      Expression.callSource(name, target, arguments)
    case .list(let elements):
      "[" + elements.map { ($0.isOptional ? "?" : "") + $0.value.source }.joined(separator: ", ")
        + "]"
    case .map(let entries):
      "{"
        + entries.map { "\($0.isOptional ? "?" : "")\($0.key.source): \($0.value.source)" }
        .joined(separator: ", ") + "}"
    case .message(let name, let fields):
      "\(name){"
        + fields.map {
          "\($0.isOptional ? "?" : "")\(Expression.fieldSource($0.name)): \($0.value.source)"
        }.joined(separator: ", ") + "}"
    case .comprehension(let loop): loop.source
    case .bind(let name, let value, let body):
      "cel.bind(\(Expression.identifierSource(name)), \(value.source), \(body.source))"
    case .block(let values, let body):
      "cel.block([\(values.map(\.source).joined(separator: ", "))], \(body.source))"
    case .optionalMap(let operand, let variable, let body, let isFlat):
      "\(operand.operandSource).\(isFlat ? "optFlatMap" : "optMap")"
        + "(\(Expression.identifierSource(variable)), \(body.source))"
    }
  }

  /// The expression where an operand stands: an operation in parentheses.
  fileprivate var operandSource: String {
    guard case .call(let name, nil, _) = kind, Expression.isOperator(name) else { return source }
    return "(\(source))"
  }

  private static let infix: [String: String] = [
    "_&&_": "&&", "_||_": "||", "_==_": "==", "_!=_": "!=", "_<_": "<", "_<=_": "<=",
    "_>_": ">", "_>=_": ">=", "@in": "in", "_+_": "+", "_-_": "-", "_*_": "*", "_/_": "/",
    "_%_": "%",
  ]

  private static func isOperator(_ name: String) -> Bool {
    infix[name] != nil || ["!_", "-_", "_?_:_"].contains(name)
  }

  private static func callSource(
    _ name: String, _ target: Expression?, _ arguments: [Expression]
  ) -> String {
    if target == nil, isOperator(name) {
      if let symbol = infix[name] {
        return "\(arguments[0].operandSource) \(symbol) \(arguments[1].operandSource)"
      }
      let parts = arguments.map(\.operandSource)
      if name == "_?_:_" { return "\(parts[0]) ? \(parts[1]) : \(parts[2])" }
      // Parentheses, so that a minus does not become part of a number.
      return "\(name.dropLast())(\(arguments[0].source))"
    }
    let list = arguments.map(\.source).joined(separator: ", ")
    return (target.map { "\($0.operandSource)." } ?? "") + "\(name)(\(list))"
  }

  fileprivate static func fieldSource(_ name: String) -> String {
    let isPlain =
      (name.unicodeScalars.first?.isNameStart ?? false)
      && name.unicodeScalars.allSatisfy(\.isNamePart)
      && !Parser.reservedWords.contains(name) && Parser.constants[name] == nil
    return isPlain ? name : "`\(name)`"
  }

  /// Names that the block macros make are written as the macros again.
  fileprivate static func identifierSource(_ name: String) -> String {
    for (prefix, macro) in [("@index", "index"), ("@it:", "iterVar"), ("@ac:", "accuVar")] {
      guard name.hasPrefix(prefix) else { continue }
      let numbers = name.dropFirst(prefix.count).replacing(":", with: ", ")
      return "cel.\(macro)(\(numbers))"
    }
    return name
  }
}

extension Expression.Comprehension {
  fileprivate var source: String {
    let names = variables.map(Expression.identifierSource)
    let parts = names + (filter.map { [$0.source] } ?? []) + [body.source]
    return "\(operand.operandSource).\(spelling)(\(parts.joined(separator: ", ")))"
  }
}

extension Value {
  fileprivate var literalSource: String {
    switch self {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .int(let number): "\(number)"
    case .uint(let number): "\(number)u"
    case .double(let number): "\(number)"
    case .string(let text): Library.quoted(Array(text.unicodeScalars))
    case .bytes(let bytes):
      "b\"" + bytes.map { "\\x" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() + "\""
    default: ""
    }
  }
}
