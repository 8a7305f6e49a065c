/// How words are also written, for the wordings of one marker file: "ur" for "your".
struct Spellings: Sendable {
  /// The usual word for each other spelling, folded.
  private var usual: [[UInt8]: [UInt8]] = [:]

  /// Takes another spelling of a word in.
  mutating func add(_ other: [UInt8], for word: [UInt8]) { usual[other] = word }

  /// Takes in the spellings of another file.
  mutating func add(_ others: Spellings) { usual.merge(others.usual) { first, _ in first } }

  /// Returns a folded sentence with the usual words.
  func applied(to bytes: [UInt8]) -> [UInt8] {
    guard !usual.isEmpty else { return bytes }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 8)
    var start = 0
    for place in 0...bytes.count {
      if place < bytes.count, Self.isLetter(bytes[place]) { continue }
      if start < place {
        let word = Array(bytes[start..<place])
        result += usual[word] ?? word
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
