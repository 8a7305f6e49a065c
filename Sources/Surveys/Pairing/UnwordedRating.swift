import Conversations

/// Reads a message as a rating question that no wording knows, by the scale that it offers.
///
/// In a language without articles it names nothing that may be rated only if every word of it is known.
struct UnwordedRating {
  /// Longer messages say too much else.
  private static let mostWords = 30

  private let folded: FoldedText
  private let vocabulary: Vocabulary
  private let segments: [Segment]
  private let spoken: LanguageSet
  private let languages: LanguageSet
  private let options: [AnswerOption]

  /// Makes a reader of a message; nil where it is too long.
  init?(
    folded: FoldedText, choices: [Message.Choice], vocabulary: Vocabulary, folder: TextFolder,
    words: SurveyWords
  ) {
    let sentence = Sentence(range: 0..<folded.bytes.count, bytes: folded.bytes, isQuestion: false)
    let tokens = sentence.utterance(vocabulary).tokens
    guard tokens.count(where: { $0.kind == .word }) <= Self.mostWords else { return nil }
    self.folded = folded
    self.vocabulary = vocabulary
    spoken = sentence.spokenLanguages(vocabulary).likely
    languages = vocabulary.withCompanions(spoken)
    segments = AskedWords(vocabulary: vocabulary, words: words).segments(of: sentence, in: spoken)
    options = OptionReader(languages: languages, vocabulary: vocabulary)
      .options(in: folded, from: 0, choices: choices, folder: folder, takesWords: false)
  }

  /// Returns what it asks where a question about the resolution stands before it: "And from 1 to 5?".
  /// `mayName`: one unknown word may be the name of who chatted.
  func goingOn(_ marker: Marker, mayName: Bool) -> Asked? {
    guard scale.isUsual(in: folded, options), asksToRate,
      segments.count(where: \.isStrange) <= (mayName ? 1 : 0), !namesThing,
      segments.indices.allSatisfy({ !segments[$0].has([.trouble, .negation, .no]) && !counts($0) })
    else { return nil }
    return asked(marker)
  }

  /// Returns what it asks where it offers the labels of satisfaction from end to end, or one star to
  /// five: "Your experience? Very satisfied, satisfied, neutral, dissatisfied".
  func byLabels(_ marker: Marker) -> Asked? {
    let labels = options.map {
      Utterance(FoldedText(bytes: $0.label), vocabulary: vocabulary).ownSegments(of: languages)
    }
    .filter { label in !label.contains { $0.has([.refusal, .noThanks]) } }
    guard labels.count > 2, isSatisfaction(labels) || isStars(labels), !namesThing,
      !hasBareNouns || !segments.contains(where: \.isStrange),
      (segments + labels.joined()).contains(where: { $0.has([.hint, .service, .stars, .star]) })
    else { return nil }
    return asked(marker)
  }

  private func isSatisfaction(_ labels: [[Segment]]) -> Bool {
    let steps = labels.compactMap { label in label.compactMap(\.labels.first).first }
    guard steps.count == labels.count, let worst = steps.min(), let best = steps.max() else {
      return false
    }
    return worst <= 2 && best >= 4 && Set(steps).count > 2
  }

  private func isStars(_ labels: [[Segment]]) -> Bool {
    labels.count == 5
      && labels.allSatisfy { label in
        label.contains { $0.has([.star, .stars]) }
          && label.allSatisfy {
            $0.isSeparator || $0.isSign || $0.has([.stars, .number]) || $0.isDigits
          }
      }
  }

  /// The scale on which it asks for a number and for nothing else, as a bot does that did not
  /// understand the rating: "please enter a number between 1 and 5".
  func renewed(_ marker: Marker) -> Scale? {
    let speaks = segments.contains {
      $0.has([.questionWord, .hint, .stars, .ratingField, .request, .courtesy])
    }
    let isRange =
      segments.count(where: \.isDigits) > 1
      && !segments.contains { $0.kind == .separator("/") || $0.has(.outOf) }
    let others: WordClass = [.trouble, .openQuestion, .delay, .label, .counted]
    guard speaks, isRange, scale.isUsual(in: folded, options),
      segments.allSatisfy({ segment in
        !segment.isStrange && (!segment.has(others) || segment.has(.stars))
          && (!segment.has(.counter) || segment.has([.questionWord, .filler, .stars]))
      })
    else { return nil }
    return scale.scale(of: marker, in: folded, 0..<folded.bytes.count, options)
  }

  private var scale: ScaleReader { ScaleReader(languages: languages, vocabulary: vocabulary) }

  private func asked(_ marker: Marker) -> Asked {
    Asked(
      marker: marker, aspect: .rating,
      scale: scale.scale(of: marker, in: folded, 0..<folded.bytes.count, options),
      options: options, isYesNo: false, languages: languages)
  }

  private var hasBareNouns: Bool {
    spoken.isEmpty || !vocabulary.bareNounLanguages.isDisjoint(with: spoken)
  }

  private var namesThing: Bool {
    ThingFinder(segments: segments).thing(isBare: true, isListed: true) != nil
  }

  /// Whether it asks how much, or names stars or what a survey rates: "choose 1-5" may be a menu.
  private var asksToRate: Bool {
    folded.bytes.contains(0x3F)
      || segments.contains {
        $0.has([.hint, .stars, .star, .service, .openQuestion, .ratingField])
      }
  }

  /// Whether a word says that the numbers are of something else: guests, "plan 1 to 5".
  private func counts(_ place: Int) -> Bool {
    let segment = segments[place]
    guard !segment.has([.stars, .filler]) else { return false }
    if segment.has(.counted) { return true }
    return segment.has(.counter) && !segment.has(.assent)
  }
}
