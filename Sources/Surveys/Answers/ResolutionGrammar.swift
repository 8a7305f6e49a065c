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
    if spoken.contains(where: { $0.has(.noThanks) }) {
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
    if let doubt = doubt(in: segments) { return .unreadable(doubt) }
    return weighed(
      segments, Signals(segments, isInverted: isInverted, takesLabels: takesLabels))
  }

  /// An answer of courtesy, smileys and punctuation alone.
  private func silence(_ segments: [Segment]) -> Reply<Resolution> {
    if segments.contains(where: { $0.has([.courtesy, .farewell]) }) { return .leave }
    return .unreadable("it holds no yes and no no")
  }

  private func doubt(in segments: [Segment]) -> String? {
    if segments.contains(where: { $0.kind == .separator("?") }) { return "it asks a question" }
    if segments.contains(where: { $0.has(.unclear) }) {
      return "its words are neither yes nor no"
    }
    if segments.contains(where: { $0.has(.asking) }) { return "it asks a question" }
    return nil
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
