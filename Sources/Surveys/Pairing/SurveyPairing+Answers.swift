import Conversations

extension SurveyPairing {
  /// Gives a message to the open questions; returns those that it answered.
  mutating func answer(
    _ open: [Int], _ utterance: Utterance, _ message: Message, _ position: Int
  ) -> [Int] {
    let segments = utterance.segments(for: languages(of: open))
    let bareness = Bareness(segments)
    let isBare = bareness != .no || Bareness.saysNothing(segments)
    if isBare, let lastQuestion, lastQuestion.endsInOther, !lastQuestion.isMixed {
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

  func isUnread(_ index: Int, _ aspect: Aspect) -> Bool {
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
      if round.bareness != .no, question.prompt.isMixed || !others.isEmpty {
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
      if takers.count > 1, !areOneQuestion(takers) {
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

  /// Whether some questions are one that is asked again: of the same thing, one of each two messages
  /// holding every word of the other.
  private func areOneQuestion(_ indices: [Int]) -> Bool {
    let questions = indices.map { surveys[current].questions[$0] }
    return zip(questions, questions.dropFirst()).allSatisfy { later, earlier in
      let (marker, other) = (later.asked.marker, earlier.asked.marker)
      guard marker.object == other.object, marker.measure == other.measure,
        later.asked.scale == earlier.asked.scale, later.position != earlier.position
      else { return false }
      let (words, others) = (Self.words(of: later.prompt), Self.words(of: earlier.prompt))
      return words.isSubset(of: others) || others.isSubset(of: words)
    }
  }

  private static func words(of prompt: Prompt) -> Set<ArraySlice<UInt8>> {
    let bytes = prompt.folded.bytes
    return Set(Tokenizer.tokens(of: bytes).filter(\.isSpoken).map { bytes[$0.range] })
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
      spoken.allSatisfy { $0.has([.assent, .farewell, .and]) }
      && segments.contains { $0.has(.farewell) }
      || spoken.isEmpty && segments.contains { $0.has([.courtesy, .farewell]) }
    if isLeave || spoken.allSatisfy({ $0.has(.farewell) }) && !spoken.isEmpty { return }
    let isRefusal =
      CommentGrammar().isRefusal(spoken) && !spoken.isEmpty
      && !spoken.contains { $0.has(.praise) }
    for index in open {
      let question = surveys[current].questions[index]
      guard question.state != .answered, question.asked.aspect != .comment else { continue }
      if question.state == .declined, bareness != .no { continue }
      if bareness != .no, question.group != surveys[current].group { continue }
      if isRefusal, question.asked.aspect == .rating || question.asked.aspect == .comment {
        continue
      }
      surveys[current].questions[index].state = .unreadable
      note(position, question.asked.marker.id, "unreadable: nothing certain stands in the reply")
    }
  }
}
