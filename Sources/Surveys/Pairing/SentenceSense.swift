import Conversations

/// What a sentence of a bot or agent may mean beside what its markers say.
struct SentenceSense {
  private let sentence: Sentence
  private let vocabulary: Vocabulary
  /// The sentence as speakers of any language mean it.
  let segments: [Segment]

  init(_ sentence: Sentence, vocabulary: Vocabulary) {
    self.sentence = sentence
    self.vocabulary = vocabulary
    segments = sentence.utterance(vocabulary).segments(for: vocabulary.withCompanions([]))
  }

  private func segments(of languages: LanguageSet) -> [Segment] {
    sentence.utterance(vocabulary).ownSegments(of: vocabulary.withCompanions(languages))
  }

  /// Whether yes and no do not answer it.
  var isOpen: Bool { segments.contains { $0.has(.openQuestion) } }

  /// Whether speakers of a marker's language take it for a question such as how or what that asks
  /// nothing of a survey.
  func isOpen(to marker: Marker, hasBareNouns: Bool) -> Bool {
    let segments = segments(
      of: marker.languages.union(sentence.spokenLanguages(vocabulary).likely))
    let namesThing =
      segments.contains(where: \.isStrange) && !segments.contains { $0.has(.service) }
    return segments.contains { $0.has(.openQuestion) && (!$0.has(.hint) || namesThing) }
      && (hasBareNouns || !segments.contains { $0.has(.hint) && !$0.has(.openQuestion) })
  }

  /// Whether it asks in other words whether all is solved, and of nothing else: "Problem gone for
  /// good? Is your issue resolved?".
  var asksWhetherSolved: Bool {
    let spoken = segments(of: sentence.spokenLanguages(vocabulary).likely).filter { !$0.isSilent }
    return spoken.count < 9
      && spoken.contains { $0.has([.solved, .over]) && !$0.has([.like, .better, .unsolved]) }
      && spoken.allSatisfy {
        $0.has([.solved, .over, .trouble, .now, .filler, .courtesy, .assent])
          && !$0.has([
            .unsolved, .still, .negation, .no, .request, .openQuestion, .asking, .or, .contrast,
            .partly, .counted,
          ])
      }
  }

  /// Whether it only says which trouble the question before is about: "I mean your login problem?".
  var namesTrouble: Bool {
    let spoken = segments.filter { !$0.isSilent }
    return spoken.count < 7 && spoken.first?.has([.correction, .determiner]) == true
      && spoken.contains { $0.has(.trouble) }
      && !spoken.contains {
        $0.has([.solved, .unsolved, .still, .request, .openQuestion, .asking, .negation, .copula])
      }
  }

  /// Whether it goes on from the resolution with an offer: "is it resolved or you want a call?".
  func offersElse(after marker: Marker) -> Bool {
    let segments = segments(of: marker.languages)
    guard let place = segments.firstIndex(where: { $0.has(.or) }) else { return false }
    let rest = segments[(place + 1)...]
    guard let first = rest.first(where: { !$0.isSilent }),
      !first.has([.no, .negation, .solved, .unsolved, .still, .partly, .echoNo])
    else { return false }
    return rest.contains { $0.has(.request) && !$0.has([.solved, .unsolved]) }
  }

  /// Whether it holds words of surveys, and asks, offers choices or names a scale.
  func looksLikeSurvey(choices: [Message.Choice]) -> Bool {
    let hints = segments.contains { $0.has(.hint) }
    if hints, sentence.isQuestion || !choices.isEmpty { return true }
    guard hints || sentence.isQuestion else { return false }
    return ScaleReader(languages: vocabulary.withCompanions([]), vocabulary: vocabulary)
      .isOffered(in: FoldedText(bytes: sentence.bytes), 0..<sentence.bytes.count, [])
  }

  /// Whether its only numbers may be the ends of a scale.
  var namesRange: Bool {
    let numbers = segments.compactMap { segment -> Double? in
      if case .number(let number) = segment.kind { abs(number) } else { nil }
    }
    return numbers.count == 2 && (0...1).contains(numbers[0]) && [5, 10].contains(numbers[1])
  }
}
