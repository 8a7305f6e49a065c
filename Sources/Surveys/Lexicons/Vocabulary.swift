/// The phrases of all languages of a model in one tree of words.
///
/// Looking a phrase up costs the same however many languages are in it. A class, so that handing it
/// on costs nothing.
final class Vocabulary: Sendable {
  private let words: WordTable<Int32>
  private let prefixes: WordTable<Int32>
  /// Spellings, with the words that some language takes them for.
  private let spellings: WordTable<[Int32]>
  /// Words of romanised languages by how they sound.
  private let romanised: [String: [Int32]]
  /// Conjunctions that are written at the word after them.
  private let joined: [[UInt8]]
  private let longestPrefix: Int
  private let children: [UInt64: Int32]
  private let meanings: [[WordMeaning]]
  /// Languages that write a decimal comma.
  let commaLanguages: LanguageSet
  /// Languages that name things without a word such as *the* before them.
  let bareNounLanguages: LanguageSet
  /// Languages whose verbs stand at a sentence's end.
  let verbFinalLanguages: LanguageSet
  /// How verbs end in questions.
  let verbEndings: [VerbEnding]
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
    (joined, verbEndings) = (builder.joined, builder.verbEndings)
    verbFinalLanguages = builder.verbFinalLanguages
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

  /// The languages whose speakers mix another one with them.
  func languages(mixing other: LanguageSet) -> LanguageSet {
    languages.indices.reduce(into: LanguageSet()) {
      if companions[$1].isSuperset(of: other), !other.contains(.language($1)) {
        $0.insert(.language($1))
      }
    }
  }

  /// The word under which a token is looked up: apostrophes left out.
  static func key(of token: Token, in bytes: [UInt8]) -> ArraySlice<UInt8> {
    let word = bytes[token.range]
    return word.contains(0x27) ? word.filter { $0 != 0x27 }[...] : word
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
    if !prefixes.isEmpty { addBeginnings(of: key, to: &result) }
    for conjunction in joined where result.isEmpty && key.starts(with: conjunction) {
      addWords(written: key.dropFirst(conjunction.count), to: &result)
    }
    return result
  }

  /// Adds the beginnings of a word that stand for any further letters, the longest first.
  private func addBeginnings(of key: ArraySlice<UInt8>, to result: inout [Int32]) {
    let start = result.count
    var hash = WordHash()
    var scalars = 0
    for place in key.indices {
      hash.append(key[place])
      let next = place + 1
      guard next == key.endIndex || key[next] & 0xC0 != 0x80 else { continue }
      scalars += 1
      guard scalars <= min(longestPrefix, 40) else { break }
      if let word = prefixes[key[..<next], hash] { result.append(word) }
    }
    result[start...].reverse()
  }

  private func addWords(written key: ArraySlice<UInt8>, to result: inout [Int32]) {
    if let word = words[key] { result.append(word) }
    if let others = spellings[key] { result += others }
  }

  /// A word with letters drawn out, written with two of them and with one: "yesss".
  private static func shortened(_ word: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    var two: [UInt8] = []
    var one: [UInt8] = []
    var run = 0
    var longest = 0
    var last = word[word.startIndex..<word.startIndex]
    var start = word.startIndex
    while start < word.endIndex {
      var end = start + 1
      while end < word.endIndex, word[end] & 0xC0 == 0x80 { end += 1 }
      let scalar = word[start..<end]
      run = scalar.elementsEqual(last) ? run + 1 : 1
      longest = max(longest, run)
      if run <= 2 { two += scalar }
      if run == 1 { one += scalar }
      last = scalar
      start = end
    }
    return longest >= 3 ? [two[...], one[...]] : []
  }
}
