/// A sentence of a folded text.
///
/// Its copies share what was read of it, so it stays with one worker.
struct Sentence {
  /// Its bytes in the folded text.
  var range: Range<Int>
  /// Its text for patterns: single spaces, no quotes, the closing mark kept.
  let bytes: [UInt8]
  /// Whether a question mark closes it.
  var isQuestion: Bool
  private let memory = SentenceMemory()

  init(range: Range<Int>, bytes: [UInt8], isQuestion: Bool) {
    self.range = range
    self.bytes = bytes
    self.isQuestion = isQuestion
  }

  /// Its text cut into tokens; a worker has one vocabulary.
  func utterance(_ vocabulary: Vocabulary) -> Utterance {
    if let known = memory.utterance { return known }
    let new = Utterance(FoldedText(bytes: bytes), vocabulary: vocabulary)
    memory.utterance = new
    return new
  }

  /// The languages that it may be in.
  func spokenLanguages(_ vocabulary: Vocabulary) -> SpokenLanguages {
    if let known = memory.spoken { return known }
    let new = SpokenLanguages(self, vocabulary: vocabulary)
    memory.spoken = new
    return new
  }

  /// Returns the sentences of a folded text; line breaks part them as well.
  ///
  /// A full stop after a digit is that of a numbered option and parts nothing, unless it closes a
  /// scale: "Rate us 1-5. You may also call".
  static func sentences(of bytes: [UInt8]) -> [Sentence] {
    var result: [Sentence] = []
    var start = 0
    for place in bytes.indices where isEnd(place, bytes) {
      add(start..<place + 1, bytes, &result)
      start = place + 1
    }
    add(start..<bytes.count, bytes, &result)
    return result
  }

  private static func isEnd(_ place: Int, _ bytes: [UInt8]) -> Bool {
    switch bytes[place] {
    case 0x0A, 0x21, 0x3F: return true
    case 0x2E:
      guard place + 1 == bytes.count || bytes[place + 1] <= 0x20 else { return false }
      return place == 0 || !isDigit(bytes[place - 1]) || closesScale(place, bytes)
    default: return false
    }
  }

  /// Whether a full stop stands behind a scale such as 1-5, and a letter behind it.
  private static func closesScale(_ place: Int, _ bytes: [UInt8]) -> Bool {
    let start = bytes[..<place].lastIndex { !isDigit($0) } ?? 0
    // A hyphen, or the last byte of a dash.
    guard start > 0, bytes[start] == 0x2D || bytes[start] == 0x93,
      bytes[..<start].last(where: { $0 < 0x80 && $0 > 0x20 }).map(isDigit) == true,
      let next = bytes[place...].dropFirst().first(where: { $0 > 0x20 })
    else { return false }
    return next >= 0x80 || (0x61...0x7A).contains(next)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func add(_ range: Range<Int>, _ bytes: [UInt8], _ result: inout [Sentence]) {
    var text: [UInt8] = []
    text.reserveCapacity(range.count)
    for byte in bytes[range] {
      if byte <= 0x20 {
        if text.last != 0x20, !text.isEmpty { text.append(0x20) }
      } else if byte != 0x22 {
        text.append(byte)
      }
    }
    if text.last == 0x20 { text.removeLast() }
    let isQuestion = text.last == 0x3F
    if text.allSatisfy({ $0 == 0x3F || $0 == 0x21 || $0 == 0x2E }) {
      if isQuestion, !result.isEmpty { result[result.count - 1].isQuestion = true }
      return
    }
    result.append(Sentence(range: range, bytes: text, isQuestion: isQuestion))
  }
}

/// What was read of a sentence.
private final class SentenceMemory {
  var utterance: Utterance?
  var spoken: SpokenLanguages?
}
