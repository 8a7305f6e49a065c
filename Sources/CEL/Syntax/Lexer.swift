/// Cuts an expression into tokens.
struct Lexer {
  let scalars: [Unicode.Scalar]
  var position = 0

  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
  }

  func peek(_ distance: Int = 0) -> Unicode.Scalar? {
    let index = position + distance
    return index < scalars.count ? scalars[index] : nil
  }

  mutating func tokens() throws(Problem) -> [Token] {
    var tokens: [Token] = []
    while true {
      skipBlanks()
      let token = try next()
      tokens.append(token)
      if token.kind == .end { return tokens }
    }
  }

  private mutating func skipBlanks() {
    while let scalar = peek() {
      switch scalar {
      case " ", "\t", "\n", "\r", "\u{0C}": position += 1
      case "/" where peek(1) == "/":
        while let scalar = peek(), scalar != "\n" { position += 1 }
      default: return
      }
    }
  }

  private mutating func next() throws(Problem) -> Token {
    let start = position
    guard let scalar = peek() else { return Token(kind: .end, range: start..<start) }
    let kind: Token.Kind
    if let literal = try textLiteral() {
      kind = .literal(literal)
    } else if scalar.isDigit || (scalar == "." && (peek(1)?.isDigit ?? false)) {
      kind = .literal(try number())
    } else if scalar.isNameStart {
      kind = .identifier(word())
    } else if scalar == "`" {
      kind = .quotedIdentifier(try quotedName())
    } else {
      kind = .symbol(try symbol())
    }
    return Token(kind: kind, range: start..<position)
  }

  private mutating func word() -> String {
    let start = position
    while let scalar = peek(), scalar.isNamePart { position += 1 }
    return text(start..<position)
  }

  private mutating func quotedName() throws(Problem) -> String {
    let start = position
    position += 1
    while let scalar = peek(), scalar != "`" {
      guard scalar.isNamePart || "./- ".unicodeScalars.contains(scalar) else { break }
      position += 1
    }
    guard peek() == "`", position > start + 1 else {
      throw Problem(sentence: .unknownCharacter("`"), range: start..<start + 1)
    }
    position += 1
    return text(start + 1..<position - 1)
  }

  private mutating func symbol() throws(Problem) -> String {
    if peek(1) != nil {
      let pair = text(position..<position + 2)
      if ["==", "!=", "<=", ">=", "&&", "||"].contains(pair) {
        position += 2
        return pair
      }
    }
    let one = text(position..<position + 1)
    guard "()[]{}.,:?+-*/%<>!".contains(one) else {
      throw Problem(sentence: .unknownCharacter(one), range: position..<position + 1)
    }
    position += 1
    return one
  }

  func text(_ range: Range<Int>) -> String {
    var result = String.UnicodeScalarView()
    result.append(contentsOf: scalars[range])
    return String(result)
  }
}

extension Unicode.Scalar {
  var isDigit: Bool { ("0"..."9").contains(self) }

  var isNameStart: Bool {
    ("a"..."z").contains(self) || ("A"..."Z").contains(self) || self == "_"
  }

  var isNamePart: Bool { isNameStart || isDigit }
}
