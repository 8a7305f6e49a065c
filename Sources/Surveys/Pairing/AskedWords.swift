/// A question's words, with those told apart that no lexicon knows and that still name no thing.
struct AskedWords {
  let vocabulary: Vocabulary
  let words: SurveyWords

  /// Returns a sentence as some languages alone mean it; words that their survey questions are asked
  /// with count as words of questions, and so does the verb that ends a sentence.
  func segments(of sentence: Sentence, in languages: LanguageSet) -> [Segment] {
    let utterance = sentence.utterance(vocabulary)
    var segments = utterance.ownSegments(of: vocabulary.withCompanions(languages))
    guard segments.contains(where: \.isStrange) else { return segments }
    for place in segments.indices where segments[place].isStrange {
      let word = sentence.bytes[utterance.bytes(of: segments[place].tokens)]
      if words.contains(word, of: languages) { segments[place].classes.insert(.questionWord) }
    }
    if !languages.isEmpty, vocabulary.verbFinalLanguages.isSuperset(of: languages),
      let verb = verb(of: segments)
    {
      segments[verb].classes.insert(.questionWord)
    }
    return segments
  }

  /// The last word after the rating that is asked for: "1-5 rating ichi mammalni protsahinchandi".
  private func verb(of segments: [Segment]) -> Int? {
    let asked = segments.lastIndex {
      $0.has([.hint, .stars, .star, .number]) || $0.isDigits
    }
    let last = segments.lastIndex { !$0.isSeparator && !$0.has([.courtesy, .smiley]) }
    guard let asked, let last, asked < last, !segments[asked...last].contains(where: \.isSeparator)
    else { return nil }
    return last
  }
}
