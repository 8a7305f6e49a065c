/// The words of one language that matter in an answer, as its data file gives them.
struct Lexicon: Sendable {
  /// A word or phrase and what it does.
  struct Phrase: Sendable {
    var text: String
    var meaning: WordMeaning
  }

  /// The language's code; `und` for signs that every language uses.
  var language: String
  /// Whether the language writes a decimal comma.
  var hasDecimalComma: Bool
  /// Whether things are named without a word such as *the* before them.
  var hasBareNouns = false
  /// Whether verbs stand at a sentence's end.
  var isVerbFinal = false
  /// Languages that its speakers mix with it.
  var companions: [String]
  /// Whether its romanised words are also found by how they sound.
  var isRomanised = false
  /// Conjunctions that are written at the word after them.
  var joined: [String] = []
  /// Words with the other spellings that their speakers use for them.
  var spellings: [String: [String]] = [:]
  /// How verbs end in a question, with their other endings in an answer.
  var verbEndings: [String: [String]] = [:]
  var phrases: [Phrase]
}

/// What a phrase does in an answer, in some languages.
struct WordMeaning: Sendable, Hashable {
  var classes: WordClass
  /// The number, or the label's step of 1–5.
  var value: Double = 0
  var languages: LanguageSet = []
}
