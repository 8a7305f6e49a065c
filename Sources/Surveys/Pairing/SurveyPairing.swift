import Conversations

/// Goes through the end of a conversation and pairs questions with their answers.
struct SurveyPairing {
  var surveys: [Survey] = []
  private(set) var notes: [SurveyTrace.Step] = []

  let reader: AnswerReader
  private let isTracing: Bool
  /// Whether other user talk came since the last marker.
  private var isParted = false
  /// Whether the user spoke since the last survey question.
  private var userSpoke = false
  /// The last message that asked anything.
  var lastQuestion: Prompt?
  /// The last message that was not the user's, while no user message came after it.
  private var justBefore: Prompt?
  /// The user message just before, with the questions that it answered.
  private var lastAnswer: (text: Substring, utterance: Utterance, position: Int, questions: [Int])?

  init(reader: AnswerReader, isTracing: Bool) {
    self.reader = reader
    self.isTracing = isTracing
  }

  /// Whether a question that may be about the resolution was answered, and no survey came since.
  private var doubt = Prompt.Doubt.none

  /// What looks like a survey question and matched no marker, with the place of its message.
  private(set) var unmatched: [(sentence: UnmatchedSentence, place: Int)] = []

  /// Whether any survey marker was found so far.
  var hasSurvey: Bool { !surveys.isEmpty }

  /// Whether a user's message may matter: before the first marker hardly any does, and some only where
  /// a survey question comes right after them.
  func wantsUser(isSurveyNext: Bool) -> Bool {
    guard !hasSurvey, let doubt = justBefore?.doubt else { return hasSurvey }
    return doubt == .ifDenied ? isSurveyNext : doubt != .none
  }

  var current: Int { surveys.count - 1 }

  /// Takes in a bot's, agent's or system's message.
  mutating func add(_ read: Prompt, of message: Message, at position: Int) {
    let prompt = goesOn(read) ?? read
    lastAnswer = nil
    if message.kind != .event { closeAnswered() }
    if let sentence = prompt.unmatched { unmatched.append((sentence, position)) }
    for (marker, why) in prompt.passedOver {
      note(position, marker, why == "no survey question" ? why : "passed over: \(why)")
    }
    let questions = prompt.needsSurvey ? following(in: prompt, position) : prompt.questions
    if !questions.isEmpty || !prompt.statements.isEmpty {
      if surveys.isEmpty || isParted { surveys.append(Survey()) }
      isParted = false
      takeDoubt(position)
      addMarkers(of: prompt, questions, message, position)
    }
    guard message.kind != .event else { return }
    if doubt == .beforeSurvey { doubt = .none }
    if prompt.isQuestion { lastQuestion = prompt }
    justBefore = prompt
  }

  /// Takes what was doubtful before into the survey that begins or goes on.
  private mutating func takeDoubt(_ position: Int) {
    if doubt == .beforeSurvey {
      note(position, nil, "the answer just before may be about the resolution: no marker asked it")
    }
    if doubt != .none { surveys[current].isDoubtful = true }
    doubt = .none
  }

  /// What a message means that goes on with the survey before it.
  private func goesOn(_ prompt: Prompt) -> Prompt? {
    ratingAfterResolution(prompt) ?? renewed(prompt)
  }

  /// The rating question just before it, where a message only asks for a number on the same scale and
  /// none was given: "please enter a number between 1 and 5".
  private func renewed(_ prompt: Prompt) -> Prompt? {
    guard let scale = prompt.renewed, prompt.questions.isEmpty, hasSurvey, !isParted, userSpoke,
      let question = surveys[current].questions.last, question.prompt === lastQuestion,
      question.asked.aspect == .rating, question.prompt.questions.count == 1
    else { return nil }
    let asked = question.asked
    let isGiven = question.state == .answered && lastAnswer?.utterance.holdsNumber != false
    guard !isGiven, asked.scale.minimum == scale.minimum, asked.scale.maximum == scale.maximum
    else { return nil }
    let again = Asked(
      marker: asked.marker, aspect: .rating, scale: asked.scale, options: asked.options,
      isYesNo: false, languages: asked.languages)
    return Prompt(
      folded: prompt.folded, questions: [again], isQuestion: true, passedOver: prompt.passedOver)
  }

  /// What a message means in a survey that asked for the resolution and not yet for a rating.
  private func ratingAfterResolution(_ prompt: Prompt) -> Prompt? {
    guard let goingOn = prompt.goingOn, hasSurvey, !isParted else { return nil }
    let asked = surveys[current].questions.map(\.asked.aspect)
    return asked.contains(.resolved) && !asked.contains(.rating) ? goingOn : nil
  }

  /// The questions of a message without those that ask only within a survey and have none.
  private mutating func following(in prompt: Prompt, _ position: Int) -> [Asked] {
    prompt.questions.filter { !$0.marker.followsQuestion || follows($0, in: prompt, position) }
  }

