/// The phrases of all languages of a model in one tree of words.
///
/// Looking a phrase up costs the same however many languages are in it. A class, so that handing it
/// on costs nothing.
final class Vocabulary: Sendable {
  private let words: [String: Int32]
  private let prefixes: [String: Int32]
  /// Spellings, with the words that some language takes them for.
  private let spellings: [String: [Int32]]
  /// Words of romanised languages by how they sound.
  private let romanised: [String: [Int32]]
  private let longestPrefix: Int
  private let children: [UInt64: Int32]
  private let meanings: [[WordMeaning]]
  /// Languages that write a decimal comma.
  let commaLanguages: LanguageSet
  /// Languages that name things without a word such as *the* before them.
  let bareNounLanguages: LanguageSet
  /// The signs that every language uses.
  let commonLanguages: LanguageSet
  /// Languages that list what a survey rates.
  let serviceLanguages: LanguageSet
  /// The codes of the languages, by their place.
  let languages: [String]
  private let companions: [LanguageSet]

  /// Makes a vocabulary; a phrase's last word may end in `*`, which stands for any further letters.
  init(_ lexicons: [Lexicon], folder: TextFolder) {
    var builder = VocabularyBuilder(folder: folder)
    for (place, lexicon) in lexicons.enumerated() { builder.add(lexicon, .language(place)) }
    for lexicon in lexicons where lexicon.isRomanised { builder.addForms(of: lexicon, lexicons) }
    (words, prefixes, spellings) = (builder.words, builder.prefixes, builder.spellings)
    (longestPrefix, children) = (builder.longestPrefix, builder.children)
    (meanings, romanised) = (builder.meanings, builder.romanised)
    (commaLanguages, commonLanguages) = (builder.commaLanguages, builder.commonLanguages)
    (serviceLanguages, bareNounLanguages) = (builder.serviceLanguages, builder.bareNounLanguages)
    let codes = lexicons.map(\.language)
    languages = codes
    companions = lexicons.enumerated().map { place, lexicon in
      Self.languageSet(of: lexicon.companions, among: codes).union(.language(place))
    }
  }

  /// Returns the set of the languages with these codes, as far as they are known.
  func languageSet(of codes: [String]) -> LanguageSet {
    Self.languageSet(of: codes, among: languages)
  }

  private static func languageSet(of codes: [String], among known: [String]) -> LanguageSet {
    var result: LanguageSet = []
    for code in codes {
      if let place = known.firstIndex(of: code) { result.insert(.language(place)) }
    }
    return result
  }

  /// Returns languages together with those that their speakers mix with them, and common signs.
  func withCompanions(_ some: LanguageSet) -> LanguageSet {
    var result = some.union(commonLanguages)
    for place in languages.indices where some.contains(.language(place)) {
      result.formUnion(companions[place])
    }
    return result
  }

  /// The word under which a token is looked up: apostrophes left out.
  static func key(of token: Token, in bytes: [UInt8]) -> String {
    String(decoding: bytes[token.range].filter { $0 != 0x27 }, as: UTF8.self)
  }
}

extension Vocabulary {
  /// A phrase found in a text.
  struct Match: Sendable {
    /// Its tokens.
    var tokens: Range<Int>
    var meanings: [WordMeaning]
    /// Whether a word of it only sounds as a lexicon's.
    var isLoose = false
  }

  /// Returns for each token the phrases that begin there, the longest first.
  func matches(in tokens: [Token], of bytes: [UInt8]) -> [[Match]] {
    var loose: Set<Int> = []
    var words = tokens.map { self.words(for: $0, in: bytes) }
    for place in words.indices where words[place].isEmpty && !romanised.isEmpty {
      guard tokens[place].kind == .word,
        let form = RomanisedForm.form(of: Self.key(of: tokens[place], in: bytes)),
        let sounding = romanised[form]
      else { continue }
      words[place] = sounding
      loose.insert(place)
    }
    return tokens.indices.map { start in
      var found: [Match] = []
      collect(from: 0, at: start, start: start, words, &found)
      if !loose.isEmpty {
        for index in found.indices {
          found[index].isLoose = found[index].tokens.contains { loose.contains($0) }
        }
      }
      return found.sorted { $0.tokens.count > $1.tokens.count }
    }
  }

  private func collect(
    from node: Int32, at place: Int, start: Int, _ words: [[Int32]], _ found: inout [Match]
  ) {
    guard place < words.count, place - start < 12 else { return }
    for word in words[place] {
      let key = UInt64(UInt32(bitPattern: node)) << 32 | UInt64(UInt32(bitPattern: word))
      guard let next = children[key] else { continue }
      if !meanings[Int(next)].isEmpty {
        found.append(Match(tokens: start..<place + 1, meanings: meanings[Int(next)]))
      }
      collect(from: next, at: place + 1, start: start, words, &found)
    }
  }

  /// The words that a token may stand for: itself, itself without drawn-out letters, its beginnings.
  private func words(for token: Token, in bytes: [UInt8]) -> [Int32] {
    guard token.kind != .lineBreak else { return [] }
    let key = Self.key(of: token, in: bytes)
    var result: [Int32] = []
    addWords(written: key, to: &result)
    guard token.kind == .word else { return result }
    if result.isEmpty {
      for shortened in Self.shortened(key) where result.isEmpty {
        addWords(written: shortened, to: &result)
      }
    }
    guard !prefixes.isEmpty else { return result }
    let scalars = key.unicodeScalars
    guard
      var end = scalars.index(
        scalars.startIndex, offsetBy: min(longestPrefix, 40), limitedBy: scalars.endIndex)
        ?? Optional(scalars.endIndex)
    else { return result }
    while end > scalars.startIndex {
      if let word = prefixes[String(scalars[..<end])] { result.append(word) }
      end = scalars.index(before: end)
    }
    return result
  }

  private func addWords(written key: String, to result: inout [Int32]) {
    if let word = words[key] { result.append(word) }
    if let others = spellings[key] { result += others }
  }

  /// A word with letters drawn out, written with two of them and with one: "yesss".
  private static func shortened(_ word: String) -> [String] {
    var two = String.UnicodeScalarView()
    var one = String.UnicodeScalarView()
    var run = 0
    var longest = 0
    var last: Unicode.Scalar?
    for scalar in word.unicodeScalars {
      run = scalar == last ? run + 1 : 1
      longest = max(longest, run)
      last = scalar
      if run <= 2 { two.append(scalar) }
      if run == 1 { one.append(scalar) }
    }
    return longest >= 3 ? [String(two), String(one)] : []
  }
}
