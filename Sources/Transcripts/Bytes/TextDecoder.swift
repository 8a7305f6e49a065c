/// Turns bytes of one encoding into UTF-8, piece by piece.
struct TextDecoder {
  private let encoding: TextEncoding
  private let library: LibraryDecoder?
  /// Bytes of a character that the last piece cut in two.
  private var rest: [UInt8] = []

  /// Nil where nobody knows the encoding.
  init?(_ encoding: TextEncoding) {
    self.encoding = encoding
    if case .named(let name) = encoding {
      guard let decoder = LibraryDecoder(name: name) else { return nil }
      library = decoder
    } else {
      library = nil
    }
  }

  /// Appends the piece as UTF-8. What is no character becomes U+FFFD; false where the encoding's
  /// library refuses the bytes.
  mutating func decode(
    _ piece: UnsafeRawBufferPointer, isLast: Bool, into output: inout [UInt8]
  ) -> Bool {
    switch encoding {
    case .utf8: output.append(contentsOf: piece)
    case .latin1: for byte in piece { Self.append(Self.windows1252(byte), to: &output) }
    case .utf16(let isLittleEndian):
      rest.append(contentsOf: piece)
      decodeUTF16(isLittleEndian: isLittleEndian, isLast: isLast, into: &output)
    case .named: return library?.decode(piece, into: &output) ?? false
    }
    return true
  }

  private mutating func decodeUTF16(
    isLittleEndian: Bool, isLast: Bool, into output: inout [UInt8]
  ) {
    var index = 0
    func unit(_ at: Int) -> UInt32 {
      let (a, b) = (UInt32(rest[at]), UInt32(rest[at + 1]))
      return isLittleEndian ? b << 8 | a : a << 8 | b
    }
    while index + 1 < rest.count {
      let first = unit(index)
      guard 0xD800..<0xDC00 ~= first else {
        Self.append(first, to: &output)
        index += 2
        continue
      }
      if index + 3 >= rest.count && !isLast { break }
      let second = index + 3 < rest.count ? unit(index + 2) : 0
      if 0xDC00..<0xE000 ~= second {
        Self.append(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00), to: &output)
        index += 4
      } else {
        Self.append(0xFFFD, to: &output)
        index += 2
      }
    }
    rest.removeFirst(index)
    if isLast && !rest.isEmpty { Self.append(0xFFFD, to: &output) }
  }

  private static func append(_ code: UInt32, to output: inout [UInt8]) {
    let scalar = Unicode.Scalar(code) ?? "\u{FFFD}"
    output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }

  /// The characters of 0x80 to 0x9F; 0 where Windows-1252 has none.
  private static let windowsOnly: [UInt32] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC,
    0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
  ]

  private static func windows1252(_ byte: UInt8) -> UInt32 {
    guard 0x80..<0xA0 ~= byte else { return UInt32(byte) }
    let code = windowsOnly[Int(byte) - 0x80]
    return code == 0 ? UInt32(byte) : code
  }
}
