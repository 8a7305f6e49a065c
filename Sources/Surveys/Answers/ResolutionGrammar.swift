import Conversations

/// Reads whether an answer says that the query is resolved.
///
/// Doubt makes an answer unreadable: never is one invented.
struct ResolutionGrammar {
  /// Whether the question asks for the opposite: "Are you still facing the issue?".
  var isInverted: Bool
  /// Whether good and bad count as yes and no, as they do in what a question offers.
  var takesLabels = false

  /// Returns what the segments of an answer say.
  func read(_ segments: [Segment]) -> Reply<Resolution> {
    let spoken = segments.filter { !$0.isSilent }
    guard !spoken.isEmpty else { return silence(segments) }
    if spoken.contains(where: { $0.has(.noThanks) }) || !isInverted && isNoThanks(segments, spoken)
    {
      return .unreadable("its words are neither yes nor no")
    }
    if spoken.allSatisfy({ $0.has([.refusal, .filler]) && !$0.has(.no) }),
      spoken.contains(where: { $0.has(.refusal) })
    {
      return .refusal
    }
    if spoken.allSatisfy({ $0.has([.farewell, .and]) && !$0.has([.no, .echoNo]) }),
      segments.contains(where: { $0.has([.farewell, .courtesy]) })
    {
      return .leave
    }
    var segments = segments
    if let opening = OpeningNo(segments), opening.isFollowedByAsking {
      segments = opening.segments
    }
    if let doubt = doubt(in: segments) { return .unreadable(doubt) }
    return weighed(
      segments, Signals(segments, isInverted: isInverted, takesLabels: takesLabels))
  }

  /// An answer of courtesy, smileys and punctuation alone.
  private func silence(_ segments: [Segment]) -> Reply<Resolution> {
    if segments.contains(where: { $0.has([.courtesy, .farewell]) }) { return .leave }
    return .unreadable("it holds no yes and no no")
  }

  /// Whether thanks follow a bare no: "no, thanks" is "no thanks".
  private func isNoThanks(_ segments: [Segment], _ spoken: [Segment]) -> Bool {
    func isBareNo(_ segment: Segment) -> Bool {
      segment.has(.bareNo) && segment.has(.no) && !segment.isSign
    }
    guard let place = segments.firstIndex(where: { !$0.isSeparator }), isBareNo(segments[place]),
      let thanks = segments[place...].firstIndex(where: { $0.has(.thanks) })
    else { return false }
    if spoken.allSatisfy(isBareNo) { return true }
    return segments[(place + 1)..<thanks].allSatisfy { $0.isSeparator || isBareNo($0) }
      && !segments[thanks...].contains {
        $0.has([.unsolved, .no, .echoNo, .negation, .still, .trouble])
      }
  }

  private func doubt(in segments: [Segment]) -> String? {
    if segments.contains(where: { $0.kind == .separator("?") }) { return "it asks a question" }
    // "No longer" is clear only where the question has the opposite sense.
    if segments.indices.contains(where: {
      isUnclear($0, segments) && !(isInverted && segments[$0].has(.no))
    }) {
      return "its words are neither yes nor no"
    }
    if segments.contains(where: { $0.has(.asking) }) { return "it asks a question" }
    return nil
  }

  /// Whether a segment holds a yes or no and means neither; beside a yes, "no issues" and "nothing
  /// else" mean what they say.
  private func isUnclear(_ place: Int, _ segments: [Segment]) -> Bool {
    let segment = segments[place]
    guard segment.has(.unclear) else { return false }
    if segment.has(.hearsay) {
      let said = segments[(place + 1)...].prefix { !$0.isSeparator }
      return said.contains { $0.has([.yes, .no, .solved, .unsolved, .over]) }
    }
    func saysYes(_ other: Segment) -> Bool {
      other.has([.yes, .solved, .echoYes]) && !other.has([.no, .unclear, .unsolved])
    }
    if segment.has(.over), segments.contains(where: saysYes) { return false }
    let isClosing = segment.has(.none) && !segment.has([.no, .negation])
    let before = segments[..<place]
    return
      !(isClosing && before.contains(where: saysYes)
      && (before.last?.isSeparator == true || before.last?.has(.and) == true
        || before.last?.has(.filler) == true))
  }

  private func weighed(_ segments: [Segment], _ signals: Signals) -> Reply<Resolution> {
    if signals.hasPartly {
      let isDoubtful = signals.hasNegation || (signals.yes > 0 && signals.no > 0)
      return isDoubtful ? .unreadable("partly, and not") : .value(.partly, signals.read)
    }
    switch (signals.isPositive, signals.isNegative) {
    case (true, true): return .unreadable("it says both")
    case (false, false): return .unreadable("it holds no yes and no no")
    case (true, false):
      if let doubt = signals.doubtOfYes { return .unreadable(doubt) }
      return .value(.yes, signals.read)
    case (false, true):
      if let doubt = signals.doubtOfNo { return .unreadable(doubt) }
      return .value(.no, signals.read)
    }
  }
}
