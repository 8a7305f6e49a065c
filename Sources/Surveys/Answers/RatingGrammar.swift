/// What a question lets its answer be, as far as reading a rating needs it.
struct RatingFrame: Sendable, Hashable {
  /// Whether a thumb is an answer.
  var takesThumbs = false
  /// Whether the languages of the chat write a decimal comma.
  var isComma = false
}

/// Reads which rating an answer gives, as the user wrote it.
struct RatingGrammar {
  var frame: RatingFrame

  /// A rating as given, the segments that carry it, and how sure the words around are.
  struct Given: Sendable {
    var rating: GivenRating
    var segments: Range<Int>
  }

  /// Returns what the segments of an answer say.
  func read(_ segments: [Segment]) -> Reply<GivenRating> {
    switch given(in: segments) {
    case .given(let given): return .value(given.rating, tokens(of: given.segments, segments))
    case .refusal: return .refusal
    case .leave: return .leave
    case .unreadable(let why): return .unreadable(why)
    }
  }

  /// What was found before tokens are told.
  enum Finding {
    case given(Given)
    case refusal, leave
    case unreadable(String)
  }

  /// Returns the rating with the segments that carry it.
  func given(in segments: [Segment]) -> Finding {
    let numbers = NumberFinder.numbers(in: segments, isComma: frame.isComma)
    let rated = numbers.filter { if case .counting = $0.standing { false } else { true } }
    if !rated.isEmpty { return chosen(among: rated, segments) }
    let spoken = segments.filter { !$0.isSilent }
    if spoken.isEmpty {
      if frame.takesThumbs, let thumb = thumb(in: segments) { return thumb }
      return segments.contains { $0.has([.courtesy, .farewell]) }
        ? .leave : .unreadable("it holds no rating")
    }
    if isRefusal(segments, spoken) { return .refusal }
    if takesLeave(segments, spoken) { return .leave }
    if frame.takesThumbs, let thumb = thumb(in: segments) { return thumb }
    guard numbers.isEmpty else {
      if let label = openingLabel(in: segments) { return .given(label) }
      return .unreadable("its number counts something else")
    }
    return label(in: segments)
  }

  /// Whether words that assent only take leave; "gut" and "bueno" do with a goodbye, and rate without.
  private func takesLeave(_ segments: [Segment], _ spoken: [Segment]) -> Bool {
    let isGoodbye = segments.contains { $0.has(.farewell) }
    return spoken.allSatisfy {
      $0.has([.farewell, .assent, .and]) && (isGoodbye || !$0.has(.label))
    } && segments.contains { $0.has([.farewell, .courtesy]) }
  }

  private func isRefusal(_ segments: [Segment], _ spoken: [Segment]) -> Bool {
    if spoken.count == 1, spoken[0].has(.echoNo), spoken[0].tokens.count == 1,
      !spoken[0].has(.negation)
    {
      return true
    }
    let refuses = segments.contains { $0.has([.refusal, .noThanks, .no]) }
    let names: WordClass = segments.contains { $0.has(.refusal) } ? .ratingField : []
    return refuses && !segments.contains { $0.has(.dislike) }
      && spoken.allSatisfy {
        $0.has([.refusal, .noThanks, .no, .filler, .negation, .none, .now]) || $0.has(names)
      }
  }

  private func chosen(among numbers: [NumberFound], _ segments: [Segment]) -> Finding {
    let corrected = afterCorrection(numbers, segments)
    let first = corrected[0]
    for number in corrected {
      if case .doubtful(let why) = number.standing { return .unreadable(why) }
      if number.value != first.value, !agrees(number.value, first.value) {
        return .unreadable("it gives two different numbers")
      }
    }
    if soundsAsWord(numbers, segments) {
      return .unreadable("its numbers may stand for words that sound so")
    }
    let best =
      corrected.first { if case .ratio = $0.value { true } else { false } } ?? first
    return .given(Given(rating: GivenRating(value: best.value), segments: best.segments))
  }

  /// Whether one number comes twice and each leads to a word, as "2 fast 2 furious" does.
  private func soundsAsWord(_ numbers: [NumberFound], _ segments: [Segment]) -> Bool {
    numbers.count > 1
      && numbers.allSatisfy { number in
        let next = number.segments.upperBound
        guard case .number(let value) = number.value, value == 2 || value == 4,
          next < segments.count
        else { return false }
        return segments[next].kind == .unknown
          || segments[next].has([.better, .worse, .praise, .remark, .delay])
            && !segments[next].isSign
      }
  }

