/// Folds texts; one per worker.
final class TextFolder {
  /// How many scalars of a message are read; nobody answers a survey at greater length.
  static let longestText = 50_000

  private let scalarFolder = ScalarFolder()

  /// Returns a text made comparable.
  func fold(_ text: Substring) -> FoldedText {
    let plain = text.utf8.withContiguousStorageIfAvailable { bytes -> FoldedText? in
      guard bytes.count <= Self.longestText else { return nil }
      for byte in bytes where !Self.isPlain(byte) { return nil }
      return FoldedText(bytes: bytes.map(Self.lowered))
    }
    if let plain, let plain { return plain }
    return foldScalars(Array(text.unicodeScalars.prefix(Self.longestText)))
  }

  /// Returns the folded text of a wording that is no message, such as a lexicon's.
  func foldedString(_ text: String) -> String {
    if text.utf8.allSatisfy(Self.isPlain) {
      return String(decoding: text.utf8.map(Self.lowered), as: UTF8.self)
    }
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars { bytes += scalarFolder.fold(scalar) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Returns a pattern with its letters folded and what RE2 reads as syntax kept.
  func foldedPattern(_ pattern: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(pattern.utf8.count)
    for scalar in pattern.unicodeScalars {
      if scalar.isASCII {
        bytes.append(UInt8(truncatingIfNeeded: scalar.value))
      } else {
        bytes += scalarFolder.fold(scalar)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func foldScalars(_ scalars: [Unicode.Scalar]) -> FoldedText {
    var result = FoldedText()
    let markup =
      Markup.mayStand(in: scalars.lazy.map { $0.isASCII ? UInt8($0.value) : 0 })
      ? Markup(in: scalars) : nil
    result.cuts = markup?.cuts ?? []
    result.entities = markup?.entities ?? []
    result.bytes.reserveCapacity(scalars.count * 3)
    var cut = 0
    var entity = 0
    var position = 0
    while position < scalars.count {
      if cut < result.cuts.count, result.cuts[cut].lowerBound <= position {
        let range = result.cuts[cut]
        cut += 1
        guard range.upperBound > position else { continue }
        if markup?.breaks.contains(range.lowerBound) == true { result.append([0x0A], from: range) }
        position = range.upperBound
      } else if entity < result.entities.count,
        result.entities[entity].range.lowerBound <= position
      {
        let (range, scalar) = result.entities[entity]
        entity += 1
        guard range.upperBound > position else { continue }
        result.append(scalarFolder.fold(scalar), from: range)
        position = range.upperBound
      } else {
        result.append(scalarFolder.fold(scalars[position]), from: position..<position + 1)
        position += 1
      }
    }
    return result
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x3C, 0x26, 0x2A, 0x5F, 0x7E, 0x60, 0x0B, 0x0C, 0x0D, 0x7F: false
    case 0x09, 0x0A, 0x20...0x7E: true
    default: false
    }
  }

  private static func lowered(_ byte: UInt8) -> UInt8 {
    switch byte {
    case 0x41...0x5A: byte | 0x20
    case 0x09: 0x20
    default: byte
    }
  }
}

extension FoldedText {
  /// Adds what a range of raw scalars folded to; nothing means that it goes with what is before.
  fileprivate mutating func append(_ folded: [UInt8], from range: Range<Int>) {
    if folded.isEmpty {
      var last = ends.count - 1
      while last >= 0, Int(ends[last]) == range.lowerBound {
        ends[last] = UInt32(range.upperBound)
        last -= 1
      }
      return
    }
    bytes += folded
    for _ in folded {
      starts.append(UInt32(range.lowerBound))
      ends.append(UInt32(range.upperBound))
    }
  }
}
