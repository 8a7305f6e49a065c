import Conversations

/// A text cut into tokens, with every phrase that any language finds in it.
///
/// One per worker and wording: it keeps the segments of the languages that were asked for last.
final class Utterance {
  let folded: FoldedText
  let tokens: [Token]
  private let matches: [[Vocabulary.Match]]
  private let vocabulary: Vocabulary
  /// What it was read as before.
  var resolutions = ReplyMemory<Resolution>()
  var ratings = ReplyMemory<ConvertedRating>()
  private var kept: [(languages: LanguageSet, segments: [Segment])] = []

  /// Reads a text.
  init(_ folded: FoldedText, vocabulary: Vocabulary) {
    self.folded = folded
    self.vocabulary = vocabulary
    tokens = Tokenizer.tokens(of: folded.bytes)
    matches = vocabulary.matches(in: tokens, of: folded.bytes)
  }

  /// Returns the segments as speakers of some languages mean them.
  ///
  /// Where those languages leave words unknown, a language that knows most of these helps out.
  func segments(for languages: LanguageSet) -> [Segment] {
    if let known = kept.first(where: { $0.languages == languages }) { return known.segments }
    let segments = segmented(for: languagesSpoken(with: languages))
    if kept.count > 3 { kept.removeFirst() }
    kept.append((languages, segments))
    return segments
  }

  /// Returns the segments as these languages alone mean them, with no help of another.
  func ownSegments(of languages: LanguageSet) -> [Segment] { segmented(for: languages) }

  /// Whether it holds a number in digits.
  var holdsNumber: Bool {
    tokens.contains { if case .number = $0.kind { true } else { false } }
  }

  /// The bytes of some tokens in the folded text.
  func bytes(of range: Range<Int>) -> Range<Int> {
    guard !range.isEmpty else { return 0..<0 }
    return tokens[range.lowerBound].range.lowerBound..<tokens[range.upperBound - 1].range.upperBound
  }

  /// The raw scalars of some tokens.
  func rawRange(of range: Range<Int>) -> Range<Int> {
    folded.rawRange(bytes(of: range))
  }

  /// For each word the languages that know it, alone or as part of a phrase.
  var languagesOfWords: [LanguageSet] {
    var result = [LanguageSet](repeating: [], count: tokens.count)
    for match in matches.joined() where !match.isLoose {
      let languages = match.meanings.reduce(into: LanguageSet()) { $0.formUnion($1.languages) }
      for place in match.tokens { result[place].formUnion(languages) }
    }
    return tokens.indices.filter { tokens[$0].kind == .word }.map { result[$0] }
  }

  /// The bytes of the signs that part clauses and of the words for and / or of some languages, in
  /// order.
  func joints(of languages: LanguageSet) -> [(range: Range<Int>, isSign: Bool)] {
    tokens.indices.compactMap { place in
      switch tokens[place].kind {
      case .sign(let sign):
        let parts =
          ",;–—|".unicodeScalars.contains(sign) || sign.properties.isEmojiPresentation
          || sign == "-" && tokens[place].isSpaced
        return parts ? (tokens[place].range, true) : nil
      case .word:
        // Italian "è" of "è stato" is no "e", and Portuguese "o" no Spanish one.
        let joins = matches[place].contains { match in
          match.tokens.count == 1
            && match.meanings.contains {
              !$0.classes.isDisjoint(with: [.and, .or]) && !$0.languages.isDisjoint(with: languages)
            }
        }
        let isPhrase = matches[place].contains { match in
          match.tokens.count > 1
            && match.meanings.contains { !$0.languages.isDisjoint(with: languages) }
        }
        return joins && !isPhrase ? (tokens[place].range, false) : nil
      default: return nil
      }
    }
  }

  private func languagesSpoken(with languages: LanguageSet) -> LanguageSet {
    let spoken = tokens.indices.filter { tokens[$0].kind == .word }
    guard !spoken.isEmpty else { return languages }
    let english = vocabulary.languages.firstIndex(of: "en").map { LanguageSet.language($0) } ?? []
    // Speakers of any language answer in English; a bare "no" counts nothing in Turkish either.
    if spoken.count == 1,
      matches[spoken[0]].contains(where: { match in
        match.tokens.count == 1
          && match.meanings.contains {
            $0.languages == english && !$0.classes.isDisjoint(with: [.yes, .no])
          }
      })
    {
      return languages.union(english)
    }
    if let mixed = languagesOfNumber(in: spoken, for: languages, english) {
      return languages.union(mixed)
    }
    var unknown = Set(spoken)
    var known: [Int: Set<Int>] = [:]
    for found in matches {
      for match in found {
        for meaning in match.meanings
        where !match.isLoose || !meaning.languages.isDisjoint(with: languages) {
          if meaning.languages.isDisjoint(with: languages) {
            known[meaning.languages.rawValue.trailingZeroBitCount, default: []].formUnion(
              match.tokens)
          } else {
            unknown.subtract(match.tokens)
          }
        }
      }
    }
    guard !unknown.isEmpty else { return languages }
    // Few unknown words may be names or typing errors, unless they are romanised words of one
    // language that knows most of the others as well.
    let isStrange = unknown.count * 3 >= spoken.count
    let isRomanised = unknown.allSatisfy { folded.bytes[tokens[$0].range].allSatisfy { $0 < 0x80 } }
    let best = known.filter {
      isStrange
        || isRomanised && unknown.isSubset(of: $0.value) && $0.value.count * 2 >= spoken.count
    }
    .mapValues { $0.intersection(unknown).count }
    guard let most = best.values.max(), most * 2 >= unknown.count, most > 0 else {
      return languages
    }
    let helpers = best.filter { $0.value == most }.keys
    let helping = helpers.reduce(LanguageSet()) { $0.union(.language($1)) }
    return languages.union(helping.isDisjoint(with: english) ? helping : english)
  }

