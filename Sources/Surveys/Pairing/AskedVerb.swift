/// A word that gives the verb of a question back: "yanıtlandı" and "yanıtlanmadı" to "yanıtlandı mı?".
struct EchoWord: Sendable, Hashable {
  /// Its folded bytes.
  var bytes: [UInt8]
  /// Whether it is the verb's negated form.
  var isNegated: Bool
}

/// What an answer may give back of the sentence that asks.
struct AskedVerb: Sendable {
  /// The verb's forms.
  let echoes: [EchoWord]
  /// Every word of the sentence; of one that ends in an auxiliary only the word before that, since
  /// "a problem is" gives back nothing of "is the problem solved".
  let words: [[UInt8]]
  /// Whether the verb is an auxiliary.
  let isAuxiliary: Bool

  /// Finds the verb of a sentence in some languages, which stands last in a language of that kind, or
  /// ends as its language says verbs do; nil where it cannot be told from a noun, or where the
  /// sentence offers a choice or denies something itself.
  init?(
    of sentence: Sentence, in spoken: LanguageSet, with languages: LanguageSet,
    vocabulary: Vocabulary
  ) {
    let utterance = sentence.utterance(vocabulary)
    let segments = utterance.ownSegments(of: languages)
    guard utterance.tokens.count < 60, let clause = Self.asking(segments) else { return nil }
    let isVerbLast = !spoken.isEmpty && vocabulary.verbFinalLanguages.isSuperset(of: spoken)
    guard let last = clause.last(where: { !$0.isSilent }) else { return nil }
    var echoes = Self.byEnding(isVerbLast ? [last] : clause, utterance, spoken, vocabulary)
    let end = last.tokens.upperBound
    func word(_ place: Int) -> [UInt8] { Array(sentence.bytes[utterance.tokens[place].range]) }
    if Self.mayBeVerb(last) {
      if Self.isLetter(utterance.tokens[end - 1], sentence.bytes) {
        echoes += Self.endings(of: utterance, before: end)
      } else if isVerbLast {
        echoes.append(EchoWord(bytes: word(end - 1), isNegated: false))
      }
    }
    guard !echoes.isEmpty else { return nil }
    self.echoes = echoes
    isAuxiliary =
      isVerbLast && last.has([.filler, .lead, .tail]) && !last.has([.solved, .echoYes])
    let spokenPlaces = isAuxiliary ? Array(end - 2..<end - 1) : Array(utterance.tokens.indices)
    words = spokenPlaces.filter { $0 >= 0 && utterance.tokens[$0].kind == .word }.map(word)
  }

  /// The segments up to the verb of a verb-final sentence: without the words that only make it a
  /// question, and without an "or not" and what follows it; nil where it offers something else.
  private static func asking(_ segments: [Segment]) -> ArraySlice<Segment>? {
    var clause = segments[...]
    if let or = segments.firstIndex(where: { $0.has(.or) }) {
      let other = segments[(or + 1)...].first { !$0.isSilent }
      guard or > 0, other?.has([.negation, .no]) == true else { return nil }
      clause = segments[..<or]
    }
    while let last = clause.last, isParticle(last) { clause.removeLast() }
    let denies = clause.contains { $0.has([.negation, .unsolved, .and, .or, .contrast]) }
    return denies || clause.isEmpty ? nil : clause
  }

  private static func isParticle(_ segment: Segment) -> Bool {
    guard !segment.has([.solved, .echoYes]) || segment.isSilent else { return false }
    return segment.isSilent || segment.isSign
      || segment.has([.asking, .openQuestion, .negation, .no, .vague, .now])
      || segment.has(.filler) && segment.has(.questionWord) && !segment.has(.lead)
  }

  private static func mayBeVerb(_ segment: Segment) -> Bool {
    !segment.isSign && !segment.isDigits
      && !segment.has([
        .trouble, .service, .counted, .stars, .label, .request, .number, .helper, .determiner,
        .possessor, .assent, .yes, .praise, .genitive, .now, .still, .counter,
      ])
  }

  /// Whether a token is one letter of a script without spaces.
  private static func isLetter(_ token: Token, _ bytes: [UInt8]) -> Bool {
    guard token.kind == .word, let first = bytes[token.range].first else { return false }
    return first >= 0xE3 && first < 0xEA && token.range.count < 4
  }

  /// What a sentence without spaces ends in, three letters or more: "得到解答" of "问题得到解答了吗".
  private static func endings(of utterance: Utterance, before end: Int) -> [EchoWord] {
    let bytes = utterance.folded.bytes
    var start = end
    var result: [EchoWord] = []
    while start > 0, end - start < 10, isLetter(utterance.tokens[start - 1], bytes),
      start == end || !utterance.tokens[start].isSpaced
    {
      start -= 1
      guard end - start > 2 else { continue }
      result.append(
        EchoWord(bytes: Array(bytes[utterance.bytes(of: start..<end)]), isNegated: false))
    }
    return result.reversed()
  }

  /// The words that end as verbs of the language do, with the forms in which they are given back.
  private static func byEnding(
    _ clause: some Sequence<Segment>, _ utterance: Utterance, _ spoken: LanguageSet,
    _ vocabulary: Vocabulary
  ) -> [EchoWord] {
    let endings = vocabulary.verbEndings.filter { !$0.language.isDisjoint(with: spoken) }
    guard !endings.isEmpty else { return [] }
    // "The issue you reported": what says that it is solved is the verb, else the last one is.
    let solved = clause.filter { $0.has(.solved) && !$0.has(.unsolved) }
    let verbs = solved.isEmpty ? clause.filter(mayBeVerb) : solved
    for segment in verbs.reversed() {
      for place in segment.tokens.reversed() where utterance.tokens[place].kind == .word {
        let word = Array(utterance.folded.bytes[utterance.tokens[place].range])
        if let longest = endings.filter({ $0.ends(word) }).max(by: { $0.count < $1.count }) {
          return longest.echoes(of: word)
        }
      }
    }
    return []
  }
}

/// How verbs of a language end in a question, or a verb of it, and how it is given back.
struct VerbEnding: Sendable {
  let language: LanguageSet
  private let ending: [UInt8]
  private let isWhole: Bool
  private let forms: [EchoWord]

  /// `ending`: after a hyphen an ending, else a whole word. `forms`: how an answer ends instead; one
  /// after an exclamation mark says no.
  init(_ ending: String, forms: [String], language: LanguageSet, folder: TextFolder) {
    self.language = language
    isWhole = !ending.hasPrefix("-")
    self.ending = Array(folder.foldedString(isWhole ? ending : String(ending.dropFirst())).utf8)
    self.forms = forms.map { form in
      let isNegated = form.hasPrefix("!")
      let plain = isNegated ? String(form.dropFirst()) : form
      return EchoWord(bytes: Array(folder.foldedString(plain).utf8), isNegated: isNegated)
    }
  }

  var count: Int { ending.count }

  /// Whether a folded word ends so.
  func ends(_ word: [UInt8]) -> Bool {
    isWhole ? word == ending : word.count > ending.count + 1 && word.suffix(count) == ending[...]
  }

  /// A word that ends so, as it is and in its other forms.
  func echoes(of word: [UInt8]) -> [EchoWord] {
    let stem = word.dropLast(ending.count)
    return [EchoWord(bytes: word, isNegated: false)]
      + forms.map { EchoWord(bytes: stem + $0.bytes, isNegated: $0.isNegated) }
  }
}
