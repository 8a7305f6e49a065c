import Conversations

extension SurveyPairing {
  /// Whether a message goes on with "but".
  func goesOn(_ utterance: Utterance) -> Bool {
    let all = languages(of: Array(surveys[current].questions.indices))
    let first = utterance.segments(for: all).first { !$0.isSeparator }
    return first?.has(.contrast) ?? false
  }

  /// Joins a message to the answer before it, and reads both together.
  mutating func extend(
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
  mutating func correct(
    _ utterance: Utterance, _ message: Message, _ position: Int
  ) -> Bool {
    let all = Array(surveys[current].questions.indices)
    let segments = utterance.segments(for: languages(of: all))
    let isStarred = segments.first?.kind == .separator("*")
    guard
      isStarred || segments.contains(where: { $0.has(.correction) }) || deniesRating(segments)
    else { return false }
    let open = openQuestions(at: message.at)
    var corrected: Set<Aspect> = []
    for index in all.reversed() {
      let question = surveys[current].questions[index]
      guard question.state == .answered, question.asked.aspect != .comment else { continue }
      let isAskedAnew = open.contains { isUnread($0, question.asked.aspect) }
      guard !isAskedAnew, !corrected.contains(question.asked.aspect) else { continue }
      // "Oh no, I pressed the wrong one, 4": a no that opens what corrects a number is a sigh.
      let isRated = corrected.contains(.rating)
      if question.asked.aspect == .resolved, isRated, sighs(segments) { continue }
      if correct(index, utterance, segments, open, message, position) {
        corrected.insert(question.asked.aspect)
      }
    }
    return !corrected.isEmpty
  }

  private func sighs(_ segments: [Segment]) -> Bool {
    segments.first { !$0.isSilent && !$0.has(.filler) || $0.has([.no, .correction]) }?.has(.no)
      ?? false
  }

  /// Whether a message sets a number against the rating that was given: "4 not 2", "2 nahi 4".
  private func deniesRating(_ segments: [Segment]) -> Bool {
    guard segments.contains(where: { $0.has([.negation, .no]) }) else { return false }
    let spoken = segments.filter { !$0.isSilent }
    guard spoken.count < 6,
      let place = spoken.firstIndex(where: { $0.has([.negation, .no]) && $0.tokens.count == 1 })
    else { return false }
    let numbers = spoken.indices.filter {
      spoken[$0].isDigits || spoken[$0].has(.number) && $0 != place
    }
    // English denies what follows, Hindi what stands before.
    let denied = spoken[place].has(.no) ? place - 1 : place + 1
    guard numbers.count == 2, numbers.contains(denied) else { return false }
    return surveys[current].questions.contains { question in
      guard question.state == .answered, let given = question.rating else { return false }
      let conversion = RatingConversion(scale: question.asked.scale)
      let value: Double? =
        if case .number(let number) = spoken[denied].kind { number } else {
          spoken[denied].numbers.first
        }
      return value.flatMap { conversion.rating(.number($0)) } == given
    }
  }

  /// The rating of a correction: as it reads; else, where few words stand beside it, its only number
  /// that is not the one to be corrected ("oops 2 by mistake, 5").
  private func correctedRating(
    _ utterance: Utterance, _ segments: [Segment], _ message: Message, _ question: Question
  ) -> (ConvertedRating, Range<Int>)? {
    let asked = question.asked
    guard !correctsThing(segments) else { return nil }
    if case .value(let value, let read) = reader.rating(utterance, of: message, to: asked),
      value != question.rating
    {
      return (value, read)
    }
    let spoken = segments.filter { !$0.isSilent }
    guard spoken.count <= 8, !segments.contains(where: { $0.kind == .separator("?") }),
      NumberFinder.numbers(in: segments, isComma: false).allSatisfy({
        if case .counting = $0.standing { false } else { true }
      })
    else { return nil }
    let conversion = RatingConversion(scale: asked.scale)
    let ratings = segments.indices.compactMap { place -> (ConvertedRating, Range<Int>)? in
      let segment = segments[place]
      guard case .number(let number) = segment.kind, !isCounting(place, segments) else {
        return nil
      }
      return conversion.rating(.number(number)).map { ($0, segment.tokens) }
    }
    let others = ratings.filter { $0.0 != question.rating }
    guard Set(others.map(\.0)).count <= 1 else { return nil }
    return others.first ?? ratings.first
  }

  /// Whether the words of correction are said of another thing: "the bill should have been 4".
  private func correctsThing(_ segments: [Segment]) -> Bool {
    guard let word = segments.firstIndex(where: { $0.has(.correction) }) else { return false }
    let start = segments[..<word].lastIndex { $0.isSeparator }.map { $0 + 1 } ?? 0
    return segments[start..<word].contains {
      !$0.has([.filler, .lead, .courtesy]) && ($0.kind == .unknown || $0.has(.counter))
    }
  }

  /// Whether an unknown word stands right after a number: "sorry, 3 invoices are missing".
  private func isCounting(_ place: Int, _ segments: [Segment]) -> Bool {
    place + 1 < segments.count && segments[place + 1].kind == .unknown
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
      let isPlain = segments.contains { $0.has(.correction) && !$0.has(.courtesy) }
      guard spoken.count < 6, isPlain || !(isRequested && spoken.allSatisfy { $0.has(.no) }),
        case .value(let value, let read) = reader.resolution(
          utterance, of: message, to: question.asked)
      else { return false }
      surveys[current].questions[index].resolution = value
      tokens = read
    case .rating:
      guard let (value, read) = correctedRating(utterance, segments, message, question)
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
