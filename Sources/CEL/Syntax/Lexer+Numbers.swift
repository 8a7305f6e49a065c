extension Lexer {
  /// Reads a number; a whole one that only fits with a minus before it is left to the parser as an
  /// unsigned literal of 2^63.
  mutating func number() throws(Problem) -> Value {
    let start = position
    if peek() == "0", peek(1) == "x" || peek(1) == "X", peek(2)?.properties.isASCIIHexDigit ?? false
    {
      position += 2
      return try whole(from: start, digits: run { $0.properties.isASCIIHexDigit }, radix: 16)
    }
    let digits = run(\.isDigit)
    var isDouble = false
    if peek() == ".", peek(1)?.isDigit ?? false {
      isDouble = true
      position += 1
      _ = run(\.isDigit)
    }
    if peek() == "e" || peek() == "E", hasExponent {
      isDouble = true
      position += 2
      _ = run(\.isDigit)
    }
    guard isDouble else { return try whole(from: start, digits: digits, radix: 10) }
    try endNumber(from: start)
    guard let value = Double(text(start..<position)), value.isFinite else {
      throw badNumber(from: start)
    }
    return .double(value)
  }

  private var hasExponent: Bool {
    guard let next = peek(1) else { return false }
    return next.isDigit || ((next == "+" || next == "-") && (peek(2)?.isDigit ?? false))
  }

  private mutating func whole(
    from start: Int, digits: String, radix: Int
  ) throws(Problem) -> Value {
    if peek() == "u" || peek() == "U" {
      position += 1
      try endNumber(from: start)
      guard let value = UInt64(digits, radix: radix) else { throw badNumber(from: start) }
      return .uint(value)
    }
    try endNumber(from: start)
    if let value = Int64(digits, radix: radix) { return .int(value) }
    // The parser turns it into the least int after a minus, and refuses it elsewhere.
    guard UInt64(digits, radix: radix) == Lexer.leastMagnitude else {
      throw badNumber(from: start)
    }
    return .timestamp(TimestampValue(seconds: .min))
  }

  static let leastMagnitude: UInt64 = 1 << 63

  private mutating func run(_ accepts: (Unicode.Scalar) -> Bool) -> String {
    let start = position
    while let scalar = peek(), accepts(scalar) { position += 1 }
    return text(start..<position)
  }

  private mutating func endNumber(from start: Int) throws(Problem) {
    guard let next = peek(), next.isNamePart else { return }
    while let scalar = peek(), scalar.isNamePart { position += 1 }
    throw badNumber(from: start)
  }

  private func badNumber(from start: Int) -> Problem {
    Problem(sentence: .badNumber(text(start..<position)), range: start..<position)
  }
}