  /// Whether a question that asks only within a survey has one to ask in.
  private mutating func follows(_ asked: Asked, in prompt: Prompt, _ position: Int) -> Bool {
    if hasSurvey, !isParted, surveys[current].hasMarker { return true }
    if prompt.questions.contains(where: { !$0.marker.followsQuestion }) { return true }
    note(position, asked.marker.id, "passed over: no other survey question comes before it")
    return false
  }

  private mutating func addMarkers(
    of prompt: Prompt, _ questions: [Asked], _ message: Message, _ position: Int
  ) {
    for stated in prompt.statements {
      let range = prompt.folded.rawRange(stated.range)
      surveys[current].statements.append((stated, position, range))
      note(position, stated.marker.id, "states \(stated.aspect.rawValue)")
    }
    guard !questions.isEmpty else { return }
    if userSpoke || surveys[current].questions.isEmpty { surveys[current].group += 1 }
    userSpoke = false
    for asked in questions {
      surveys[current].questions.append(
        Question(
          asked: asked, prompt: prompt, position: position, at: message.at,
          group: surveys[current].group))
      note(position, asked.marker.id, "asks for \(asked.aspect.rawValue)")
    }
  }

  private mutating func closeAnswered() {
    guard hasSurvey else { return }
    for index in surveys[current].questions.indices
    where !surveys[current].questions[index].pieces.isEmpty {
      surveys[current].questions[index].isOpen = false
    }
  }

  /// Takes in a user's message.
  mutating func add(_ utterance: Utterance, of message: Message, at position: Int) {
    defer {
      userSpoke = true
      justBefore = nil
    }
    let before = lastAnswer
    lastAnswer = nil
    noteDoubt(utterance, message, position)
    guard hasSurvey else { return }
    noteRating(utterance, position)
    if let before, goesOn(utterance), extend(before, with: utterance, message, position) { return }
    if correct(utterance, message, position) { return }
    let open = openQuestions(at: message.at)
    guard !open.isEmpty else { return takeTalk(utterance, position) }
    let answered = answer(open, utterance, message, position)
    for index in open { surveys[current].questions[index].replies += 1 }
    if !answered.isEmpty { lastAnswer = (message.text, utterance, position, answered) }
  }

  /// Notes an answer to a question that may have been about the resolution.
  private mutating func noteDoubt(_ utterance: Utterance, _ message: Message, _ position: Int) {
    guard let justBefore, justBefore.doubt != .none else { return }
    let languages = reader.vocabulary.withCompanions(hasSurvey ? languages(of: [0]) : [])
    let segments = utterance.segments(for: languages)
    guard let said = ResolutionGrammar(isInverted: false).read(segments).value,
      said == .no || justBefore.doubt != .ifDenied
    else { return }
    guard justBefore.doubt == .lasting else {
      if doubt == .none { doubt = .beforeSurvey }
      return
    }
    note(position, nil, "answers a question that may be about the resolution and has no marker")
    if hasSurvey, !isParted { surveys[current].isDoubtful = true } else { doubt = .lasting }
  }

  /// Notes a number given to a question that may ask for a rating and has no marker.
  private mutating func noteRating(_ utterance: Utterance, _ position: Int) {
    guard let justBefore, justBefore.mayRate, !isParted else { return }
    let asked = languages(of: Array(surveys[current].questions.indices))
    let numbers = NumberFinder.numbers(in: utterance.segments(for: asked), isComma: false)
    let rates = numbers.contains { if case .counting = $0.standing { false } else { true } }
    guard rates else { return }
    note(position, nil, "answers a question that may ask for a rating and has no marker")
    surveys[current].mayBeRated = true
  }

  /// The open questions of the current survey, the nearest first.
  func openQuestions(at moment: Timestamp?) -> [Int] {
    surveys[current].questions.indices.reversed().filter {
      surveys[current].questions[$0].takesAnswer(at: moment)
    }
  }

  func languages(of questions: [Int]) -> LanguageSet {
    questions.reduce(into: LanguageSet()) {
      guard $1 < surveys[current].questions.count else { return }
      $0.formUnion(surveys[current].questions[$1].asked.languages)
    }
  }

  /// Notes user talk outside every window: it parts surveys unless it is polite or a reply.
  mutating func takeTalk(_ utterance: Utterance, _ position: Int) {
    let segments = utterance.segments(for: languages(of: Array(surveys[current].questions.indices)))
    if segments.allSatisfy({ $0.isSilent || $0.has([.assent, .like, .filler]) }) { return }
    if let justBefore, justBefore.isQuestion {
      note(position, nil, "a reply to the question just before it")
      return
    }
    if !isParted { note(position, nil, "other talk: what follows is another survey") }
    isParted = true
  }

  mutating func note(_ position: Int, _ marker: String?, _ text: @autoclosure () -> String) {
    guard isTracing else { return }
    notes.append(SurveyTrace.Step(message: position, marker: marker, note: text()))
  }
}
