import Diagnostics
import Documents

/// The reading of a lexicon file.
struct LexiconFile {
  /// Returns the lexicon of a file.
  static func lexicon(in root: YAMLNode, into diagnostics: inout [Diagnostic]) -> Lexicon? {
    guard var reader = MappingReader(root, as: "a lexicon", into: &diagnostics) else { return nil }
    let language = reader.required("language", into: &diagnostics)?.string(into: &diagnostics)
    var lexicon = Lexicon(
      language: language ?? "?",
      hasDecimalComma: reader.bool("decimal-comma", into: &diagnostics) ?? false,
      hasBareNouns: reader.bool("bare-nouns", into: &diagnostics) ?? false,
      companions: reader.stringOrList("companions", into: &diagnostics) ?? [], phrases: [])
    lexicon.isRomanised = reader.bool("romanised", into: &diagnostics) ?? false
    lexicon.isVerbFinal = reader.bool("verb-final", into: &diagnostics) ?? false
    lexicon.joined = reader.optional("joined")?.wordList(into: &diagnostics) ?? []
    if let node = reader.optional("spellings") {
      lexicon.spellings = wordLists(node, "the spellings", into: &diagnostics)
    }
    if let node = reader.optional("verb-endings") {
      lexicon.verbEndings = wordLists(node, "the verb endings", into: &diagnostics)
    }
    for (name, value) in WordClass.names {
      for text in reader.optional(name)?.wordList(into: &diagnostics) ?? [] {
        lexicon.phrases.append(.init(text: text, meaning: WordMeaning(classes: value)))
      }
    }
    for (key, meaning) in [("numbers", WordClass.number), ("labels", .label)] {
      guard let node = reader.optional(key) else { continue }
      lexicon.phrases += valued(node, meaning, into: &diagnostics)
    }
    reader.finish(into: &diagnostics)
    return lexicon
  }

  /// Lists by the word that they belong to.
  private static func wordLists(
    _ node: YAMLNode, _ name: String, into diagnostics: inout [Diagnostic]
  ) -> [String: [String]] {
    guard var reader = MappingReader(node, as: name, into: &diagnostics) else { return [:] }
    var result: [String: [String]] = [:]
    for (key, value) in reader.remaining() {
      guard let word = key.text else { continue }
      result[word] = value.wordList(into: &diagnostics) ?? []
    }
    return result
  }

  /// Phrases by the number that they stand for.
  private static func valued(
    _ node: YAMLNode, _ meaning: WordClass, into diagnostics: inout [Diagnostic]
  ) -> [Lexicon.Phrase] {
    guard var reader = MappingReader(node, as: "the list", into: &diagnostics) else { return [] }
    var result: [Lexicon.Phrase] = []
    for (key, value) in reader.remaining() {
      // Only numbers have halves of their own: Hindi *dhai* is two and a half.
      let number =
        meaning == .number
        ? key.double(into: &diagnostics)
        : key.int(in: 0...100, into: &diagnostics).map(Double.init)
      guard let number else { continue }
      for text in value.wordList(into: &diagnostics) ?? [] {
        result.append(
          .init(text: text, meaning: WordMeaning(classes: meaning, value: number)))
      }
    }
    return result
  }
}
