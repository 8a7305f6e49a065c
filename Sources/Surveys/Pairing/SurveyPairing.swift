import Conversations

/// Goes through the end of a conversation and pairs questions with their answers.
struct SurveyPairing {
  private(set) var surveys: [Survey] = []
  private(set) var notes: [SurveyTrace.Step] = []

  let reader: AnswerReader
  private let isTracing: Bool
  /// Whether other user talk came since the last marker.
  private var isParted = false
  /// Whether the user spoke since the last survey question.
  private var userSpoke = false
  /// The last message that asked anything.
  private var lastQuestion: Prompt?
  /// The last message that was not the user's, while no user message came after it.
  private var justBefore: Prompt?
  /// The user message just before, with the questions that it answered.
  private var lastAnswer: (text: Substring, utterance: Utterance, position: Int, questions: [Int])?

  init(reader: AnswerReader, isTracing: Bool) {
    self.reader = reader
    self.isTracing = isTracing
  }

  /// Whether a question that may be about the resolution was answered, and no survey came since.
  private var isDoubtful = false

  /// Whether any survey marker was found so far.
  var hasSurvey: Bool { !surveys.isEmpty }

  /// Whether a user's message may matter: before the first marker hardly any does.
  var wantsUser: Bool { hasSurvey || justBefore?.isDoubtful == true }

  private var current: Int { surveys.count - 1 }

  /// Takes in a bot's, agent's or system's message.
  mutating func add(_ prompt: Prompt, of message: Message, at position: Int) {
    lastAnswer = nil
    if message.kind != .event { closeAnswered() }
    for (marker, why) in prompt.passedOver { note(position, marker, "passed over: \(why)") }
    if prompt.isMarker {
      if surveys.isEmpty || isParted { surveys.append(Survey()) }
      isParted = false
      surveys[current].isDoubtful = surveys[current].isDoubtful || isDoubtful
      isDoubtful = false
      addMarkers(of: prompt, message, position)
    }
    guard message.kind != .event else { return }
    if prompt.isQuestion { lastQuestion = prompt }
    justBefore = prompt
  }

