/// The words that survey questions are asked in, by language: those of the markers' wordings.
///
/// They say nothing about what is rated, although no lexicon lists them. One per worker; a language's
/// words are gathered when they are first asked for.
final class SurveyWords {
  /// The words of one language.
  private struct Words {
    var whole: Set<ArraySlice<UInt8>> = []
    /// Beginnings of words that any letters may follow.
    var stems: Set<ArraySlice<UInt8>> = []
  }

  /// Shorter stems begin too many other words.
  private static let shortestStem = 4

  private let markers: [Marker]
  private var known: [LanguageSet: Words] = [:]

  init(_ markers: [Marker]) {
    self.markers = markers
  }

  /// Whether questions in some languages are asked with a word.
  func contains(_ word: ArraySlice<UInt8>, of languages: LanguageSet) -> Bool {
    let words = words(of: languages)
    if words.whole.contains(word) { return true }
    return word.indices.dropFirst(Self.shortestStem).contains { words.stems.contains(word[..<$0]) }
  }

  private func words(of languages: LanguageSet) -> Words {
    if let known = known[languages] { return known }
    var asked = Words()
    var things = Words()
    for marker in markers where !marker.languages.isDisjoint(with: languages) {
      for wording in marker.wordings + marker.bareWordings {
        switch marker.kind {
        case .question: Self.gather(Array(wording.utf8), into: &asked)
        case .other where marker.object != nil: Self.gather(Array(wording.utf8), into: &things)
        case .other, .statement: break
        }
      }
    }
    asked.whole.subtract(things.whole)
    asked.stems.subtract(things.stems)
    known[languages] = asked
    return asked
  }

  /// Takes in the words of a compiled pattern; what letters of any kind may follow is a stem.
  private static func gather(_ pattern: [UInt8], into words: inout Words) {
    var start = 0
    var place = 0
    while place <= pattern.count {
      if place < pattern.count, isLetter(pattern[place]) {
        place += 1
        continue
      }
      let word = pattern[start..<place]
      let next = place < pattern.count ? pattern[place] : 0
      if next == UInt8(ascii: "["), scalars(word) >= shortestStem {
        words.stems.insert(word)
      } else if !word.isEmpty {
        words.whole.insert(word)
        if next == UInt8(ascii: "?") { words.whole.insert(withoutLast(word)) }
      }
      place = afterClass(place, pattern)
      start = place
    }
  }

  /// The place after a class or an escape, whose letters are no word's.
  private static func afterClass(_ place: Int, _ pattern: [UInt8]) -> Int {
    guard place < pattern.count else { return place + 1 }
    switch pattern[place] {
    case UInt8(ascii: "\\"): return place + 2
    case UInt8(ascii: "["):
      return (pattern[place...].firstIndex(of: UInt8(ascii: "]")) ?? place) + 1
    default: return place + 1
    }
  }

  private static func scalars(_ word: ArraySlice<UInt8>) -> Int {
    word.count { $0 & 0xC0 != 0x80 }
  }

  private static func withoutLast(_ word: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var word = word
    while let last = word.popLast(), last & 0xC0 == 0x80 {}
    return word
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (0x61...0x7A).contains(byte)
  }
}
