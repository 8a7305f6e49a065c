/// Reads labels that a rating question lists without numbers: "Poor, fair, good or excellent".
struct WordedOptions {
  let languages: LanguageSet
  let vocabulary: Vocabulary

  /// Returns the labels of the longest list of a text, in order; none where there is no list.
  func options(in bytes: [UInt8]) -> [AnswerOption] {
    let utterance = Utterance(FoldedText(bytes: bytes), vocabulary: vocabulary)
    let segments = utterance.ownSegments(of: languages)
    var best: [AnswerOption] = []
    var run: [AnswerOption] = []
    for item in items(of: segments) {
      if let label = label(of: item, opens: run.isEmpty) {
        run.append(option(label, utterance))
      } else {
        run = []
      }
      if run.count > best.count { best = run }
    }
    return best.count > 2 ? best : []
  }

  private func option(_ label: ArraySlice<Segment>, _ utterance: Utterance) -> AnswerOption {
    let first = label.first?.tokens.lowerBound ?? 0
    let last = label.last?.tokens.upperBound ?? first
    return AnswerOption(
      label: Array(utterance.folded.bytes[utterance.bytes(of: first..<last)]), number: nil,
      value: nil, isTapped: false)
  }

  /// What stands between commas, strokes, brackets, line ends and the word for or.
  private func items(of segments: [Segment]) -> [ArraySlice<Segment>] {
    segments.split(whereSeparator: { $0.isSeparator || $0.has(.or) })
  }

  /// The segments of an item that are a label; of the first one the last word, since the question
  /// may stand before it: "was it good, okay or bad".
  private func label(of item: ArraySlice<Segment>, opens: Bool) -> ArraySlice<Segment>? {
    let spoken = item.filter { !$0.has(.smiley) }
    guard let last = spoken.last, isLabel(last) else { return nil }
    if spoken.count <= 2, spoken.dropLast().allSatisfy({ $0.has([.intensifier, .negation]) }) {
      return spoken[...]
    }
    return opens ? spoken.suffix(1) : nil
  }

  private func isLabel(_ segment: Segment) -> Bool {
    segment.has([.label, .praise, .better, .worse])
      || segment.has(.assent) && !segment.has([.filler, .yes, .no])
  }
}
