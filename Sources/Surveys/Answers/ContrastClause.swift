/// What a word of contrast limits an answer by.
struct ContrastClause {
  private let rest: [Segment]

  /// Takes what stands behind the word, up to the next clause; before it, where it ends its clause:
  /// "it took long though".
  init(at place: Int, in segments: [Segment]) {
    func isEnd(_ segment: Segment) -> Bool { segment.isSeparator || segment.has(.contrast) }
    var end = place + 1
    while end < segments.count, !isEnd(segments[end]) { end += 1 }
    var start = place + 1
    if start == end {
      start = place
      while start > 0, !isEnd(segments[start - 1]) { start -= 1 }
      end = place
    }
    rest = Array(segments[start..<end])
  }

  /// Whether it only complains of how long it took or of manners, and takes nothing back.
  var isComplaint: Bool {
    rest.contains { $0.has(.delay) }
      && !rest.contains {
        $0.has([
          .yes, .no, .echoNo, .negation, .unsolved, .still, .trouble, .solved, .partly, .unclear,
          .request, .asking, .vague, .refusal, .over,
        ]) && !$0.has([.filler, .delay])
      } && rest.count { $0.kind == .unknown } < 3
  }
}
