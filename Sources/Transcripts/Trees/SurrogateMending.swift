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
      var bytes = mended ?? Array(self)
      bytes.replaceSubrange(backslash + 2..<backslash + 6, with: "fffd".utf8)
      mended = bytes
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
