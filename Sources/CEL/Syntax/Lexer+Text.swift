extension Lexer {
  /// Reads a text or a byte sequence; nil where none begins here.
  mutating func textLiteral() throws(Problem) -> Value? {
    var isRaw = false
    var isBytes = false
    var length = 0
    loop: while let scalar = peek(length), length < 3 {
      switch scalar {
      case "r" where !isRaw, "R" where !isRaw: isRaw = true
      case "b" where !isBytes, "B" where !isBytes: isBytes = true
      default: break loop
      }
      length += 1
    }
    guard let quote = peek(length), quote == "\"" || quote == "'" else { return nil }
    let start = position
    position += length
    let isTriple = peek(1) == quote && peek(2) == quote
    position += isTriple ? 3 : 1
    var content = Content(isBytes: isBytes)
    while !closes(quote, isTriple) {
      guard let scalar = peek(), isTriple || (scalar != "\n" && scalar != "\r") else {
        throw Problem(sentence: .openString, range: start..<max(start + 1, position))
      }
      if scalar == "\\", !isRaw {
        try escape(into: &content)
      } else {
        content.append(scalar)
        position += 1
      }
    }
    position += isTriple ? 3 : 1
    return content.value
  }

  private func closes(_ quote: Unicode.Scalar, _ isTriple: Bool) -> Bool {
    peek() == quote && (!isTriple || (peek(1) == quote && peek(2) == quote))
  }

  /// What was read of a literal.
  struct Content {
    let isBytes: Bool
    private var text = String.UnicodeScalarView()
    private var bytes: [UInt8] = []

    init(isBytes: Bool) { self.isBytes = isBytes }

    mutating func append(_ scalar: Unicode.Scalar) {
      if isBytes { bytes += Array(String(scalar).utf8) } else { text.append(scalar) }
    }

    /// Adds a numbered code point, which in bytes is one byte; false where there is none.
    mutating func append(number: UInt32) -> Bool {
      if isBytes {
        guard let byte = UInt8(exactly: number) else { return false }
        bytes.append(byte)
      } else {
        guard let scalar = Unicode.Scalar(number) else { return false }
        text.append(scalar)
      }
      return true
    }

    var value: Value { isBytes ? .bytes(bytes) : .string(String(text)) }
  }

  private static let simpleEscapes: [Unicode.Scalar: Unicode.Scalar] = [
    "a": "\u{07}", "b": "\u{08}", "f": "\u{0C}", "n": "\n", "r": "\r", "t": "\t", "v": "\u{0B}",
    "\\": "\\", "?": "?", "\"": "\"", "'": "'", "`": "`",
  ]

  private mutating func escape(into content: inout Content) throws(Problem) {
    let start = position
    position += 1
    let letter = peek()
    if let letter, let simple = Lexer.simpleEscapes[letter] {
      position += 1
      content.append(simple)
      return
    }
    var digits: (count: Int, radix: Int)?
    switch letter {
    case "x", "X": digits = (2, 16)
    case "u" where !content.isBytes: digits = (4, 16)
    case "U" where !content.isBytes: digits = (8, 16)
    case "0", "1", "2", "3": digits = (3, 8)
    default: break
    }
    if let digits {
      if digits.radix == 16 { position += 1 }
      let end = position + digits.count
      if end <= scalars.count, let number = UInt32(text(position..<end), radix: digits.radix),
        scalars[position] != "+", content.append(number: number)
      {
        position = end
        return
      }
    }
    let end = min(scalars.count, start + 2)
    throw Problem(sentence: .badEscape(text(start..<end)), range: start..<end)
  }
}
