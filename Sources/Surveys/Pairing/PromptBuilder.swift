import Conversations

/// Puts together what the sentences of one message ask.
struct PromptBuilder {
  private struct Found {
    var marker: Marker
    var sentence: Sentence
    var isYesNo: Bool
  }

  private let folded: FoldedText
  private let choices: [Message.Choice]
  private let vocabulary: Vocabulary
  private let folder: TextFolder
  private let words: SurveyWords
  private let unworded: [Marker]
  private var found: [Found] = []
  private var otherYesNo = false
  private var isQuestion = false
  private var endsInOther = false
  /// Whether a sentence without a marker asks in other words whether all is solved.
  private var hasParaphrase = false
  private var passedOver: [(marker: String, why: String)] = []
  private var unmatched: UnmatchedSentence?
  private var doubt = Prompt.Doubt.none
  /// Whether a marker knows a sentence as a question of no survey.
  private var hasOther = false
  /// Whether a bare rating question was passed over because of a word that may name what is rated.
  private var hasPassedRating = false
  /// What asks in the sentence before, where that is about a thing that is no chat.
  private var thingBefore: (id: String, languages: LanguageSet)?
  /// The only sentence without a marker that holds digits, and whether another one asks.
  private var numbered: Sentence?
  private var hasSeveralNumbered = false
  /// The sentence before, where it is a question that no marker knows: "how was the pizza?".
  private var questionBefore: Sentence?

  init(
    folded: FoldedText, choices: [Message.Choice], vocabulary: Vocabulary, folder: TextFolder,
    words: SurveyWords, unworded: [Marker]
  ) {
    self.folded = folded
    self.choices = choices
    self.vocabulary = vocabulary
    self.folder = folder
    self.words = words
    self.unworded = unworded
  }

  /// Takes in a sentence with the markers that match it.
  mutating func add(
    _ sentence: Sentence, _ markers: [Marker], _ passed: [(marker: String, why: String)]
  ) {
    passedOver += passed
    let other = markers.first {
      $0.kind == .other && !($0.aspect == .rating && scaleOffer.isHeld(for: $0))
    }
    let questions = asking(sentence, markers.filter { $0.kind == .question })
    if let other {
      thingBefore = other.object == nil ? nil : (other.id, other.languages)
      passedOver.append((other.id, "no survey question"))
      for marker in questions {
        passedOver.append((marker.id, "the sentence is one of \(other.id)"))
      }
      isQuestion = true
      endsInOther = true
      hasOther = true
      otherYesNo = otherYesNo || sentence.isQuestion
      return
    }
    questionBefore = nil
    guard !questions.isEmpty else { return addOther(sentence, after: markers) }
    thingBefore = opinion(sentence, questions)
    isQuestion = true
    endsInOther = false
    for marker in questions { add(marker, sentence) }
  }

  /// The question markers of a sentence that ask there; why the others do not is noted.
  private mutating func asking(_ sentence: Sentence, _ questions: [Marker]) -> [Marker] {
    return questions.filter { marker in
      var why: String?
      if let thingBefore, marker.isBare || !isMixed(marker, with: thingBefore) {
        why = "it goes on from the sentence before, one of \(thingBefore.id)"
      } else if marker.isBare, let questionBefore,
        sense(of: questionBefore).isOpen(to: marker, hasBareNouns: hasBareNouns(marker))
      {
        why = "it goes on from a question before that is none of a survey"
      } else if marker.aspect == .rating || marker.isBare, let thing = thing(sentence, marker) {
        hasPassedRating = hasPassedRating || marker.isBare
        why = "\"\(thing)\" may be something else that it rates"
      } else if marker.aspect == .rating, questions.contains(where: { $0.aspect == .resolved }),
        scaleOffer.numbersYesAndNo(from: sentence, of: marker)
      {
        why = "its numbers stand for yes and no"
      } else if marker.needsChoices, !scaleOffer.isMade(by: marker, in: sentence) {
        why = "the message offers no scale"
      } else if marker.refusesChoices, scaleOffer.isMade(by: marker, in: sentence) {
        why = "the message offers a scale"
      } else if marker.followsQuestion,
        questions.contains(where: { $0.aspect != marker.aspect && !$0.isBare })
      {
        why = "the sentence asks something else"
      } else if marker.aspect == .rating, marker.isBare,
        questions.contains(where: \.followsQuestion), !scaleOffer.isMade(by: marker, in: sentence)
      {
        why = "it asks for the reason of a rating"
      }
      if let why { passedOver.append((marker.id, why)) }
      return why == nil
    }
  }

  /// Whether speakers of one marker's language mix it with the other's; a loose wording of an
  /// unrelated language may match "1 से 5 स्टार" by chance.
  private func isMixed(
    _ marker: Marker, with other: (id: String, languages: LanguageSet)
  ) -> Bool {
    marker.languages.isEmpty || other.languages.isEmpty
      || !marker.languages.isDisjoint(with: vocabulary.withCompanions(other.languages))
  }

