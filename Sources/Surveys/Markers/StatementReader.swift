import Conversations

/// Reads the values that a statement's groups hold.
struct StatementReader {
  let marker: Marker
  let vocabulary: Vocabulary
  let folded: FoldedText

  /// Returns the values of a match, given how its groups are called.
  func values(of groups: [Range<Int>?], named group: (String) -> Int?) -> [Stated] {
    func range(_ name: String) -> Range<Int>? {
      group(name).flatMap { $0 < groups.count ? groups[$0] : nil }
    }
    var result: [Stated] = []
    if let place = range("resolved") {
      result.append(stated(.resolved, resolution(place), place))
    }
    if let place = range("rating") {
      var rating = stated(.rating, rating(place), place)
      rating.maximum = range("max").flatMap { Double(text($0)) }
      result.append(rating)
    }
    if let place = range("comment"), !segments(place).filter({ !$0.isSilent }).isEmpty {
      result.append(stated(.comment, .comment, place))
    }
    return result
  }

  private func stated(_ aspect: Aspect, _ value: Stated.Value, _ range: Range<Int>) -> Stated {
    Stated(marker: marker, aspect: aspect, value: value, range: range)
  }

  private func resolution(_ range: Range<Int>) -> Stated.Value {
    switch ResolutionGrammar(isInverted: marker.isInverted).read(segments(range)) {
    case .value(let value, _): .resolved(value)
    default: .unreadable
    }
  }

  private func rating(_ range: Range<Int>) -> Stated.Value {
    let grammar = RatingGrammar(frame: RatingFrame(takesThumbs: marker.scale == .thumbs))
    switch grammar.read(segments(range)) {
    case .value(let given, _): return .rating(given.value)
    default: return .unreadable
    }
  }

  private func segments(_ range: Range<Int>) -> [Segment] {
    let utterance = Utterance(
      FoldedText(bytes: Array(folded.bytes[range])), vocabulary: vocabulary)
    return utterance.segments(for: vocabulary.withCompanions(marker.languages))
  }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: folded.bytes[range], as: UTF8.self)
  }
}
