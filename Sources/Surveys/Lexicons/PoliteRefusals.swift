/// What the "no thanks" of a language tell of its words: which of them thank, and which no they
/// follow.
struct PoliteRefusals {
  private var thanks: Set<[String]> = []
  private var refused: Set<[String]> = []

  /// Takes a language's refusals apart into a no and thanks.
  init(_ lexicon: Lexicon, folder: TextFolder) {
    func words(of classes: WordClass) -> [[String]] {
      lexicon.phrases.filter { !$0.meaning.classes.isDisjoint(with: classes) }
        .map { Self.words(of: $0.text, folder) }
    }
    let noes = Set(words(of: .no))
    for phrase in words(of: .noThanks) {
      for length in phrase.indices.dropFirst() where noes.contains(Array(phrase[..<length])) {
        refused.insert(Array(phrase[..<length]))
        thanks.insert(Array(phrase[length...]))
      }
    }
  }

  /// Returns what a phrase is besides.
  func classes(of phrase: Lexicon.Phrase, folder: TextFolder) -> WordClass {
    if phrase.meaning.classes.contains(.no) {
      let words = Self.words(of: phrase.text, folder)
      return words.count == 1 || refused.contains(words) ? .bareNo : []
    }
    guard phrase.meaning.classes.contains(.courtesy), !thanks.isEmpty else { return [] }
    let words = Self.words(of: phrase.text, folder)
    let holdsThanks = words.indices.contains { start in
      words[start...].indices.contains { thanks.contains(Array(words[start...$0])) }
    }
    return holdsThanks ? .thanks : []
  }

  private static func words(of text: String, _ folder: TextFolder) -> [String] {
    let bytes = Array(folder.foldedString(text).utf8)
    return Tokenizer.tokens(of: bytes).map {
      String(decoding: Vocabulary.key(of: $0, in: bytes), as: UTF8.self)
    }
  }
}