  /// The name of something in a sentence that it may rate and that is no chat; in a language without
  /// articles any unknown word of a bare wording is one.
  private func thing(_ sentence: Sentence, _ marker: Marker) -> String? {
    let segments = AskedWords(vocabulary: vocabulary, words: words)
      .segments(of: sentence, in: marker.languages)
    let strange =
      marker.isBare && hasBareNouns(marker) ? segments.firstIndex(where: \.isStrange) : nil
    let place =
      strange
      ?? ThingFinder(segments: segments)
      .thing(isBare: marker.isBare, isListed: knowsServices(marker.languages))
    guard let place else { return nil }
    let word = sentence.utterance(vocabulary).bytes(of: segments[place].tokens)
    return String(decoding: sentence.bytes[word], as: UTF8.self)
  }

  /// What asks only for an opinion of a thing, which a bare scale after it then rates: "what do you
  /// think of the juice, from 1 to 5?".
  private func opinion(
    _ sentence: Sentence, _ questions: [Marker]
  ) -> (id: String, languages: LanguageSet)? {
    guard let marker = questions.first, questions.allSatisfy({ $0.aspect == .comment }) else {
      return nil
    }
    let segments = AskedWords(vocabulary: vocabulary, words: words)
      .segments(of: sentence, in: marker.languages)
    guard segments.contains(where: { $0.has(.openQuestion) }) else { return nil }
    let isOfThing =
      hasBareNouns(marker) && segments.contains(where: \.isStrange)
      || ThingFinder(segments: segments)
        .thing(isBare: true, isListed: knowsServices(marker.languages)) != nil
    return isOfThing ? (marker.id, marker.languages) : nil
  }

  /// Whether a marker's languages have no articles.
  private func hasBareNouns(_ marker: Marker) -> Bool {
    !marker.languages.isEmpty && vocabulary.bareNounLanguages.isSuperset(of: marker.languages)
  }

  /// Whether one of some languages lists what a survey rates; without it too much would be a thing.
  private func knowsServices(_ languages: LanguageSet) -> Bool {
    !vocabulary.serviceLanguages.isDisjoint(with: languages)
  }

  private var scaleOffer: ScaleOffer {
    ScaleOffer(folded: folded, choices: choices, vocabulary: vocabulary, folder: folder)
  }

  private mutating func add(_ marker: Marker, _ sentence: Sentence) {
    let same = found.firstIndex {
      $0.marker.aspect == marker.aspect && $0.marker.object == marker.object
        && $0.marker.measure == marker.measure
    }
    if let same {
      if !marker.followsQuestion { found[same].marker.followsQuestion = false }
      if found[same].marker.isInverted != marker.isInverted,
        found[same].sentence.range != sentence.range
      {
        otherYesNo = true
      }
      return
    }
    if marker.aspect == .rating,
      let same = found.firstIndex(where: {
        $0.sentence.range == sentence.range && $0.marker.aspect == .rating
      })
    {
      // A wording of another language may say less: "Bot ki entha rating (1-5)?".
      found[same].marker.object = found[same].marker.object ?? marker.object
      return
    }
    // "Would you recommend us? Rate from 0 to 10": the scale is that of the question before.
    if marker.isBare, marker.aspect == .rating, found.last?.marker.aspect == .rating {
      return
    }
    if marker.aspect == .resolved, sense(of: sentence).offersElse(after: marker) {
      otherYesNo = true
    }
    found.append(
      Found(
        marker: marker, sentence: sentence, isYesNo: marker.aspect == .resolved || marker.isYesNo))
  }

  /// A sentence without a marker: another question, a list of options, or talk.
  private mutating func addOther(_ sentence: Sentence, after markers: [Marker]) {
    let sense = self.sense(of: sentence)
    let segments = sense.segments
    if sense.namesRange {
      hasSeveralNumbered = numbered != nil
      numbered = sentence
    }
    if sentence.isQuestion,
      knowsServices(sentence.spokenLanguages(vocabulary).likely),
      ThingFinder(segments: segments).thing(isBare: false, isListed: true) != nil
    {
      thingBefore = (markers.first?.id ?? "no marker", markers.first?.languages ?? [])
    }
    if unmatched == nil, sense.looksLikeSurvey(choices: choices) {
      unmatched = UnmatchedSentence(sentence, in: folded)
    }
    guard sentence.isQuestion else { return }
    let spoken = segments.filter { !$0.isSilent }
    if sense.namesTrouble, found.last?.marker.aspect == .resolved, !endsInOther { return }
    if spoken.allSatisfy({
      $0.has([
        .yes, .no, .vague, .or, .filler, .like, .dislike, .partly, .and, .unclear,
      ])
    }) {
      return
    }
    isQuestion = true
    endsInOther = true
    questionBefore = sentence
    let isParaphrase = sense.asksWhetherSolved
    if isParaphrase { hasParaphrase = true }
    guard !sense.isOpen else { return }
    if !isParaphrase { otherYesNo = true }
    if segments.contains(where: { $0.has([.solved, .unsolved]) }) {
      doubt = .lasting
    } else if doubt != .lasting {
      let namesTrouble = segments.contains { $0.has(.trouble) }
      doubt = namesTrouble || doubt == .beforeSurvey ? .beforeSurvey : .ifDenied
    }
  }