  private mutating func addMarkers(of prompt: Prompt, _ message: Message, _ position: Int) {
    for stated in prompt.statements {
      let range = prompt.folded.rawRange(stated.range)
      surveys[current].statements.append((stated, position, range))
      note(position, stated.marker.id, "states \(stated.aspect.rawValue)")
    }
    guard !prompt.questions.isEmpty else { return }
    if userSpoke || surveys[current].questions.isEmpty { surveys[current].group += 1 }
    userSpoke = false
    for asked in prompt.questions {
      surveys[current].questions.append(
        Question(
          asked: asked, position: position, at: message.at, group: surveys[current].group,
          isMixed: prompt.isMixed))
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
    guard let justBefore, justBefore.isDoubtful else { return }
    let languages = reader.vocabulary.withCompanions(hasSurvey ? languages(of: [0]) : [])
    let segments = utterance.segments(for: languages)
    guard ResolutionGrammar(isInverted: false).read(segments).value != nil else { return }
    note(position, nil, "answers a question that may be about the resolution and has no marker")
    if hasSurvey, !isParted { surveys[current].isDoubtful = true } else { isDoubtful = true }
  }

  /// The open questions of the current survey, the nearest first.
  private func openQuestions(at moment: Timestamp?) -> [Int] {
    surveys[current].questions.indices.reversed().filter {
      surveys[current].questions[$0].takesAnswer(at: moment)
    }
  }

  private func languages(of questions: [Int]) -> LanguageSet {
    questions.reduce(into: LanguageSet()) {
      guard $1 < surveys[current].questions.count else { return }
      $0.formUnion(surveys[current].questions[$1].asked.languages)
    }
  }

  /// Notes user talk outside every window: it parts surveys unless it is polite or a reply.
  private mutating func takeTalk(_ utterance: Utterance, _ position: Int) {
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

// MARK: - One message to the open questions

extension SurveyPairing {
  /// Gives a message to the open questions; returns those that it answered.
  private mutating func answer(
    _ open: [Int], _ utterance: Utterance, _ message: Message, _ position: Int
  ) -> [Int] {
    let bareness = Bareness(utterance.segments(for: languages(of: open)))
    if bareness != .no, let lastQuestion, lastQuestion.endsInOther, !lastQuestion.isMixed {
      note(position, nil, "a bare answer belongs to the nearest question, which is no survey's")
      return []
    }
    let groups = Set(open.map { surveys[current].questions[$0].group }).sorted(by: >)
    let latest = surveys[current].group
    for group in groups {
      if bareness != .no, group != latest { break }
      let members = open.filter { surveys[current].questions[$0].group == group }
      var round = AnswerRound(
        questions: members, utterance: utterance, message: message, position: position,
        bareness: bareness,
        othersWait: open.contains { isUnread($0, .rating) && !members.contains($0) })
      let answered = give(&round)
      if round.isTaken { return answered }
    }
    markUnreadable(open, bareness, utterance, message, position)
    return []
  }

  private func isUnread(_ index: Int, _ aspect: Aspect) -> Bool {
    let question = surveys[current].questions[index]
    return question.asked.aspect == aspect && question.state != .answered
  }

  private mutating func give(_ round: inout AnswerRound) -> [Int] {
    var answered: [Int] = []
    answered += giveResolution(&round)
    answered += giveRating(&round)
    answered += giveComment(&round, isBeside: !answered.isEmpty)
    return answered
  }

  private mutating func giveResolution(_ round: inout AnswerRound) -> [Int] {
    let members = round.questions.filter {
      surveys[current].questions[$0].asked.aspect == .resolved
    }
    guard let index = members.first(where: { isUnread($0, .resolved) }) ?? members.first else {
      return []
    }
    let question = surveys[current].questions[index]
    let unreadOthers = round.questions.filter {
      $0 != index && surveys[current].questions[$0].state != .answered
        && surveys[current].questions[$0].asked.aspect != .resolved
    }
    if question.state == .answered, round.bareness == .no || !round.bareness.isCourtesy,
      round.bareness != .no, !unreadOthers.isEmpty
    {
      return []
    }
    switch reader.resolution(round.utterance, of: round.message, to: question.asked) {
    case .value(let value, let tokens):
      let others = unreadOthers.filter { surveys[current].questions[$0].asked.isYesNo }
      if round.bareness != .no, question.isMixed || !others.isEmpty {
        settle(index, .unreadable, round, "a bare yes or no to two questions")
        for other in others {
          settle(other, .unreadable, round, "a bare yes or no to two questions")
        }
        round.isTaken = true
        return []
      }
      if isBareNumber(round), unreadOthers.contains(where: { isUnread($0, .rating) }) {
        for other in [index] + unreadOthers {
          settle(other, .unreadable, round, "a bare number that two questions could take")
        }
        round.isTaken = true
        return []
      }
      surveys[current].questions[index].state = .answered
      surveys[current].questions[index].resolution = value
      read(index, tokens, &round, "reads as \(value.rawValue)")
      return [index]
    case .refusal:
      guard round.bareness == .no || unreadOthers.isEmpty else { return [] }
      settle(index, .declined, round, "refuses")
      round.refused = true
      return []
    case .leave:
      note(round.position, question.asked.marker.id, "courtesy alone answers nothing")
      round.isSilent = true
      return []
    case .unreadable(let why):
      note(round.position, question.asked.marker.id, "not read for resolved: \(why)")
      return []
    }
  }

  private func isBareNumber(_ round: AnswerRound) -> Bool {
    let spoken = round.utterance.tokens.filter(\.isSpoken)
    guard spoken.count == 1, case .number = spoken[0].kind else { return false }
    return true
  }

  private mutating func giveRating(_ round: inout AnswerRound) -> [Int] {
    let members = round.questions.filter { surveys[current].questions[$0].asked.aspect == .rating }
    let unread = members.filter { isUnread($0, .rating) }
    guard let index = unread.last ?? members.first else { return [] }
    let asked = surveys[current].questions[index].asked
    switch reader.rating(round.utterance, of: round.message, to: asked) {
    case .value(let rating, let tokens):
      let takers = unread.filter { canTake(round, $0) }
      if takers.count > 1 {
        for taker in takers {
          settle(taker, .unreadable, round, "a number that two questions could take")
        }
        round.isTaken = true
        return []
      }
      let taker = takers.first ?? index
      let given = taker == index ? rating : self.rating(round, taker) ?? rating
      surveys[current].questions[taker].state = .answered
      surveys[current].questions[taker].rating = given
      read(taker, tokens, &round, "reads as \(given.value)")
      return [taker]
    case .refusal:
      guard !round.isTaken, isUnread(index, .rating) else { return [] }
      settle(index, .declined, round, "refuses")
      round.refused = true
    case .leave:
      round.isSilent = true
    case .unreadable(let why):
      note(round.position, asked.marker.id, "not read for rating: \(why)")
      if round.isTaken, isUnread(index, .rating), holdsRatingWords(round, asked) {
        settle(index, .unreadable, round, why)
      }
    }
    return []
  }

  private func rating(_ round: AnswerRound, _ index: Int) -> ConvertedRating? {
    let asked = surveys[current].questions[index].asked
    return reader.rating(round.utterance, of: round.message, to: asked).value
  }

  private func canTake(_ round: AnswerRound, _ index: Int) -> Bool {
    rating(round, index) != nil
  }

  /// Whether a message that answers another question also holds what looks like a rating.
  private func holdsRatingWords(_ round: AnswerRound, _ asked: Asked) -> Bool {
    let numbers = NumberFinder.numbers(
      in: round.utterance.segments(for: asked.languages), isComma: false)
    return numbers.contains { if case .counting = $0.standing { false } else { true } }
  }

  private mutating func giveComment(_ round: inout AnswerRound, isBeside: Bool) -> [Int] {
    let index = round.questions.first { surveys[current].questions[$0].asked.aspect == .comment }
    let segments = AnswerReader.answering(
      round.utterance.segments(for: languages(of: round.questions)))
    let grammar = CommentGrammar()
    if isBeside || round.isTaken {
      guard index != nil || round.ratedQuestion != nil else { return [] }
      for tokens in grammar.leftover(
        of: segments, without: round.readTokens, saysResolved: round.saysResolved)
      {
        let piece = Piece(
          position: round.position, range: round.utterance.rawRange(of: tokens))
        surveys[current].remarks.append((piece, index ?? round.ratedQuestion ?? 0))
      }
      return []
    }
    guard let index else { return [] }
    let question = surveys[current].questions[index]
    if round.othersWait, isBareNumber(round) { return [] }
    if round.bareness == .yes, question.asked.isYesNo {
      round.isTaken = true
      return []
    }
    guard let tokens = grammar.comment(in: segments) else {
      if grammar.isRefusal(segments.filter { !$0.isSilent }), question.state != .answered {
        settle(index, .declined, round, "refuses")
      }
      round.isTaken = true
      return []
    }
    if round.bareness == .courtesy { return [] }
    surveys[current].questions[index].state = .answered
    read(index, tokens, &round, "taken as a comment")
    return [index]
  }

  private mutating func read(
    _ index: Int, _ tokens: Range<Int>, _ round: inout AnswerRound, _ text: String
  ) {
    let piece = Piece(position: round.position, range: round.utterance.rawRange(of: tokens))
    if surveys[current].questions[index].asked.aspect == .comment {
      surveys[current].questions[index].pieces.append(piece)
    } else {
      surveys[current].questions[index].pieces = [piece]
    }
    round.isTaken = true
    round.readTokens.append(tokens)
    let question = surveys[current].questions[index]
    if question.asked.aspect == .rating { round.ratedQuestion = index }
    if question.asked.aspect == .resolved { round.saysResolved = true }
    note(round.position, question.asked.marker.id, text)
  }

  private mutating func settle(
    _ index: Int, _ state: Question.State, _ round: AnswerRound, _ why: String
  ) {
    let question = surveys[current].questions[index]
    guard question.state != .answered else { return }
    if state == .declined, question.state == .unreadable { return }
    surveys[current].questions[index].state = state
    note(round.position, question.asked.marker.id, "\(state): \(why)")
  }

  /// A reply that no open question can read makes those that nothing was read for unreadable.
  private mutating func markUnreadable(
    _ open: [Int], _ bareness: Bareness, _ utterance: Utterance, _ message: Message,
    _ position: Int
  ) {
    let segments = utterance.segments(for: languages(of: open))
    let spoken = segments.filter { !$0.isSilent }
    let isLeave =
      spoken.allSatisfy { $0.has([.assent, .farewell]) }
      && segments.contains { $0.has(.farewell) }
      || spoken.isEmpty && segments.contains { $0.has([.courtesy, .farewell]) }
    if isLeave || spoken.allSatisfy({ $0.has(.farewell) }) && !spoken.isEmpty { return }
    let isRefusal = CommentGrammar().isRefusal(spoken) && !spoken.isEmpty
    for index in open {
      let question = surveys[current].questions[index]
      guard question.state == .unanswered, question.asked.aspect != .comment else { continue }
      if bareness != .no, question.group != surveys[current].group { continue }
      if isRefusal, question.asked.aspect == .rating || question.asked.aspect == .comment {
        continue
      }
      surveys[current].questions[index].state = .unreadable
      note(position, question.asked.marker.id, "unreadable: nothing certain stands in the reply")
    }
  }
}

// MARK: - Going on, and correcting

extension SurveyPairing {
  /// Whether a message goes on with "but".
  private func goesOn(_ utterance: Utterance) -> Bool {
    let all = languages(of: Array(surveys[current].questions.indices))
    let first = utterance.segments(for: all).first { !$0.isSeparator }
    return first?.has(.contrast) ?? false
  }

  /// Joins a message to the answer before it, and reads both together.
  private mutating func extend(
    _ before: (text: Substring, utterance: Utterance, position: Int, questions: [Int]),
    with utterance: Utterance, _ message: Message, _ position: Int
  ) -> Bool {
    var folded = before.utterance.folded
    folded.bytes += [0x0A] + utterance.folded.bytes
    folded.starts = []
    let joined = Utterance(folded, vocabulary: reader.vocabulary)
    for index in before.questions {
      let question = surveys[current].questions[index]
      switch question.asked.aspect {
      case .resolved:
        let again = reader.resolution(joined, of: message, to: question.asked)
        if again.value != question.resolution { takeBack(index, position) }
      case .rating:
        let again = reader.rating(joined, of: message, to: question.asked)
        guard again.value == question.rating else {
          takeBack(index, position)
          continue
        }
        addRemark(utterance, index, position)
      case .comment:
        let piece = Piece(
          position: position, range: utterance.rawRange(of: 0..<utterance.tokens.count))
        surveys[current].questions[index].pieces.append(piece)
      }
    }
    for index in surveys[current].questions.indices {
      surveys[current].questions[index].replies += 1
    }
    return true
  }

  private mutating func addRemark(_ utterance: Utterance, _ index: Int, _ position: Int) {
    let segments = utterance.segments(for: languages(of: [index]))
    for tokens in CommentGrammar().leftover(of: segments, without: [], saysResolved: false) {
      let piece = Piece(position: position, range: utterance.rawRange(of: tokens))
      surveys[current].remarks.append((piece, index))
    }
  }

  private mutating func takeBack(_ index: Int, _ position: Int) {
    surveys[current].questions[index].state = .unreadable
    surveys[current].questions[index].resolution = nil
    surveys[current].questions[index].rating = nil
    surveys[current].questions[index].pieces = []
    note(
      position, surveys[current].questions[index].asked.marker.id,
      "unreadable: the next message takes the answer back")
  }

  /// Reads a message with words of correction for an aspect that was answered before.
  private mutating func correct(
    _ utterance: Utterance, _ message: Message, _ position: Int
  ) -> Bool {
    let all = Array(surveys[current].questions.indices)
    let segments = utterance.segments(for: languages(of: all))
    let isStarred = segments.first?.kind == .separator("*")
    guard isStarred || segments.contains(where: { $0.has(.correction) }) else { return false }
    let open = openQuestions(at: message.at)
    for index in all.reversed() {
      let question = surveys[current].questions[index]
      guard question.state == .answered, question.asked.aspect != .comment else { continue }
      let isAskedAnew = open.contains { isUnread($0, question.asked.aspect) }
      guard !isAskedAnew else { continue }
      if correct(index, utterance, segments, open, message, position) { return true }
    }
    return false
  }

  /// The rating of a correction: as it reads, else its only number where few words stand beside it.
  private func correctedRating(
    _ utterance: Utterance, _ segments: [Segment], _ message: Message, _ asked: Asked
  ) -> (ConvertedRating, Range<Int>)? {
    if case .value(let value, let read) = reader.rating(utterance, of: message, to: asked) {
      return (value, read)
    }
    let spoken = segments.filter { !$0.isSilent }
    let numbers = segments.filter { if case .number = $0.kind { true } else { false } }
    guard spoken.count <= 6, numbers.count == 1, case .number(let number) = numbers[0].kind,
      !segments.contains(where: { $0.kind == .separator("?") }),
      NumberFinder.numbers(in: segments, isComma: false).allSatisfy({
        if case .counting = $0.standing { false } else { true }
      }),
      let rating = RatingConversion(scale: asked.scale).rating(.number(number))
    else { return nil }
    return (rating, numbers[0].tokens)
  }

  private mutating func correct(
    _ index: Int, _ utterance: Utterance, _ segments: [Segment], _ open: [Int],
    _ message: Message, _ position: Int
  ) -> Bool {
    let question = surveys[current].questions[index]
    let tokens: Range<Int>
    switch question.asked.aspect {
    case .resolved:
      let isRequested = open.contains { isUnread($0, .comment) || isUnread($0, .rating) }
      let spoken = segments.filter { !$0.isSilent && !$0.has(.correction) }
      guard spoken.count < 6, !(isRequested && spoken.allSatisfy { $0.has(.no) }),
        case .value(let value, let read) = reader.resolution(
          utterance, of: message, to: question.asked)
      else { return false }
      surveys[current].questions[index].resolution = value
      tokens = read
    case .rating:
      guard let (value, read) = correctedRating(utterance, segments, message, question.asked)
      else { return false }
      surveys[current].questions[index].rating = value
      tokens = read
    case .comment: return false
    }
    surveys[current].questions[index].pieces = [
      Piece(position: position, range: utterance.rawRange(of: tokens))
    ]
    note(position, question.asked.marker.id, "corrects the answer")
    return true
  }
}
