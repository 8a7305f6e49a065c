import Conversations

/// Reads what the options of a rating question stand for.
struct StepReader {
  let asked: Asked
  let vocabulary: Vocabulary

  /// Returns what each option stands for, in their order.
  func steps() -> [AnswerStep] {
    let read = asked.options.map { segments($0.label) }
    let declared = asked.options.map { self.declared($0) }
    let isRated = zip(asked.options, read).map { !isRefusal($0.1) }
    let count = isRated.filter { $0 }.count
    let labels = read.map { label(in: $0) }
    let allLabels = zip(labels, isRated).allSatisfy { $0.0 != nil || !$0.1 }
    // Among numbers, words are none of the steps: "1, 2, 3, 4, 5, close without a rating".
    let isNumbered =
      zip(asked.options, read).count { $0.number != nil || number(in: $1) != nil } > 1
    let isReversed = goesDown(zip(read, isRated).filter { $0.1 }.map(\.0))
    var place = 0
    return asked.options.indices.map { index in
      if let declared = declared[index] { return AnswerStep(meaning: declared) }
      guard isRated[index] else { return AnswerStep(meaning: .refusal) }
      defer { place += 1 }
      if asked.scale.kind == .thumbs { return AnswerStep(meaning: thumb(in: read[index])) }
      if let number = asked.options[index].number {
        return AnswerStep(meaning: .number(Double(number)))
      }
      if let number = number(in: read[index]) { return AnswerStep(meaning: .number(number)) }
      if allLabels, let label = labels[index] {
        return AnswerStep(meaning: .label(label), isReversed: isReversed == true)
      }
      guard let isReversed, !isNumbered else { return AnswerStep(meaning: .unknown) }
      return AnswerStep(
        meaning: .place(isReversed ? count - 1 - place : place, of: count), isReversed: isReversed)
    }
  }

  /// Whether the options are steps of a scale; numbered reasons to choose from are none, as where
  /// the first one praises and the last one does not blame.
  var isScale: Bool {
    let numbered = asked.options.filter { $0.number != nil && !$0.label.isEmpty }
    guard numbered.count > 2, numbered.count == asked.options.count else { return true }
    let read = numbered.map { segments($0.label) }
    guard read.first.flatMap(mood) == true else { return true }
    let goesDown = (numbered.first?.number ?? 0) > (numbered.last?.number ?? 0)
    return goesDown || read.last.flatMap(mood) == false
  }

  private func segments(_ bytes: [UInt8]) -> [Segment] {
    Utterance(FoldedText(bytes: bytes), vocabulary: vocabulary).segments(for: asked.languages)
  }

  private func declared(_ option: AnswerOption) -> AnswerStep.Meaning? {
    for choice in asked.marker.choices {
      let label = Array(choice.label.utf8)
      guard label == option.label || label == option.value else { continue }
      return choice.value == "skip" ? .refusal : Double(choice.value).map { .number($0) }
    }
    guard let value = option.value, asked.scale.kind != .thumbs else { return nil }
    return number(in: segments(value)).map { .number($0) }
  }

  private func isRefusal(_ segments: [Segment]) -> Bool {
    segments.contains { $0.has([.refusal, .noThanks]) }
  }

  private func number(in segments: [Segment]) -> Double? {
    let found = NumberFinder.numbers(in: segments, isComma: false)
    guard found.count == 1 else { return nil }
    switch found[0].value {
    case .number(let value): return value
    case .ratio(let value, _): return value
    default: return nil
    }
  }

  private func label(in segments: [Segment]) -> Int? {
    let spoken = segments.filter { !$0.isSilent && !$0.has(.lead) }
    guard spoken.count == 1, spoken[0].labels.count == 1 else { return nil }
    return spoken[0].labels[0]
  }

  private func thumb(in segments: [Segment]) -> AnswerStep.Meaning {
    let isUp = segments.contains { $0.has(.like) || $0.labels.contains { $0 > 3 } }
    let isDown = segments.contains { $0.has(.dislike) || $0.labels.contains { $0 < 3 } }
    return isUp == isDown ? .unknown : .thumb(isUp: isUp)
  }

  /// Whether the options go from best to worst; nil where their ends contradict that they are in
  /// any order.
  private func goesDown(_ read: [[Segment]]) -> Bool? {
    guard let first = read.first.flatMap(mood), read.count > 1 else {
      return read.last.flatMap(mood) == false ? nil : false
    }
    let last = read.last.flatMap(mood)
    if first { return last == false ? true : nil }
    return last == false ? nil : false
  }

  /// Whether an option praises (true) or blames (false), where its words tell.
  private func mood(_ segments: [Segment]) -> Bool? {
    let isNegated = segments.contains { $0.has(.negation) }
    for segment in segments {
      if let label = segment.labels.first, label != 3 { return (label > 3) != isNegated }
      if segment.has([.like, .solved, .better]) { return !isNegated }
      if segment.has([.dislike, .unsolved, .worse]) { return isNegated }
    }
    return nil
  }
}
