/// Finds e-mail addresses.
enum EmailFinder {
  static func find(in scalars: FoldedScalars, found: (Range<Int>) -> Void) {
    var floor = 0
    for at in scalars.indices where scalars[at] == 0x40 {
      var start = at
      while start > floor && isLocal(scalars, start - 1) { start -= 1 }
      var end = at + 1
      while isDomain(scalars, end) { end += 1 }
      while end > at + 1 && !scalars.isWord(end - 1) { end -= 1 }
      guard start < at, hasTopLevel(scalars, at + 1..<end) else { continue }
      found(start..<end)
      floor = end
    }
  }

  private static func isLocal(_ scalars: FoldedScalars, _ index: Int) -> Bool {
    switch scalars[index] {
    case 0x2E, 0x5F, 0x25, 0x2B, 0x2D, 0x27: true
    default: scalars.isWord(index)
    }
  }

  private static func isDomain(_ scalars: FoldedScalars, _ index: Int) -> Bool {
    scalars[index] == 0x2E || scalars[index] == 0x2D || scalars.isWord(index)
  }

  /// Whether a dot, not the first character, stands before at least two letters.
  private static func hasTopLevel(_ scalars: FoldedScalars, _ domain: Range<Int>) -> Bool {
    domain.dropFirst().contains {
      scalars[$0] == 0x2E && scalars.isWord($0 + 1) && scalars.isWord($0 + 2)
    }
  }
}

/// Finds Indian permanent account numbers: `AAAPL1234C`, the fourth letter being a holder's kind.
enum PANFinder {
  static func find(in scalars: FoldedScalars, found: (Range<Int>) -> Void) {
    for start in scalars.indices where scalars.isLatin(start) && !scalars.isWord(start - 1) {
      guard (0..<5).allSatisfy({ scalars.isLatin(start + $0) }),
        (5..<9).allSatisfy({ scalars.isDigit(start + $0) }), scalars.isLatin(start + 9),
        !scalars.isWord(start + 10), holders.contains(scalars[start + 3])
      else { continue }
      found(start..<start + 10)
    }
  }

  private static let holders = Set("abcfghjlpt".unicodeScalars.map(\.value))
}

/// Finds international bank account numbers, in one piece or in groups (ISO 13616).
enum IBANFinder {
  static func find(in scalars: FoldedScalars, found: (Range<Int>) -> Void) {
    var start = 0
    while start < scalars.count {
      if let end = end(in: scalars, from: start) {
        found(start..<end)
        start = end
      } else {
        start += 1
      }
    }
  }

  private static func end(in scalars: FoldedScalars, from start: Int) -> Int? {
    guard scalars.isLatin(start), scalars.isLatin(start + 1), scalars.isDigit(start + 2),
      scalars.isDigit(start + 3), !scalars.isWord(start - 1)
    else { return nil }
    var characters: [Int] = []
    var best: Int?
    var index = start
    while characters.count <= 34 {
      if scalars.isDigit(index) {
        characters.append(scalars.digit(index))
      } else if scalars.isLatin(index) {
        characters.append(Int(scalars[index]) - 0x61 + 10)
      } else {
        if (15...34).contains(characters.count) && passes(characters) { best = index }
        guard isSeparator(scalars[index]), scalars.isDigit(index + 1) || scalars.isLatin(index + 1)
        else { break }
      }
      index += 1
    }
    return best
  }

  private static func isSeparator(_ value: UInt32) -> Bool {
    value == 0x20 || value == 0x2D || value == 0xA0
  }

  private static func passes(_ characters: [Int]) -> Bool {
    (characters[4...] + characters[..<4]).reduce(0) {
      ($0 * ($1 < 10 ? 10 : 100) + $1) % 97
    } == 1
  }
}
