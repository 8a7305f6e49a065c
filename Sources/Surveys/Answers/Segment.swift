/// A stretch of an answer with one meaning: a known phrase, a number, a sign, an unknown word.
struct Segment: Sendable {
  /// What it is.
  enum Kind: Sendable, Hashable {
    /// A phrase of a lexicon.
    case phrase
    /// A number in digits.
    case number(Double)
    /// Punctuation.
    case separator(Unicode.Scalar)
    case lineBreak
    /// A word that no language of the answer knows.
    case unknown
  }

  var kind: Kind
  /// Its tokens.
  var tokens: Range<Int>
  var classes: WordClass = []
  /// The numbers that its number word stands for; more than one where languages differ.
  var numbers: [Double] = []
  /// The steps of 1–5 that its label stands for.
  var labels: [Int] = []
  /// Whether white space or the text's beginning stands before it.
  var isSpaced = true
  /// Whether it is a sign, such as an emoji, rather than words.
  var isSign = false

  /// Whether it parts what stands around it.
  var isSeparator: Bool {
    switch kind {
    case .separator, .lineBreak: true
    default: false
    }
  }

  /// Whether it is a number in digits.
  var isDigits: Bool {
    if case .number = kind { true } else { false }
  }

  /// Whether it is an unknown word that no questions are asked with: it may name a thing.
  var isStrange: Bool { kind == .unknown && !has(.ofQuestions) }

  /// Whether it is a word or phrase that has any of the classes.
  func has(_ some: WordClass) -> Bool { !classes.isDisjoint(with: some) }

  /// Whether it says nothing: punctuation, courtesy, a smiley.
  var isSilent: Bool { isSeparator || has([.courtesy, .farewell, .smiley]) }
}
