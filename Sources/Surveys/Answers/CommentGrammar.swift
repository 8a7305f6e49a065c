/// Reads the words beside a rating, and those after a comment question.
struct CommentGrammar {
  /// Returns the tokens of what is left of an answer once its values are taken out; empty where
  /// nothing with a letter is left.
  ///
  /// `read` are the tokens of the values; the words that only lead to a number go with it.
  ///
  /// `saysResolved` tells that clauses about the resolution alone were read as well.
  func leftover(
    of segments: [Segment], without read: [Range<Int>], saysResolved: Bool
  ) -> [Range<Int>] {
    var taken = segments.map { segment in read.contains { $0.overlaps(segment.tokens) } }
    if saysResolved { takeResolution(segments, &taken) }
    takeLead(segments, &taken)
    var runs: [Range<Int>] = []
    var start: Int?
    for place in segments.indices {
      if taken[place] {
        if let from = start { runs.append(from..<place) }
        start = nil
      } else if start == nil {
        start = place
      }
    }
    if let from = start { runs.append(from..<segments.count) }
    return runs.compactMap { trimmed($0, segments) }
  }

  /// Clauses that hold nothing but words about the resolution.
  private func takeResolution(_ segments: [Segment], _ taken: inout [Bool]) {
    var start = 0
    for place in 0...segments.count
    where place == segments.count || segments[place].isSeparator || taken[place] {
      let clause = segments[start..<place]
      let isResolution =
        clause.allSatisfy {
          $0.isSilent
            || $0.has([
              .solved, .unsolved, .over, .negation, .trouble, .still, .now, .filler, .echoYes,
              .echoNo, .yes, .no, .partly,
            ])
        } && clause.contains { $0.has([.solved, .unsolved, .over, .yes, .no, .partly]) }
        && !clause.contains { $0.has([.praise, .worse]) && $0.tokens.count == 1 }
      if isResolution { for index in start..<place { taken[index] = true } }
      start = place + 1
    }
  }

  /// Words around a value that only say that it is one: "I would give it a", "rating", "yes".
  private func takeLead(_ segments: [Segment], _ taken: inout [Bool]) {
    for place in segments.indices where taken[place] {
      var before = place - 1
      while before >= 0, !taken[before], isLead(segments[before]) || isAfterName(before, segments) {
        before -= 1
      }
      let reachesStart = before < 0 || segments[before].isSeparator || taken[before]
      if reachesStart {
        for lead in (before + 1)..<place { taken[lead] = true }
      }
      var after = place + 1
      while after < segments.count, !taken[after],
        segments[after].has([.tail, .stars, .like, .dislike])
      { after += 1 }
      // "5 aapko": what leads to a rating may also follow it.
      if after == place + 1, after + 1 == segments.count, segments[after].has(.lead) {
        after += 1
      }
      let reachesEnd =
        after == segments.count || segments[after].isSeparator || taken[after]
        || segments[after].has([.smiley, .courtesy, .farewell])
      if reachesEnd, after > place + 1 {
        for tail in (place + 1)..<after { taken[tail] = true }
      }
    }
  }

  /// Whether a dash stands between a rating's name and the rating: "rating - 4".
  private func isAfterName(_ place: Int, _ segments: [Segment]) -> Bool {
    place > 0 && segments[place].kind == .separator("-") && segments[place - 1].has(.ratingField)
  }

  private func isLead(_ segment: Segment) -> Bool {
    segment.has([
      .lead, .filler, .tail, .ratingField, .correction, .yes, .no, .assent, .and,
    ]) && !segment.has(.courtesy)
  }

