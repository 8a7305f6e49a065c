/// Finds one-time passwords: four to eight digits near a word that says what they are.
enum OTPFinder {
  /// How many scalars may stand between the word and the digits.
  private static let reach = 40

  static func find(in scalars: FoldedScalars, found: (Range<Int>) -> Void) {
    var words: ArraySlice<Range<Int>>?
    var index = 0
    while index < scalars.count {
      guard scalars.isDigit(index), !scalars.isWord(index - 1) else {
        index += 1
        continue
      }
      let start = index
      while scalars.isDigit(index) { index += 1 }
      guard (4...8).contains(index - start), !scalars.isLetter(index) else { continue }
      let known = (words ?? places(in: scalars)[...]).drop { $0.upperBound + reach <= start }
      words = known
      if let next = known.first, next.lowerBound < index + reach { found(start..<index) }
    }
  }

  private static func places(in scalars: FoldedScalars) -> [Range<Int>] {
    var places: [Range<Int>] = []
    for start in scalars.indices where !scalars.isWord(start - 1) {
      guard let candidates = words[scalars[start]] else { continue }
      for word in candidates where !scalars.isWord(start + word.count) {
        guard word.indices.allSatisfy({ scalars[start + $0] == word[$0] }) else { continue }
        places.append(start..<start + word.count)
      }
    }
    return places
  }

  /// The words by their first scalar.
  private static let words: [UInt32: [[UInt32]]] = Dictionary(
    grouping: (EmbeddedData.text("otp-words.txt") ?? "").split(separator: "\n")
      .filter { !$0.hasPrefix("#") }
      .map { $0.unicodeScalars.map(\.value) },
    by: { $0[0] })
}
