import Conversations

/// Reads a message that no wording knows as the rating question that follows one about the
/// resolution: "And from 1 to 5?".
struct FollowUp {
  /// Longer messages say too much else.
  private static let mostWords = 24

  let marker: Marker
  let folded: FoldedText
  let choices: [Message.Choice]
  let vocabulary: Vocabulary
  let folder: TextFolder
  let words: SurveyWords
  /// Whether a wording of ratings matches that does not say what is rated.
  let isRating: Bool

  /// Returns the question; nil where the message offers no usual scale, or names or counts anything
  /// else.
  func asked() -> Asked? {
    let sentence = Sentence(range: 0..<folded.bytes.count, bytes: folded.bytes, isQuestion: false)
    let utterance = sentence.utterance(vocabulary)
    guard utterance.tokens.count(where: { $0.kind == .word }) <= Self.mostWords else { return nil }
    let spoken = sentence.spokenLanguages(vocabulary).likely
    let languages = vocabulary.withCompanions(spoken)
    let options = OptionReader(languages: languages, vocabulary: vocabulary)
      .options(in: folded, from: 0, choices: choices, folder: folder, takesWords: false)
    let reader = ScaleReader(languages: languages, vocabulary: vocabulary)
    guard reader.isUsual(in: folded, options), isPlain(sentence, spoken) else { return nil }
    return Asked(
      marker: marker, aspect: .rating,
      scale: reader.scale(of: marker, in: folded, sentence.range, options), options: options,
      isYesNo: false, languages: languages)
  }

  /// Whether nothing but a rating is asked for. One unknown word may be the name of who chatted: where a
  /// wording of ratings matches, or before the scale.
  private func isPlain(_ sentence: Sentence, _ spoken: LanguageSet) -> Bool {
    let segments = AskedWords(vocabulary: vocabulary, words: words)
      .segments(of: sentence, in: spoken)
    guard segments.count(where: AskedWords.isStrange) <= (isRating ? 1 : 0),
      ThingFinder(segments: segments).thing(isBare: true, isListed: true) == nil
    else { return false }
    return segments.indices.allSatisfy { place in
      !segments[place].has([.trouble, .negation, .no]) && !counts(place, segments)
    }
  }

  /// Whether a word says that the numbers are of something else: guests, "plan 1 to 5".
  private func counts(_ place: Int, _ segments: [Segment]) -> Bool {
    let segment = segments[place]
    guard !segment.has([.stars, .filler]) else { return false }
    if segment.has(.counted) { return true }
    guard segment.has(.counter), place + 1 < segments.count else { return false }
    if case .number = segments[place + 1].kind { return true }
    return segments[place + 1].has(.number)
  }
}
