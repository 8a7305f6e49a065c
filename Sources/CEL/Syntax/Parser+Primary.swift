extension Parser {
  static let reservedWords: Set<String> = [
    "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop",
    "package", "namespace", "return", "var", "void", "while", "in",
  ]

  mutating func primary() throws(Problem) -> Expression {
    let token = self.token
    switch token.kind {
    case .literal(.timestamp):
      throw Problem(sentence: .badNumber("9223372036854775808"), range: token.range)
    case .literal(let value):
      advance()
      return make(.literal(value), token.range)
    case .symbol("("):
      advance()
      let inner = try expression()
      try expect(")")
      return inner
    case .symbol("["): return try list()
    case .symbol("{"): return try map()
    case .symbol("."), .identifier: return try name()
    default: throw unexpected("a value")
    }
  }

  private mutating func name() throws(Problem) -> Expression {
    let start = token.range.lowerBound
    let isAbsolute = take(".")
    let word = token
    guard case .identifier(let name) = word.kind else { throw unexpected("a name") }
    advance()
    if !isAbsolute, let constant = Parser.constants[name] {
      return make(.literal(constant), word.range)
    }
    guard !Parser.reservedWords.contains(name), Parser.constants[name] == nil else {
      throw Problem(sentence: .reserved(name), range: word.range)
    }
    let full = isAbsolute ? "." + name : name
    if token.isSymbol("(") {
      let arguments = try self.arguments()
      return try call(full, target: nil, arguments: arguments, start..<lastEnd)
    }
    let identifier = make(.identifier(full), start..<word.range.upperBound)
    return token.isSymbol("{") ? try message(full, from: start) : identifier
  }

  static let constants: [String: Value] = [
    "true": .bool(true), "false": .bool(false), "null": .null,
  ]

  mutating func arguments() throws(Problem) -> [Expression] {
    try expect("(")
    var arguments: [Expression] = []
    if take(")") { return [] }
    repeat { arguments.append(try expression()) } while take(",")
    try expect(")")
    return arguments
  }

  mutating func selection(of operand: Expression) throws(Problem) -> Expression {
    try expect(".")
    let isOptional = extensions.contains(.optionals) && take("?")
    let word = token
    let field: String
    switch word.kind {
    case .identifier(let name): field = name
    case .quotedIdentifier(let name): field = name
    default: throw unexpected("a field's name")
    }
    advance()
    let start = operand.range.lowerBound
    if !isOptional, token.isSymbol("("), case .identifier = word.kind {
      let arguments = try self.arguments()
      return try call(field, target: operand, arguments: arguments, start..<lastEnd)
    }
    guard field != "in", Parser.constants[field] == nil || word.kind == .quotedIdentifier(field)
    else {
      throw Problem(sentence: .reserved(field), range: word.range)
    }
    let selection = make(.select(operand, field: field, isOptional: isOptional), start..<lastEnd)
    if token.isSymbol("{"), let name = selection.dottedName {
      return try message(name, from: start)
    }
    return selection
  }

  private mutating func list() throws(Problem) -> Expression {
    let start = token.range.lowerBound
    advance()
    var elements: [Expression.Element] = []
    while !token.isSymbol("]") {
      let isOptional = extensions.contains(.optionals) && take("?")
      elements.append(.init(value: try expression(), isOptional: isOptional))
      guard take(",") else { break }
    }
    try expect("]")
    return make(.list(elements), start..<lastEnd)
  }

  private mutating func map() throws(Problem) -> Expression {
    let start = token.range.lowerBound
    advance()
    var entries: [Expression.Entry] = []
    while !token.isSymbol("}") {
      let isOptional = extensions.contains(.optionals) && take("?")
      let key = try expression()
      try expect(":")
      entries.append(.init(key: key, value: try expression(), isOptional: isOptional))
      guard take(",") else { break }
    }
    try expect("}")
    return make(.map(entries), start..<lastEnd)
  }

  private mutating func message(_ name: String, from start: Int) throws(Problem) -> Expression {
    try deepen()
    defer { rise() }
    try expect("{")
    var fields: [Expression.FieldEntry] = []
    while !token.isSymbol("}") {
      let isOptional = extensions.contains(.optionals) && take("?")
      let word = token
      let field: String
      switch word.kind {
      case .identifier(let name): field = name
      case .quotedIdentifier(let name): field = name
      default: throw unexpected("a field's name")
      }
      advance()
      try expect(":")
      fields.append(
        .init(
          name: field, nameRange: word.range, value: try expression(), isOptional: isOptional))
      guard take(",") else { break }
    }
    try expect("}")
    return make(.message(name, fields), start..<lastEnd)
  }
}

extension Expression {
  /// The name that selections of an identifier may spell, such as `a.b.c`.
  var dottedName: String? {
    var parts: [String] = []
    var current = self
    while true {
      switch current.kind {
      case .identifier(let name):
        return parts.isEmpty ? name : ([name] + parts.reversed()).joined(separator: ".")
      case .select(let operand, let field, false):
        parts.append(field)
        current = operand
      default: return nil
      }
    }
  }
}
