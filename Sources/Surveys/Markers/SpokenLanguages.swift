/// Which languages a sentence may be in, judged by how many of its words each knows.
///
/// Loose wordings of one language may match a sentence of another by chance.
struct SpokenLanguages {
  private var known: [(language: LanguageSet, own: Int, all: Int)] = []
  private var most = 0
  private var isLatin = true
  /// Whether so few words are known that no language can be ruled out.
  private var isObscure = false

  init(_ sentence: Sentence, vocabulary: Vocabulary) {
    let words = sentence.utterance(vocabulary).languagesOfWords
    isLatin = sentence.bytes.allSatisfy { $0 < 0x80 }
    for place in vocabulary.languages.indices {
      let language = LanguageSet.language(place)
      guard !vocabulary.commonLanguages.contains(language) else { continue }
      let companions = vocabulary.withCompanions(language).subtracting(vocabulary.commonLanguages)
      let others = companions.subtracting(language)
      let own = words.count { $0.contains(language) && $0.isDisjoint(with: others) }
      let all = words.count { !$0.isDisjoint(with: companions) }
      known.append((language, others.isEmpty ? max(own, 1) : own, all))
      most = max(most, all)
    }
    isObscure = most * 2 <= words.count
  }

  /// The languages that know the most of its words.
  var likely: LanguageSet {
    guard most > 0 else { return [] }
    return known.filter { $0.all == most && $0.own > 0 }
      .reduce(into: []) { $0.formUnion($1.language) }
  }

  /// Whether the sentence may be in one of some languages; none means any.
  func includes(_ languages: LanguageSet) -> Bool {
    guard !languages.isEmpty else { return true }
    return known.contains { known in
      languages.contains(known.language) && (isObscure || known.all * 5 >= most * 3)
        && (known.own > 0 || !isLatin)
    }
  }
}
