/// A sentence that looks like a survey question and matched no marker.
struct UnmatchedSentence: Sendable, Hashable {
  /// Its raw scalars in the message.
  var range: Range<Int>
  /// A marker's wording that matches it.
  var wording: String

  /// Makes it of a sentence of a folded text.
  init(_ sentence: Sentence, in folded: FoldedText) {
    range = folded.rawRange(Self.trimmed(sentence.range, in: folded.bytes))
    wording = Self.wording(of: String(decoding: sentence.bytes, as: UTF8.self))
  }

  private static func trimmed(_ range: Range<Int>, in bytes: [UInt8]) -> Range<Int> {
    var range = range
    while let first = range.first, bytes[first] <= 0x20 { range = first + 1..<range.upperBound }
    while let last = range.last, bytes[last] <= 0x20 { range = range.lowerBound..<last }
    return range
  }

  /// The pattern of a sentence: numbers of four digits and more may be any, what RE2 reads as syntax
  /// means itself.
  private static func wording(of sentence: String) -> String {
    var result = ""
    var digits = ""
    func flush() {
      result += digits.count >= 4 ? "[0-9]+" : digits
      digits = ""
    }
    for character in sentence {
      if character.isASCII, character.isNumber {
        digits.append(character)
        continue
      }
      flush()
      switch character {
      case "?" where result.last != " " && !result.isEmpty: result += #" ?\?"#
      case "{", "}", "~", "\\", "\"", "'": result += "."
      case _ where ".?*+|()[]^$".contains(character): result += "\\\(character)"
      default: result.append(character)
      }
    }
    flush()
    return result
  }
}