  /// Whether two numbers say the same: 4 and 4/5.
  private func agrees(_ a: GivenRating.Value, _ b: GivenRating.Value) -> Bool {
    switch (a, b) {
    case (.number(let x), .ratio(let y, _)), (.ratio(let y, _), .number(let x)): x == y
    default: false
    }
  }

  /// The numbers after the last words of correction, where there are any.
  private func afterCorrection(_ numbers: [NumberFound], _ segments: [Segment]) -> [NumberFound] {
    guard numbers.count > 1,
      let word = segments.lastIndex(where: { $0.has(.correction) || $0.kind == .separator("*") })
    else { return numbers }
    let after = numbers.filter { $0.segments.lowerBound > word }
    let before = numbers.filter { $0.segments.upperBound <= word }
    guard !after.isEmpty else { return numbers }
    let negated = before.allSatisfy {
      if case .doubtful = $0.standing { false } else { true }
    }
    return negated ? after : numbers
  }

  private func thumb(in segments: [Segment]) -> Finding? {
    let up = segments.contains { $0.has(.like) }
    let down = segments.contains { $0.has(.dislike) }
    guard up != down else { return up ? .unreadable("it says both") : nil }
    let isPlain = segments.allSatisfy {
      $0.isSilent || $0.has([.like, .dislike, .filler, .lead, .tail])
    }
    guard isPlain, let place = segments.firstIndex(where: { $0.has([.like, .dislike]) }) else {
      return .unreadable("it holds no plain thumb")
    }
    return .given(
      Given(rating: GivenRating(value: .thumb(isUp: up)), segments: place..<place + 1))
  }

  private func label(in segments: [Segment]) -> Finding {
    let labels = segments.enumerated().filter { $0.element.has(.label) }
    let steps = Set(labels.flatMap(\.element.labels))
    guard let step = steps.first, let place = labels.first?.offset else {
      return .unreadable("it holds no rating")
    }
    guard steps.count == 1 else { return .unreadable("it holds two labels") }
    let isPlain = segments.allSatisfy {
      $0.has(.label) || $0.isSilent || $0.has([.lead, .tail, .filler, .yes])
    }
    if !isPlain, let label = openingLabel(in: segments) { return .given(label) }
    guard isPlain, !segments.contains(where: { $0.kind == .separator("?") }) else {
      return .unreadable("its label stands among other words")
    }
    guard !segments.contains(where: { $0.has([.negation, .intensifier]) && !$0.has(.label) }) else {
      return .unreadable("its label is negated or changed")
    }
    return .given(Given(rating: GivenRating(value: .label(step)), segments: place..<place + 1))
  }

  /// A label that is the whole first clause, where the others only remark on something: "excellent,
  /// Raj explained every step".
  private func openingLabel(in segments: [Segment]) -> Given? {
    let opening = segments.prefix { !$0.isSeparator }
    let rest = segments[opening.endIndex...]
    let doubts: WordClass = isComplaint(rest, after: opening) ? [] : [.negation, .intensifier]
    guard let place = opening.firstIndex(where: { $0.has(.label) }),
      opening.allSatisfy({
        $0.has(.label) || $0.isSilent || $0.has([.lead, .tail, .filler]) && !$0.has(.negation)
      }),
      !rest.contains(where: {
        $0.kind == .separator("?")
          || $0.has([
            .label, .praise, .contrast, .correction, .unclear, .request, .asking, .vague, .refusal,
            .yes, .no, .echoNo, .unsolved, .partly,
          ]) || $0.has(doubts)
      })
    else { return nil }
    let step = segments[place].labels.first ?? 3
    return Given(rating: GivenRating(value: .label(step)), segments: place..<place + 1)
  }

  /// Whether what goes on from blame says more than a bare not or very: "poor, nobody listened".
  private func isComplaint(_ rest: ArraySlice<Segment>, after opening: ArraySlice<Segment>) -> Bool
  {
    let spoken = rest.filter { !$0.isSilent }
    guard spoken.count > 1, spoken.contains(where: { $0.kind == .unknown }) else { return false }
    let labels = opening.flatMap(\.labels)
    return !labels.isEmpty && labels.allSatisfy { $0 < 3 }
  }

  private func tokens(of range: Range<Int>, _ segments: [Segment]) -> Range<Int> {
    segments[range.lowerBound].tokens.lowerBound..<segments[range.upperBound - 1].tokens.upperBound
  }
}
