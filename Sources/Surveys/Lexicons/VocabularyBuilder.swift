/// The making of a vocabulary's tree, one language after another.
struct VocabularyBuilder {
  private(set) var words = WordTable<Int32>()
  private(set) var prefixes = WordTable<Int32>()
  private(set) var spellings = WordTable<[Int32]>()
  private(set) var joined: [[UInt8]] = []
  private(set) var verbEndings: [VerbEnding] = []
  private(set) var romanised: [String: [Int32]] = [:]
  private(set) var longestPrefix = 0
  private(set) var children: [UInt64: Int32] = [:]
  private(set) var meanings: [[WordMeaning]] = [[]]
  private(set) var commaLanguages: LanguageSet = []
  private(set) var bareNounLanguages: LanguageSet = []
  private(set) var verbFinalLanguages: LanguageSet = []
  private(set) var commonLanguages: LanguageSet = []
  private(set) var serviceLanguages: LanguageSet = []
  private let folder: TextFolder

  init(folder: TextFolder) {
    self.folder = folder
  }

  /// Takes in the words of a language.
  mutating func add(_ lexicon: Lexicon, _ language: LanguageSet) {
    if lexicon.hasDecimalComma { commaLanguages.insert(language) }
    if lexicon.phrases.contains(where: { $0.meaning.classes.contains(.service) }) {
      serviceLanguages.insert(language)
    }
    if lexicon.hasBareNouns { bareNounLanguages.insert(language) }
    if lexicon.isVerbFinal { verbFinalLanguages.insert(language) }
    if lexicon.language == "und" { commonLanguages.insert(language) }
    joined += lexicon.joined.map { Array(folder.foldedString($0).utf8) }
    verbEndings += lexicon.verbEndings.map {
      VerbEnding($0, forms: $1, language: language, folder: folder)
    }
    let usual = addSpellings(of: lexicon, folder)
    let refusals = PoliteRefusals(lexicon, folder: folder)
    for phrase in lexicon.phrases {
      var meaning = phrase.meaning
      meaning.languages = language
      meaning.classes.formUnion(refusals.classes(of: phrase, folder: folder))
      add(phrase.text, meaning, usual, folder)
    }
  }

  /// Takes in how a language's words sound; numbers and words that it borrowed are only as written.
  mutating func addForms(of lexicon: Lexicon, _ all: [Lexicon]) {
    func words(of lexicon: Lexicon, without some: WordClass) -> Set<String> {
      lexicon.phrases.filter { $0.meaning.classes.isDisjoint(with: some) }
        .reduce(into: Set<String>()) {
          for word in $1.text.split(whereSeparator: { !$0.isLetter }) { $0.insert(String(word)) }
        }
    }
    let borrowed = all.filter { lexicon.companions.contains($0.language) }
      .reduce(into: Set<String>()) { $0.formUnion(words(of: $1, without: [])) }
    for word in words(of: lexicon, without: .number).subtracting(borrowed).sorted() {
      let written = Array(word.utf8)[...]
      guard let form = RomanisedForm.form(of: written),
        let place = self.words[written] ?? spellings[written]?.first,
        romanised[form]?.contains(place) != true
      else { continue }
      romanised[form, default: []].append(place)
    }
  }

  /// Takes in a language's spellings; returns for each the word that it is a spelling of.
  private mutating func addSpellings(
    of lexicon: Lexicon, _ folder: TextFolder
  ) -> WordTable<[UInt8]> {
    var usual = WordTable<[UInt8]>()
    for (word, others) in lexicon.spellings {
      let word = folder.foldedString(word)
      let written = Array(word.utf8)
      let place = intern(written[...])
      for other in others.map(folder.foldedString) where other != word {
        let spelling = Array(other.utf8)[...]
        usual.update(spelling, default: written) { $0 = written }
        spellings.update(spelling, default: []) { $0.append(place) }
      }
    }
    return usual
  }

  private mutating func add(
    _ phrase: String, _ meaning: WordMeaning, _ usual: WordTable<[UInt8]>, _ folder: TextFolder
  ) {
    let isPrefix = phrase.utf8.last == 0x2A && phrase.utf8.count > 1
    let folded = Array(folder.foldedString(isPrefix ? String(phrase.dropLast()) : phrase).utf8)
    let tokens = Tokenizer.tokens(of: folded)
    var node: Int32 = 0
    for (place, token) in tokens.enumerated() {
      let written = Vocabulary.key(of: token, in: folded)
      let key = usual[written]?[...] ?? written
      let word = isPrefix && place == tokens.count - 1 ? internPrefix(key) : intern(key)
      node = child(of: node, word)
    }
    guard node != 0 else { return }
    if meaning.classes.contains(.noThanks) { addWithComma(tokens, in: folded, meaning, usual) }
    add(meaning, at: node)
  }

  /// Takes in a refusal with a comma before its thanks as well: "no, thanks".
  private mutating func addWithComma(
    _ tokens: [Token], in folded: [UInt8], _ meaning: WordMeaning,
    _ usual: WordTable<[UInt8]>
  ) {
    for place in tokens.indices.dropFirst() {
      var node: Int32 = 0
      for (next, token) in tokens.enumerated() {
        if next == place { node = child(of: node, intern([0x2C])) }
        let written = Vocabulary.key(of: token, in: folded)
        node = child(of: node, intern(usual[written]?[...] ?? written))
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

  private mutating func intern(_ word: ArraySlice<UInt8>) -> Int32 {
    if let known = words[word] { return known }
    let new = Int32(words.count + prefixes.count + 1)
    words.update(word, default: new)
    return new
  }

  private mutating func internPrefix(_ word: ArraySlice<UInt8>) -> Int32 {
    if let known = prefixes[word] { return known }
    let new = Int32(words.count + prefixes.count + 1)
    prefixes.update(word, default: new)
    longestPrefix = max(longestPrefix, word.count { $0 & 0xC0 != 0x80 })
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
}