  private func sense(of sentence: Sentence) -> SentenceSense {
    SentenceSense(sentence, vocabulary: vocabulary)
  }

  /// Returns what the message means, with what it offers.
  func prompt(statements: [Stated]) -> Prompt {
    let rating = statements.isEmpty ? self.rating : nil
    if let asked = marker(by: .labels).flatMap({ rating?.byLabels($0) }) { return prompt(asked) }
    let asked = found.map { self.asked($0) }
    let isMixed = found.contains {
      $0.marker.aspect == .resolved
        && (otherYesNo || endsInOther || hasParaphrase && $0.marker.isInverted)
    }
    let goingOn = found.isEmpty ? marker(by: .afterResolution) : nil
    return Prompt(
      folded: folded, questions: asked, statements: statements, isQuestion: isQuestion,
      endsInOther: endsInOther, isMixed: isMixed, passedOver: passedOver,
      unmatched: asked.isEmpty ? unmatched : nil,
      doubt: doubt != .lasting && (!endsInOther || hasOther) ? .none : doubt,
      mayRate: !hasOther && statements.isEmpty && namesScale
        && !found.contains { $0.marker.aspect == .rating },
      goingOn: goingOn.flatMap { rating?.goingOn($0, mayName: hasPassedRating) }.map(prompt),
      renewed: statements.isEmpty ? goingOn.flatMap(renewed) : nil)
  }

  /// The scale on which the message only asks for a number.
  private func renewed(_ marker: Marker) -> Scale? {
    guard let numbered, !hasSeveralNumbered, !hasOther, choices.isEmpty,
      !endsInOther || numbered.isQuestion
    else { return nil }
    return UnwordedRating(
      folded: FoldedText(bytes: numbered.bytes), choices: [], vocabulary: vocabulary,
      folder: folder, words: words)?.renewed(marker)
  }

  /// Whether the message names a usual scale: "1-5", "out of 10".
  private var namesScale: Bool {
    let sentence = Sentence(range: 0..<folded.bytes.count, bytes: folded.bytes, isQuestion: false)
    let languages = vocabulary.withCompanions(sentence.spokenLanguages(vocabulary).likely)
    return ScaleReader(languages: languages, vocabulary: vocabulary).namesUsualScale(in: folded)
  }

  /// The message read as a rating question that no wording knows, where it may be one.
  private var rating: UnwordedRating? {
    let offers =
      !choices.isEmpty || hasPassedRating || unmatched != nil
      || folded.bytes.contains { (0x30...0x39).contains($0) }
    guard !unworded.isEmpty, !hasOther, offers,
      found.allSatisfy({ $0.marker.aspect == .comment })
    else { return nil }
    return UnwordedRating(
      folded: folded, choices: choices, vocabulary: vocabulary, folder: folder, words: words)
  }

  private func marker(by way: Marker.Unworded) -> Marker? {
    unworded.first { $0.unworded == way }
  }

  private func prompt(_ asked: Asked) -> Prompt {
    Prompt(folded: folded, questions: [asked], isQuestion: true, passedOver: passedOver)
  }

  private func asked(_ found: Found) -> Asked {
    // An own marker may leave its language out: then its sentence tells.
    let spoken =
      found.marker.languages.isEmpty
      ? found.sentence.spokenLanguages(vocabulary).likely : found.marker.languages
    let languages = vocabulary.withCompanions(spoken)
    let aspect = found.marker.aspect ?? .comment
    let options = OptionReader(languages: languages, vocabulary: vocabulary)
      .options(
        in: folded, from: found.sentence.range.lowerBound, choices: choices, folder: folder,
        takesWords: aspect == .rating)
    let scale = ScaleReader(languages: languages, vocabulary: vocabulary)
    return Asked(
      marker: found.marker, aspect: aspect,
      scale: aspect == .rating
        ? scale.scale(of: found.marker, in: folded, found.sentence.range, options) : .oneToFive,
      options: aspect == .comment ? [] : options, isYesNo: found.isYesNo, languages: languages,
      verb: aspect == .resolved
        ? AskedVerb(
          of: found.sentence, in: spoken, with: languages, vocabulary: vocabulary) : nil)
  }
}