  /// A run without separators, smileys, courtesy and bare yes or no at its ends.
  private func trimmed(_ run: Range<Int>, _ segments: [Segment]) -> Range<Int>? {
    var range = run
    while let first = range.first, isTrimmed(segments[first], opening: true),
      !isSubject(first, segments)
    {
      range = range.dropFirst().startIndex..<range.upperBound
    }
    while let last = range.last, isTrimmed(segments[last], opening: false),
      !isObject(last, of: range, segments)
    {
      range = range.lowerBound..<last
    }
    if range.lowerBound > run.lowerBound, thanks(for: range, after: run.lowerBound, segments) {
      return nil
    }
    guard !range.isEmpty,
      segments[range].contains(where: {
        isWord($0) && !($0.has([.assent, .yes, .no]) && !$0.has([.label, .none]))
      })
    else { return nil }
    let isName = range.count == 1 && segments[range.lowerBound].has(.service)
    guard !(isName && segments[range.lowerBound].has(.lead)) else { return nil }
    return segments[range.lowerBound].tokens
      .lowerBound..<segments[range.upperBound - 1].tokens
      .upperBound
  }

  /// Whether a polite word is what a comment speaks of: "sir was patient".
  private func isSubject(_ place: Int, _ segments: [Segment]) -> Bool {
    guard segments[place].has(.courtesy), !segments[place].has(.thanks), !segments[place].isSign,
      place + 1 < segments.count
    else { return false }
    if segments[place].has(.helper), segments[place + 1].has(.ofOne) { return true }
    return !segments[place + 1].isSilent && !segments[place].has([.echoYes, .filler])
  }

  /// Whether what is left only says for what thanks were given: "thank you so much for the help".
  private func thanks(
    for range: Range<Int>, after start: Int, _ segments: [Segment]
  ) -> Bool {
    guard segments[start..<range.lowerBound].contains(where: { $0.has(.thanks) }),
      !segments[start..<range.lowerBound].contains(where: \.isSeparator)
    else { return false }
    return segments[range].allSatisfy {
      $0.has([.filler, .service, .lead]) && !$0.has([.praise, .better, .worse, .label])
    }
  }

  /// Whether small words tie a polite word to what stands before it: "for the team", "with sir".
  private func isObject(_ place: Int, of run: Range<Int>, _ segments: [Segment]) -> Bool {
    guard segments[place].has(.courtesy), !segments[place].has(.thanks), !segments[place].isSign,
      place > run.lowerBound
    else { return false }
    return segments[run.lowerBound..<place].allSatisfy { $0.has(.filler) && !$0.has([.yes, .no]) }
  }

  private func isTrimmed(_ segment: Segment, opening: Bool) -> Bool {
    if case .separator(let sign) = segment.kind {
      return !(opening ? "#$₹€£@\"'(" : "%)\"'!?.").unicodeScalars.contains(sign)
        || (opening ? false : sign == ".")
    }
    return segment.isSilent || segment.isSign
  }

  private func isWord(_ segment: Segment) -> Bool {
    switch segment.kind {
    case .unknown, .phrase: !segment.isSign && !segment.has([.smiley, .star, .emptyStar])
    case .number, .separator, .lineBreak: false
    }
  }

  /// Returns the tokens of a comment that stands as a message of its own; nil where it says that
  /// there is none.
  func comment(in segments: [Segment]) -> Range<Int>? {
    let spoken = segments.filter { !$0.isSilent }
    guard !spoken.isEmpty, !isRefusal(spoken) else { return nil }
    guard segments.contains(where: { isWord($0) || $0.has(.number) }) || hasNumber(segments) else {
      return nil
    }
    return trimmedCourtesy(segments)
  }

  /// Whether spoken segments only say that there is nothing to say.
  func isRefusal(_ spoken: [Segment]) -> Bool {
    spoken.allSatisfy {
      $0.has([.refusal, .noThanks, .no, .none, .filler, .negation, .now]) && !$0.has(.dislike)
    } && spoken.contains { $0.has([.refusal, .noThanks, .no, .none]) }
  }

  private func hasNumber(_ segments: [Segment]) -> Bool {
    segments.contains(where: \.isDigits)
  }

  private func trimmedCourtesy(_ segments: [Segment]) -> Range<Int>? {
    guard let first = segments.first, let last = segments.last else { return nil }
    return first.tokens.lowerBound..<last.tokens.upperBound
  }
}