  /// The languages to which a word that is mere filling in English is a number, where at most stars
  /// and courtesy follow it, and where they are mixed with English and agree: "do" is two.
  private func languagesOfNumber(
    in spoken: [Int], for languages: LanguageSet, _ english: LanguageSet
  ) -> LanguageSet? {
    guard !english.isDisjoint(with: languages),
      let word = matches[spoken[0]].first(where: { $0.tokens.count == 1 && !$0.isLoose }),
      isFollowedByCourtesy(spoken, languages)
    else { return nil }
    let known = word.meanings.filter { !$0.languages.isDisjoint(with: languages) }
    let mixing = vocabulary.languages(mixing: english)
    let numbers = word.meanings.filter {
      $0.classes.contains(.number) && !$0.languages.isDisjoint(with: mixing)
    }
    guard
      known.contains(where: { $0.languages == english && $0.classes.contains(.filler) }),
      !known.contains(where: { $0.classes.contains(.number) }),
      let value = numbers.first?.value, numbers.allSatisfy({ $0.value == value })
    else { return nil }
    return numbers.reduce(into: LanguageSet()) { $0.formUnion($1.languages.intersection(mixing)) }
  }

  /// Whether only stars and polite phrases stand behind the first word.
  private func isFollowedByCourtesy(_ spoken: [Int], _ languages: LanguageSet) -> Bool {
    var end = spoken[0] + 1
    for place in spoken.dropFirst() where place >= end {
      let polite = matches[place].first { match in
        match.meanings.contains {
          !$0.languages.isDisjoint(with: languages)
            && !$0.classes.isDisjoint(with: [.stars, .courtesy, .farewell])
        }
      }
      guard let polite else { return false }
      end = polite.tokens.upperBound
    }
    return true
  }

  private func segmented(for languages: LanguageSet) -> [Segment] {
    var result: [Segment] = []
    var place = 0
    var isOpening = true
    while place < tokens.count {
      var segment = self.segment(at: place, languages)
      // "ji" is a yes where it opens an answer, and polite after another word: "thanks ji".
      if segment.has(.courtesy), segment.has([.yes, .no, .echoYes]) {
        segment.classes.subtract(isOpening ? .courtesy : [.yes, .no, .echoYes])
      }
      isOpening = isOpening && segment.isSeparator
      result.append(segment)
      place = segment.tokens.upperBound
    }
    return result
  }

  private func segment(at place: Int, _ languages: LanguageSet) -> Segment {
    let token = tokens[place]
    for match in matches[place] {
      let meanings = match.meanings.filter { !$0.languages.isDisjoint(with: languages) }
      guard !meanings.isEmpty else { continue }
      var segment = Segment(kind: .phrase, tokens: match.tokens, isSpaced: token.isSpaced)
      if case .sign = token.kind { segment.isSign = true }
      for meaning in meanings {
        segment.classes.formUnion(meaning.classes)
        if meaning.classes.contains(.number), !segment.numbers.contains(meaning.value) {
          segment.numbers.append(meaning.value)
        }
        if meaning.classes.contains(.label), !segment.labels.contains(Int(meaning.value)) {
          segment.labels.append(Int(meaning.value))
        }
      }
      if WordClass.ofQuestions.isSuperset(of: segment.classes) { segment.kind = .unknown }
      return segment
    }
    return plainSegment(at: place)
  }

  private func plainSegment(at place: Int) -> Segment {
    let token = tokens[place]
    var segment = Segment(kind: .unknown, tokens: place..<place + 1, isSpaced: token.isSpaced)
    switch token.kind {
    case .word: break
    case .lineBreak: segment.kind = .lineBreak
    case .number(let value): segment.kind = .number(value)
    case .sign(let scalar):
      if scalar.properties.isEmojiPresentation || scalar.value > 0x2500 && scalar.properties.isEmoji
      {
        segment.kind = .phrase
        segment.classes = .smiley
      } else {
        segment.kind = .separator(scalar)
      }
    }
    return segment
  }
}
