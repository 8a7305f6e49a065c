import Conversations

/// Reads what an option of a resolution question stands for: "if yes", "press for yes".
struct OptionMeaning {
  /// Whether the question asks for the opposite.
  let isInverted: Bool

  private static let polar: WordClass = [.yes, .no, .echoYes, .echoNo, .solved, .unsolved]

  /// Returns what an option says, with the other one where the question offers two.
  func read(_ segments: [Segment], beside other: [Segment]?) -> Reply<Resolution> {
    let reply = strict(segments)
    guard case .unreadable = reply else { return reply }
    if let said = plain(segments) { return value(said) }
    guard let other, Self.isCondition(segments) else { return reply }
    // "1 if so, 2 if not": the one is what the other is not.
    if let said = plain(other) ?? sense(of: strict(other)) { return value(!said) }
    guard Self.isCondition(other), Self.isNegated(segments) != Self.isNegated(other) else {
      return reply
    }
    return value(!Self.isNegated(segments))
  }

  private func strict(_ segments: [Segment]) -> Reply<Resolution> {
    ResolutionGrammar(isInverted: isInverted, takesLabels: true).read(Self.meaning(of: segments))
  }

  private func value(_ saysYes: Bool) -> Reply<Resolution> {
    .value(saysYes == isInverted ? .no : .yes, 0..<0)
  }

  private func sense(of reply: Reply<Resolution>) -> Bool? {
    switch reply.value {
    case .yes: !isInverted
    case .no: isInverted
    case .partly, nil: nil
    }
  }

  /// Whether the only plain word of an option is a yes or a no: "dabayein haan ke liye".
  private func plain(_ segments: [Segment]) -> Bool? {
    let words = segments.filter { $0.has([.yes, .no]) }
    let doubts: WordClass = [
      .partly, .unclear, .still, .solved, .unsolved, .over, .trouble, .request, .refusal, .noThanks,
      .label, .like, .dislike, .echoNo,
    ]
    guard let first = words.first, !first.has(.yes) || !first.has(.no),
      words.allSatisfy({ $0.has(.yes) == first.has(.yes) }),
      segments.allSatisfy({ segment in
        segment.has([.yes, .no]) || !segment.has(doubts) && !segment.has(.negation)
      }), !first.has([.partly, .unclear])
    else { return nil }
    return first.has(.yes)
  }

  /// Whether an option says nothing but if or if not: "if so", "না হলে".
  static func isCondition(_ segments: [Segment]) -> Bool {
    segments.contains { $0.has([.contrast, .negation]) }
      && segments.allSatisfy {
        $0.isSeparator || $0.has([.contrast, .negation, .filler, .echoNo, .echoYes])
      }
  }

  /// Whether an option holds a not.
  static func isNegated(_ segments: [Segment]) -> Bool {
    segments.contains { $0.has([.negation, .echoNo]) }
  }

  /// What an option's wording says without the words that tie it to its number: "if yes".
  private static func meaning(of segments: [Segment]) -> [Segment] {
    // "1 for yes or 2 for no": the or belongs to both.
    let isJoined = segments.last.map { $0.has([.or, .and]) && !$0.has(polar) } ?? false
    let segments = isJoined ? Array(segments.dropLast()) : segments
    guard segments.contains(where: { $0.has(.contrast) }) || segments.count == 2,
      segments.contains(where: { $0.has(polar) })
    else { return segments }
    let meant = segments.filter {
      !$0.has([.contrast, .filler, .or, .asking, .counted]) && $0.kind != .unknown || $0.has(polar)
    }
    // One word is both *if* and *yes*: "1 si sí, 2 si no".
    let isIf = meant.count == 2 && meant[0].has(.yes) && meant[0].has(.questionWord)
    return isIf ? [meant[1]] : meant
  }
}
