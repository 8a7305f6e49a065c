/// Reads an expression by recursive descent.
struct Parser {
  private let tokens: [Token]
  private var next = 0
  private var lastID = -1
  private var depth = 0
  let depthLimit: Int
  let extensions: Extensions

  init(_ tokens: [Token], depthLimit: Int, extensions: Extensions) {
    self.tokens = tokens
    self.depthLimit = depthLimit
    self.extensions = extensions
  }

  var token: Token { tokens[next] }

  mutating func advance() {
    if next < tokens.count - 1 { next += 1 }
  }

  mutating func take(_ symbol: String) -> Bool {
    guard token.isSymbol(symbol) else { return false }
    advance()
    return true
  }

  @discardableResult
  mutating func expect(_ symbol: String) throws(Problem) -> Int {
    guard token.isSymbol(symbol) else { throw unexpected("\"\(symbol)\"") }
    advance()
    return lastEnd
  }

  /// Where the last token that was taken ends.
  var lastEnd: Int { next > 0 ? tokens[next - 1].range.upperBound : 0 }

  func unexpected(_ wanted: String) -> Problem {
    let shown = token.kind == .end ? max(0, lastEnd - 1)..<max(1, lastEnd) : token.range
    return Problem(sentence: .unexpected(found: token.name, wanted: wanted), range: shown)
  }

  mutating func make(_ kind: Expression.Kind, _ range: Range<Int>) -> Expression {
    lastID += 1
    return Expression(id: lastID, range: range, kind: kind)
  }

  mutating func deepen() throws(Problem) {
    depth += 1
    guard depth <= depthLimit else {
      throw Problem(sentence: .tooDeep(limit: depthLimit), range: token.range)
    }
  }

  mutating func rise(_ levels: Int = 1) { depth -= levels }

  mutating func whole() throws(Problem) -> Expression {
    let result = try expression()
    guard token.kind == .end else { throw unexpected("an operator or the end") }
    return result
  }

  mutating func expression() throws(Problem) -> Expression {
    try deepen()
    defer { rise() }
    let condition = try binary(0)
    guard take("?") else { return condition }
    let yes = try expression()
    try expect(":")
    let no = try expression()
    return make(
      .call("_?_:_", target: nil, arguments: [condition, yes, no]),
      condition.range.lowerBound..<lastEnd)
  }

  private static let levels: [[String: String]] = [
    ["||": "_||_"], ["&&": "_&&_"],
    [
      "==": "_==_", "!=": "_!=_", "<": "_<_", "<=": "_<=_", ">": "_>_", ">=": "_>=_",
      "in": "@in",
    ],
    ["+": "_+_", "-": "_-_"], ["*": "_*_", "/": "_/_", "%": "_%_"],
  ]

  private mutating func binary(_ level: Int) throws(Problem) -> Expression {
    guard level < Parser.levels.count else { return try unary() }
    var left = try binary(level + 1)
    var levels = 0
    while let function = binaryOperator(level) {
      advance()
      try deepen()
      levels += 1
      let right = try binary(level + 1)
      left = make(
        .call(function, target: nil, arguments: [left, right]), left.range.lowerBound..<lastEnd)
    }
    rise(levels)
    return left
  }

  private func binaryOperator(_ level: Int) -> String? {
    switch token.kind {
    case .symbol(let symbol): Parser.levels[level][symbol]
    case .identifier("in"): Parser.levels[level]["in"]
    default: nil
    }
  }

  private mutating func unary() throws(Problem) -> Expression {
    let start = token.range.lowerBound
    var signs: [(name: String, start: Int)] = []
    let symbol = token.isSymbol("!") ? "!" : "-"
    while token.isSymbol(symbol) {
      signs.append((symbol == "!" ? "!_" : "-_", token.range.lowerBound))
      advance()
    }
    guard !signs.isEmpty else { return try member() }
    for _ in signs { try deepen() }
    var operand: Expression
    if symbol == "-", case .literal(let value) = token.kind, let negated = value.negatedLiteral {
      advance()
      signs.removeLast()
      rise()
      let first = make(.literal(negated), (start + signs.count)..<lastEnd)
      operand = try members(of: first)
    } else {
      operand = try member()
    }
    for sign in signs.reversed() {
      operand = make(.call(sign.name, target: nil, arguments: [operand]), sign.start..<lastEnd)
    }
    rise(signs.count)
    return operand
  }

  private mutating func member() throws(Problem) -> Expression {
    let first = try primary()
    return try members(of: first)
  }

  private mutating func members(of first: Expression) throws(Problem) -> Expression {
    var operand = first
    var levels = 0
    while token.isSymbol(".") || token.isSymbol("[") {
      try deepen()
      levels += 1
      operand = try token.isSymbol(".") ? selection(of: operand) : indexing(operand)
    }
    rise(levels)
    return operand
  }

  private mutating func indexing(_ operand: Expression) throws(Problem) -> Expression {
    try expect("[")
    let isOptional = extensions.contains(.optionals) && take("?")
    let key = try expression()
    try expect("]")
    return make(
      .index(operand, key, isOptional: isOptional), operand.range.lowerBound..<lastEnd)
  }
}

extension Value {
  /// The literal after a minus sign; nil where the sign stays an operator.
  fileprivate var negatedLiteral: Value? {
    switch self {
    case .int(let value): .int(-value)
    case .double(let value): .double(-value)
    case .timestamp: .int(.min)
    default: nil
    }
  }
}
