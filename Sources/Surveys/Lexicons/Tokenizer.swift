/// Cuts folded text into words, numbers and signs.
///
/// Scripts that are written without spaces give a word for each letter; a lexicon's phrases are cut
/// the same way, so that they are found nevertheless.
struct Tokenizer {
  /// How many tokens of a message are read.
  static let limit = 4_000

  private var bytes: [UInt8]
  private var position = 0
  private var isSpaced = true
  private var tokens: [Token] = []

  /// Returns the tokens of a folded text.
  static func tokens(of bytes: [UInt8]) -> [Token] {
    var tokenizer = Tokenizer(bytes: bytes)
    tokenizer.run()
    return tokenizer.tokens
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  private mutating func run() {
    while position < bytes.count, tokens.count < Self.limit {
      let (scalar, length) = scalar(at: position)
      switch TokenClass(scalar) {
      case .space:
        position += length
        isSpaced = true
      case .lineBreak: add(.lineBreak, length)
      case .digit: readNumber(isNegative: false)
      case .letter: readWord()
      case .single: readLetter(length)
      case .mark: position += length
      case .sign: readSign(scalar, length)
      }
    }
  }

  private mutating func add(_ kind: Token.Kind, _ length: Int) {
    tokens.append(Token(kind: kind, range: position..<position + length, isSpaced: isSpaced))
    position += length
    isSpaced = kind == .lineBreak
  }

  private mutating func readSign(_ scalar: Unicode.Scalar, _ length: Int) {
    let isMinus = scalar == "-" && isSpaced && position + 1 < bytes.count
    if isMinus, TokenClass(self.scalar(at: position + 1).0) == .digit {
      readNumber(isNegative: true)
    } else {
      add(.sign(scalar), length)
    }
  }

  private mutating func readNumber(isNegative: Bool) {
    var end = position + (isNegative ? 1 : 0)
    let first = end
    while end < bytes.count, Self.isDigit(bytes[end]) { end += 1 }
    if end + 1 < bytes.count, bytes[end] == 0x2E, Self.isDigit(bytes[end + 1]) {
      end += 1
      while end < bytes.count, Self.isDigit(bytes[end]) { end += 1 }
    }
    let value = Double(String(decoding: bytes[first..<end], as: UTF8.self)) ?? .infinity
    add(.number(isNegative ? -value : value), end - position)
  }

  private mutating func readWord() {
    var end = position
    var isApostrophe = false
    while end < bytes.count {
      let (scalar, length) = scalar(at: end)
      let kind = TokenClass(scalar)
      guard kind == .letter || kind == .mark || (scalar == "'" && !isApostrophe) else { break }
      isApostrophe = scalar == "'"
      end += length
    }
    if isApostrophe { end -= 1 }
    add(.word, end - position)
  }

  private mutating func readLetter(_ length: Int) {
    var end = position + length
    while end < bytes.count {
      let (scalar, length) = scalar(at: end)
      guard TokenClass(scalar) == .mark else { break }
      end += length
    }
    add(.word, end - position)
  }

  private func scalar(at place: Int) -> (Unicode.Scalar, Int) {
    let first = bytes[place]
    if first < 0x80 { return (Unicode.Scalar(first), 1) }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard place + length <= bytes.count else { return (" ", bytes.count - place) }
    var value = UInt32(first) & (length == 4 ? 0x07 : length == 3 ? 0x0F : 0x1F)
    for byte in bytes[place + 1..<place + length] { value = value << 6 | UInt32(byte & 0x3F) }
    return (Unicode.Scalar(value) ?? " ", length)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
}

/// How a scalar takes part in tokens.
enum TokenClass {
  case space, lineBreak, digit, letter, single, mark, sign

  init(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x0A: self = .lineBreak
    case 0x20: self = .space
    case 0x30...0x39: self = .digit
    case 0x61...0x7A: self = .letter
    case 0...0x7F: self = .sign
    case 0x3041...0x3096, 0x30A1...0x30FA, 0x30FC...0x30FE, 0x3400...0x4DBF, 0x4E00...0x9FFF,
      0x20000...0x3FFFF, 0x0E01...0x0E30, 0x0E32...0x0E33, 0x0E40...0x0E46, 0x3005...0x3007:
      self = .single
    default: self = Self.class(of: scalar.properties.generalCategory)
    }
  }

  private static func `class`(of category: Unicode.GeneralCategory) -> TokenClass {
    switch category {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
      .letter
    case .nonspacingMark, .spacingMark, .enclosingMark: .mark
    case .spaceSeparator, .lineSeparator, .paragraphSeparator, .control, .format: .space
    default: .sign
    }
  }
}
