/// The scalars of a text, ASCII letters in lower case and the digits of every script as ASCII.
struct FoldedScalars {
  private let values: [UInt32]
  /// Whether there are four digits or an at sign, without which there is nothing to mask.
  let mayHoldPersonalData: Bool

  init(_ text: some StringProtocol) {
    var values: [UInt32] = []
    values.reserveCapacity(text.utf8.count)
    var digits = 0
    var hasAt = false
    for scalar in text.unicodeScalars {
      let value = Self.folded(scalar.value)
      values.append(value)
      digits += value &- 0x30 < 10 ? 1 : 0
      if value == 0x40 { hasAt = true }
    }
    self.values = values
    mayHoldPersonalData = hasAt || digits >= 4
  }

  var count: Int { values.count }
  var indices: Range<Int> { values.indices }

  /// The scalar at an index; 0 beyond the ends.
  subscript(index: Int) -> UInt32 { values.indices.contains(index) ? values[index] : 0 }

  func isDigit(_ index: Int) -> Bool { self[index] &- 0x30 < 10 }
  func isLatin(_ index: Int) -> Bool { self[index] &- 0x61 < 26 }
  func digit(_ index: Int) -> Int { Int(self[index] &- 0x30) }

  /// Whether it is a letter of any script; marks count as letters.
  func isLetter(_ index: Int) -> Bool {
    let value = self[index]
    if value < 0x80 { return value &- 0x61 < 26 }
    return Unicode.Scalar(value)?.properties.isAlphabetic ?? false
  }

  func isWord(_ index: Int) -> Bool { isDigit(index) || isLetter(index) }

  private static func folded(_ value: UInt32) -> UInt32 {
    if value < 0x80 { return value &- 0x41 < 26 ? value + 0x20 : value }
    if value == 0xFF20 { return 0x40 }
    guard value >= 0x660 else { return value }
    for zero in zeros where value &- zero < 10 { return 0x30 + value - zero }
    return value
  }

  /// The zeros of the scripts whose digits people type.
  private static let zeros: [UInt32] = [
    0x0660, 0x06F0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66,
    0x0E50, 0x0ED0, 0x0F20, 0x1040, 0x17E0, 0x1810, 0xFF10,
  ]
}

/// The parts of a text that are masked; none overlaps another.
struct MaskedSpans {
  private var spans: [Range<Int>] = []
  private let limit: Int

  init(count: Int) { limit = count }

  var isEmpty: Bool { spans.isEmpty }

  /// Adds spans in order, and counts them, but for those of which a part is taken already.
  mutating func add(_ found: [Range<Int>], _ kind: MaskedKind, counts: inout MaskCounts) {
    guard !found.isEmpty else { return }
    var merged: [Range<Int>] = []
    var place = 0
    for span in found {
      let span = span.clamped(to: 0..<limit)
      while place < spans.count && spans[place].upperBound <= span.lowerBound {
        merged.append(spans[place])
        place += 1
      }
      let isTaken = place < spans.count && spans[place].lowerBound < span.upperBound
      guard !span.isEmpty, !isTaken, (merged.last?.upperBound ?? 0) <= span.lowerBound else {
        continue
      }
      merged.append(span)
      counts.add(kind)
    }
    spans = merged + spans[place...]
  }

  /// Returns the text with the letters and digits of the spans made dots.
  func applied(to text: some StringProtocol) -> String {
    var out = String.UnicodeScalarView()
    var place = 0
    for (index, scalar) in text.unicodeScalars.enumerated() {
      while place < spans.count && spans[place].upperBound <= index { place += 1 }
      let isInside = place < spans.count && spans[place].contains(index)
      let properties = scalar.properties
      let isHidden = isInside && (properties.isAlphabetic || properties.numericType != nil)
      out.append(isHidden ? "•" : scalar)
    }
    return String(out)
  }
}
