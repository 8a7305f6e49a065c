/// Tells whether the words behind a number speak of one who helped, and so count nothing.
struct HelperPraise {
  /// The answer's.
  let segments: [Segment]

  /// Whether the number opens its clause and the words behind it speak of one who helped: "4 agent
  /// was polite"; of a name only where a good rating goes with praise: "5 Riya was great".
  func follows(_ value: Double, from start: Int, to next: Int) -> Bool {
    guard value != 1, start == 0 || segments[start - 1].isSeparator, next + 1 < segments.count,
      segments[next].isSpaced
    else { return false }
    let clause = segments[next...].prefix { !$0.isSeparator }
    let isHelper = clause.prefix(2).contains { $0.has(.helper) }
    let isSaid = clause.dropFirst().contains { $0.has(.ofOne) }
    guard isHelper || value > 3 && segments[next].kind == .unknown, clause.count < 10,
      isSaid || isHelper && clause.count < 5, clause.contains(where: judges),
      !clause.contains(where: { segment in
        segment.isDigits || segment.has(.number) && !segment.has([.filler, .lead, .tail])
          || segment.has(.counted) && !segment.has(.helper)
          || segment.has([.contrast, .request])
      })
    else { return false }
    let praises = clause.contains { segment in
      segment.has([.better, .praise, .solved, .like]) || segment.labels.contains { $0 > 3 }
    }
    return isHelper || praises && !clause.contains { $0.has([.negation, .worse, .unsolved]) }
  }

  /// Whether a word praises or blames.
  private func judges(_ segment: Segment) -> Bool {
    segment.has([.better, .worse, .praise, .label, .like, .delay, .assent])
      || segment.has(.solved) && (segment.has(.ofOne) || segment.tokens.count > 1)
  }

  /// Whether a name with a title stands there of which the answer speaks: "5 Meera ji was helpful".
  func isOfName(at place: Int) -> Bool {
    guard segments[place].kind == .unknown, segments[place].isSpaced, place + 2 < segments.count,
      segments[place + 1].has(.courtesy), !segments[place + 1].has(.thanks),
      !segments[place + 1].isSign
    else { return false }
    let rest = segments[(place + 2)...].prefix { !$0.isSeparator }
    return rest.contains { $0.has([.better, .worse, .praise, .label, .solved]) }
      && !rest.contains {
        $0.has([.negation, .unsolved]) || $0.kind == .unknown && $0.has(.counted)
      }
  }
}
