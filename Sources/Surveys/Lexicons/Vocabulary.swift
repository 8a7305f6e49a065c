/// The phrases of all languages of a model in one tree of words.
///
/// Looking a phrase up costs the same however many languages are in it.
struct Vocabulary: Sendable {
  private var words: [String: Int32] = [:]
  private var prefixes: [String: Int32] = [:]
  /// Spellings, with the words that some language takes them for.
  private var spellings: [String: [Int32]] = [:]
  /// Words of romanised languages by how they sound.
  private var romanised: [String: [Int32]] = [:]
  private var longestPrefix = 0
  private var children: [UInt64: Int32] = [:]
  private var meanings: [[WordMeaning]] = [[]]
  /// Languages that write a decimal comma.
  private(set) var commaLanguages: LanguageSet = []
  /// Languages that name things without a word such as *the* before them.
  private(set) var bareNounLanguages: LanguageSet = []
  /// The signs that every language uses.
  private(set) var commonLanguages: LanguageSet = []
  /// Languages that list what a survey rates.
  private(set) var serviceLanguages: LanguageSet = []
  /// The codes of the languages, by their place.
  private(set) var languages: [String] = []
  private var companions: [LanguageSet] = []

  /// Makes a vocabulary; a phrase's last word may end in `*`, which stands for any further letters.
  init(_ lexicons: [Lexicon], folder: TextFolder) {
    languages = lexicons.map(\.language)
    for (place, lexicon) in lexicons.enumerated() {
      let language = LanguageSet.language(place)
      if lexicon.hasDecimalComma { commaLanguages.insert(language) }
      if lexicon.phrases.contains(where: { $0.meaning.classes.contains(.service) }) {
        serviceLanguages.insert(language)
      }
      if lexicon.hasBareNouns { bareNounLanguages.insert(language) }
      if lexicon.language == "und" { commonLanguages.insert(language) }
      companions.append(languageSet(of: lexicon.companions).union(language))
      let usual = addSpellings(of: lexicon, folder)
      let refusals = PoliteRefusals(lexicon, folder: folder)
      for phrase in lexicon.phrases {
        var meaning = phrase.meaning
        meaning.languages = language
        meaning.classes.formUnion(refusals.classes(of: phrase, folder: folder))
        add(phrase.text, meaning, usual, folder)
      }
    }
    for lexicon in lexicons where lexicon.isRomanised { addForms(of: lexicon, lexicons, folder) }
  }

  /// Takes in how a language's words sound; numbers and words that it borrowed are only as written.
  private mutating func addForms(of lexicon: Lexicon, _ all: [Lexicon], _ folder: TextFolder) {
    func words(of lexicon: Lexicon, without some: WordClass) -> Set<String> {
      lexicon.phrases.filter { $0.meaning.classes.isDisjoint(with: some) }
        .reduce(into: Set<String>()) {
          for word in $1.text.split(whereSeparator: { !$0.isLetter }) { $0.insert(String(word)) }
        }
    }
    let borrowed = all.filter { lexicon.companions.contains($0.language) }
      .reduce(into: Set<String>()) { $0.formUnion(words(of: $1, without: [])) }
    for word in words(of: lexicon, without: .number).subtracting(borrowed).sorted() {
      guard let form = RomanisedForm.form(of: word),
        let place = self.words[word] ?? spellings[word]?.first,
        romanised[form]?.contains(place) != true
      else { continue }
      romanised[form, default: []].append(place)
    }
  }

  /// Takes in a language's spellings; returns for each the word that it is a spelling of.
  private mutating func addSpellings(
    of lexicon: Lexicon, _ folder: TextFolder
  ) -> [String: String] {
    var usual: [String: String] = [:]
    for (word, others) in lexicon.spellings {
      let word = folder.foldedString(word)
      let place = intern(word)
      for other in others.map(folder.foldedString) where other != word {
        usual[other] = word
        spellings[other, default: []].append(place)
      }
    }
    return usual
  }

  /// Returns the set of the languages with these codes, as far as they are known.
  func languageSet(of codes: [String]) -> LanguageSet {
    var result: LanguageSet = []
    for code in codes {
      if let place = languages.firstIndex(of: code) { result.insert(.language(place)) }
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

  private mutating func add(
    _ phrase: String, _ meaning: WordMeaning, _ usual: [String: String], _ folder: TextFolder
  ) {
    let isPrefix = phrase.utf8.last == 0x2A && phrase.utf8.count > 1
    let folded = Array(folder.foldedString(isPrefix ? String(phrase.dropLast()) : phrase).utf8)
    let tokens = Tokenizer.tokens(of: folded)
    var node: Int32 = 0
    for (place, token) in tokens.enumerated() {
      let written = Self.key(of: token, in: folded)
      let key = usual[written] ?? written
      let word = isPrefix && place == tokens.count - 1 ? internPrefix(key) : intern(key)
      node = child(of: node, word)
    }
    guard node != 0 else { return }
    if meaning.classes.contains(.noThanks) { addWithComma(tokens, in: folded, meaning, usual) }
    add(meaning, at: node)
  }

  /// Takes in a refusal with a comma before its thanks as well: "no, thanks".
  private mutating func addWithComma(
    _ tokens: [Token], in folded: [UInt8], _ meaning: WordMeaning, _ usual: [String: String]
  ) {
    for place in tokens.indices.dropFirst() {
      var node: Int32 = 0
      for (next, token) in tokens.enumerated() {
        if next == place { node = child(of: node, intern(",")) }
        let written = Self.key(of: token, in: folded)
        node = child(of: node, intern(usual[written] ?? written))
      }
      add(meaning, at: node)
    }
  }

  private mutating func add(_ meaning: WordMeaning, at node: Int32) {
    if let same = meanings[Int(node)].firstIndex(where: {
      $0.languages == meaning.languages && $0.value == meaning.value
    }) {
      meanings[Int(node)][same].classes.formUnion(meaning.classes)
    } else {
      meanings[Int(node)].append(meaning)
    }
  }

  private mutating func intern(_ word: String) -> Int32 {
    if let known = words[word] { return known }
    let new = Int32(words.count + prefixes.count + 1)
    words[word] = new
    return new
  }

  private mutating func internPrefix(_ word: String) -> Int32 {
    if let known = prefixes[word] { return known }
    let new = Int32(words.count + prefixes.count + 1)
    prefixes[word] = new
    longestPrefix = max(longestPrefix, word.unicodeScalars.count)
    return new
  }

  private mutating func child(of node: Int32, _ word: Int32) -> Int32 {
    let key = UInt64(UInt32(bitPattern: node)) << 32 | UInt64(UInt32(bitPattern: word))
    if let known = children[key] { return known }
    let new = Int32(meanings.count)
    children[key] = new
    meanings.append([])
    return new
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
