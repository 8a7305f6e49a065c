/// How words are also written, for the wordings of one marker file: "ur" for "your".
struct Spellings: Sendable, Equatable {
  /// The usual word for each other spelling, folded.
  private var usual: [[UInt8]: [UInt8]] = [:]

  /// The words of romanised wordings, which are as they should be.
  private var plain: Set<[UInt8]> = []
  /// These words by how they sound.
  private var sounds: [String: [UInt8]] = [:]

  /// The shortest form that is compared; what bots ask holds few names.
  private static let shortest = 3

  /// Takes in how the words of some patterns sound.
  mutating func addSounds(ofWordsIn patterns: [String]) {
    for pattern in patterns {
      for word in pattern.utf8.split(whereSeparator: { !(0x61...0x7A).contains($0) }) {
        plain.insert(Array(word))
      }
    }
    for word in plain.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      guard
        let form = RomanisedForm.form(of: word, shortest: Self.shortest),
        sounds[form] == nil
      else { continue }
      sounds[form] = word
    }
  }

  /// The usual word for one of a sentence, or itself.
  private func usual(_ word: [UInt8]) -> [UInt8] {
    if let usual = usual[word] { return usual }
    guard !sounds.isEmpty, !plain.contains(word),
      let form = RomanisedForm.form(of: word, shortest: Self.shortest)
    else { return word }
    return sounds[form] ?? word
  }

  /// Takes another spelling of a word in.
  mutating func add(_ other: [UInt8], for word: [UInt8]) { usual[other] = word }

  /// Takes in the spellings of another file.
  mutating func add(_ others: Spellings) {
    usual.merge(others.usual) { first, _ in first }
    plain.formUnion(others.plain)
    sounds.merge(others.sounds) { first, _ in first }
  }

  /// Returns a folded sentence with the usual words.
  func applied(to bytes: [UInt8]) -> [UInt8] {
    guard !usual.isEmpty || !sounds.isEmpty else { return bytes }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 8)
    var start = 0
    for place in 0...bytes.count {
      if place < bytes.count, Self.isLetter(bytes[place]) { continue }
      if start < place {
        result += usual(Array(bytes[start..<place]))
      }
      if place < bytes.count { result.append(bytes[place]) }
      start = place + 1
    }
    return result
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (0x61...0x7A).contains(byte)
  }
}
