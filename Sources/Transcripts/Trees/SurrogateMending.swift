extension UnsafeBufferPointer<UInt8> {
  /// Returns the JSON text with each escaped surrogate that stands alone replaced by U+FFFD, and
  /// room behind it for a parser; nil where there is none.
  ///
  /// Exporters that cut a text between the two halves of an emoji write such escapes.
  func mendingSurrogates() -> [UInt8]? {
    var mended: [UInt8]?
    var at = 0
    while let backslash = firstIndex(of: 0x5C, from: at) {
      at = backslash + 2
      guard let unit = escapedUnit(at: backslash), 0xD800..<0xE000 ~= unit else { continue }
      if unit < 0xDC00, let low = escapedUnit(at: backslash + 6), 0xDC00..<0xE000 ~= low {
        at = backslash + 12
        continue
      }
      // In place: a hostile text may have very many.
      if mended == nil { mended = Array(self) }
      mended?.replaceSubrange(backslash + 2..<backslash + 6, with: "fffd".utf8)
      at = backslash + 6
    }
    return mended.map { $0 + [UInt8](repeating: 0x20, count: JSONParser.padding) }
  }

  /// The code unit of the `\uXXXX` that begins at an index.
  private func escapedUnit(at index: Int) -> UInt32? {
    guard index + 6 <= count, self[index] == 0x5C, self[index + 1] == 0x75 else { return nil }
    var unit: UInt32 = 0
    for digit in self[index + 2..<index + 6] {
      guard let value = Character(Unicode.Scalar(digit)).hexDigitValue else { return nil }
      unit = unit << 4 | UInt32(value)
    }
    return unit
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Returns the XML text with numeric references to surrogates mended: a pair becomes the
  /// character that it stands for, a lone one U+FFFD; nil where there is none.
  func mendingSurrogateReferences() -> [UInt8]? {
    var mended: [UInt8] = []
    var copied = 0
    var at = 0
    while let begin = firstIndex(of: "&#", from: at) {
      guard let high = reference(at: begin), 0xD800..<0xE000 ~= high.code else {
        at = begin + 2
        continue
      }
      var end = high.end
      var code: UInt32 = 0xFFFD
      if high.code < 0xDC00, let low = reference(at: end), 0xDC00..<0xE000 ~= low.code {
        code = 0x10000 + (high.code - 0xD800) << 10 + (low.code - 0xDC00)
        end = low.end
      }
      mended += self[copied..<begin]
      mended += Array("&#\(code);".utf8)
      copied = end
      at = end
    }
    return copied == 0 ? nil : mended + self[copied...]
  }

  /// The code of the numeric reference that begins at an index, and where it ends.
  private func reference(at index: Int) -> (code: UInt32, end: Int)? {
    guard has("&#", at: index),
      let end = self[index..<Swift.min(count, index + 12)].firstIndex(of: 0x3B)
    else { return nil }
    let digits = String(decoding: self[index + 2..<end], as: UTF8.self)
    let isHexadecimal = digits.first == "x" || digits.first == "X"
    let code = isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return code.map { ($0, end + 1) }
  }
}
