/// A plain no that is the whole first clause of an answer.
struct OpeningNo {
  /// The clause.
  let segments: [Segment]
  /// What stands after it.
  private let rest: ArraySlice<Segment>

  /// Finds it; nil where the first clause says anything else.
  init?(_ segments: [Segment]) {
    let opening = segments.prefix { !$0.isSeparator }
    let spoken = opening.filter { !$0.isSilent }
    guard spoken.contains(where: { $0.has([.no, .unsolved]) }),
      spoken.allSatisfy({
        $0.has([.no, .echoNo, .unsolved, .still, .trouble, .filler])
          && !$0.has([.yes, .asking, .unclear, .partly, .refusal, .over])
      }), opening.endIndex < segments.count,
      segments[opening.endIndex].kind != .separator("?")
    else { return nil }
    self.segments = Array(opening)
    rest = segments[opening.endIndex...]
  }

  /// Whether it goes on with a question or a request of the user's own, or with what others said, and
  /// nothing that takes it back: "no, when will it be done?", "nahi hua, pata nahi kab hoga".
  var isFollowedByAsking: Bool {
    guard let asking = rest.firstIndex(where: { $0.has([.asking, .request, .hearsay]) }) else {
      return false
    }
    let taken: WordClass = [
      .yes, .over, .partly, .refusal, .noThanks, .vague, .correction, .assent,
    ]
    return rest.indices.allSatisfy { place in
      let segment = rest[place]
      if segment.has(.unclear), !segment.has([.asking, .hearsay]) { return place < asking }
      return !segment.has(taken) || segment.has([.filler, .asking])
    }
  }
}
