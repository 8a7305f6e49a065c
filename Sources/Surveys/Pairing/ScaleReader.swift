import Conversations

/// Finds the scale of a rating question: declared, in its text, in its choices, else 1–5.
struct ScaleReader {
  let languages: LanguageSet
  let vocabulary: Vocabulary

  /// Returns the scale of a question whose sentence stands at a range of its message.
  func scale(
    of marker: Marker, in folded: FoldedText, _ sentence: Range<Int>, _ options: [AnswerOption]
  ) -> Scale {
    if let declared = marker.scale, marker.measure != .recommendation { return declared }
    let near = segments(Array(folded.bytes[sentence]))
    let whole = segments(folded.bytes)
    if let ends = ends(in: near) ?? ends(in: whole) {
      let isRecommendation = marker.measure == .recommendation && ends == (0, 10)
      let isReversed = isReversed(whole, ends) && !isRecommendation
      return Scale(
        kind: isRecommendation ? .recommendation : .numbers, minimum: ends.0, maximum: ends.1,
        isReversed: isReversed)
    }
    if marker.measure == .recommendation { return marker.scale ?? .recommendation }
    return offered(options) ?? (drawsThumbs(whole) ? .thumbs : .oneToFive)
  }

  /// Whether a message offers a scale: its text names one, or its options are no yes and no.
  func isOffered(
    in folded: FoldedText, _ sentence: Range<Int>, _ options: [AnswerOption]
  ) -> Bool {
    let text = segments(folded.bytes)
    if ends(in: text) != nil || options.isEmpty && drawsThumbs(text) { return true }
    let isYesNo = options.contains { option in
      segments(option.label).contains { $0.has([.yes, .no]) && !$0.has([.like, .dislike]) }
    }
    return !isYesNo && offered(options) != nil
  }

  /// Whether a message names or offers a scale that ratings are usually given on, and no other options.
  func isUsual(in folded: FoldedText, _ options: [AnswerOption]) -> Bool {
    let named = ends(in: segments(folded.bytes))
    if let named, ![5, 10].contains(named.1) { return false }
    guard !options.isEmpty else { return named != nil }
    return offered(options)?.kind == .numbers
  }

  /// Whether a text says between which numbers of a usual scale something lies: "1-5", "out of 10".
  func namesUsualScale(in folded: FoldedText) -> Bool {
    guard folded.bytes.contains(where: { (0x30...0x39).contains($0) }) else { return false }
    let segments = segments(folded.bytes)
    // More numbers list what to choose from: "1 to 5: 1 Billing 2 Network".
    guard segments.count(where: \.isDigits) < 5 else { return false }
    let isRange = segments.indices.dropLast(2).contains { place in
      guard segments[place + 1].kind == .separator("-") || segments[place + 1].has([.vague, .and]),
        let lowest = value(at: place, segments), let highest = value(at: place + 2, segments)
      else { return false }
      return lowest < 2 && [5, 7, 10].contains(highest)
    }
    return isRange || outOf(segments).map { [5, 10].contains($0) } ?? false
  }

  private func segments(_ bytes: [UInt8]) -> [Segment] {
    Self.uncounted(
      Utterance(FoldedText(bytes: bytes), vocabulary: vocabulary).ownSegments(of: languages))
  }

  /// The segments without the count of questions that opens them: "2/3:", "Question 1 of 2 -".
  private static func uncounted(_ segments: [Segment]) -> [Segment] {
    guard
      let start = segments.prefix(3).firstIndex(where: \.isDigits), start + 3 < segments.count,
      segments[..<start].count(where: { !$0.isSeparator }) < 2,
      case .number(let count) = segments[start].kind,
      segments[start + 1].kind == .separator("/") || segments[start + 1].has(.outOf),
      case .number(let total) = segments[start + 2].kind, count >= 1, count <= total,
      segments[start + 3].isSeparator
    else { return segments }
    return Array(segments[(start + 3)...])
  }

  /// Whether a text shows a thumb up and a thumb down to choose from.
  private func drawsThumbs(_ segments: [Segment]) -> Bool {
    func isThumb(_ segment: Segment) -> Bool { segment.isSign || segment.tokens.count > 1 }
    return segments.contains { isThumb($0) && $0.has(.like) && !$0.has(.label) }
      && segments.contains { isThumb($0) && $0.has(.dislike) && !$0.has(.label) }
  }

  /// The lowest and the highest number of a text, where they can be a scale's.
  private func ends(in segments: [Segment]) -> (Double, Double)? {
    let others = otherRanges(in: segments)
    let digits = segments.indices.filter { !segments[$0].has(.number) && !others.contains($0) }
    let written = digits.compactMap { value(at: $0, segments) }
    let numbers =
      written.isEmpty ? segments.indices.compactMap { value(at: $0, segments) } : written
    guard let highest = numbers.max(), let lowest = numbers.min() else { return nil }
    if lowest == highest {
      return outOf(segments).map { (1, $0) }
    }
    guard lowest == 0 || lowest == 1, highest >= 2, highest <= 10 || highest == 100 || highest == 20
    else { return outOf(segments).map { (1, $0) } }
    return (lowest, highest)
  }

  /// The numbers beside a usual scale that are none of it: "1-5. We are open 9 to 6".
  private func otherRanges(in segments: [Segment]) -> Set<Int> {
    let ranges = segments.indices.dropLast(2).filter { place in
      (segments[place + 1].kind == .separator("-") || segments[place + 1].has(.vague))
        && value(at: place, segments) != nil && value(at: place + 2, segments) != nil
    }
    func ends(_ place: Int) -> (Double, Double) {
      (value(at: place, segments) ?? 0, value(at: place + 2, segments) ?? 0)
    }
    let tops = ranges.map(ends).filter { $0.0 < 2 && [5, 7, 10].contains($0.1) }.map(\.1)
    // "1-5 poor, 6-10 good" is one scale.
    guard !tops.isEmpty, !ranges.contains(where: { tops.contains(ends($0).0 - 1) }) else {
      return []
    }
    let inRanges = ranges.reduce(into: Set<Int>()) { $0.formUnion([$1, $1 + 2]) }
    let strays = segments.indices.filter {
      !inRanges.contains($0) && isStray($0, above: tops.max() ?? 0, segments)
    }
    return ranges.filter { ends($0).0 > 1 && ends($0).1 > 1 }
      .reduce(into: Set(strays)) { $0.formUnion([$1, $1 + 2]) }
  }

  /// Whether a number beyond a range has no label and so belongs to something else: "for case 8, from
  /// 1 to 5".
  private func isStray(_ place: Int, above top: Double, _ segments: [Segment]) -> Bool {
    guard let value = value(at: place, segments), value > top else { return false }
    // "24x7: rate us 1-5".
    let before = place > 0 ? segments[place - 1] : nil
    if let before, !segments[place].isSpaced, !before.isSeparator, !before.isDigits { return true }
    guard place + 1 < segments.count, case .separator(let sign) = segments[place + 1].kind else {
      return true
    }
    return !"=:()-–.>".unicodeScalars.contains(sign)
  }

  /// The number at a segment, unless it counts something.
  private func value(at place: Int, _ segments: [Segment]) -> Double? {
    let segment = segments[place]
    let next = place + 1 < segments.count ? segments[place + 1] : nil
    if let next, next.has(.counted), !next.has(.stars) { return nil }
    if case .number(let value) = segment.kind { return abs(value) }
    guard segment.has(.number), segment.numbers.count == 1 else { return nil }
    return segment.numbers[0]
  }

  /// "out of 10", "/5", "10 में से".
  private func outOf(_ segments: [Segment]) -> Double? {
    for place in segments.indices {
      let joint = segments[place]
      let following = place + 1 < segments.count ? value(at: place + 1, segments) : nil
      if joint.has(.outOf) || joint.kind == .separator("/"), let following, following >= 2,
        following <= 100
      {
        return following
      }
      if joint.has(.from), place > 0, let before = value(at: place - 1, segments), before >= 2,
        before <= 100
      {
        return before
      }
    }
    return nil
  }

  /// Whether the text says that the lowest number is the best.
  private func isReversed(_ segments: [Segment], _ ends: (Double, Double)) -> Bool {
    var lowest: Bool?
    var highest: Bool?
    for place in segments.indices {
      guard case .number(let value) = segments[place].kind,
        let praise = praise(after: place, segments)
      else { continue }
      if value == ends.0 { lowest = lowest ?? praise }
      if value == ends.1 { highest = highest ?? praise }
    }
    if lowest == nil, highest == nil { return isReversedBefore(segments, ends) }
    return lowest == true && highest != true || highest == false && lowest != false
  }

  /// Whether the words before both numbers say so: "the best is 1 and the worst is 5".
  private func isReversedBefore(_ segments: [Segment], _ ends: (Double, Double)) -> Bool {
    func praise(before value: Double) -> Bool? {
      for place in segments.indices.dropFirst(2) where segments[place].kind == .number(value) {
        guard !segments[place - 1].has(.remark) else { continue }
        if let praise = mood(of: [segments[place - 2]]) { return praise }
      }
      return nil
    }
    if praise(before: ends.0) == true, praise(before: ends.1) == false { return true }
    return isSaid(of: ends.0, isBest: true, segments) || isSaid(of: ends.1, isBest: false, segments)
  }

  /// Whether a superlative says it of one number alone: "the highest being 1".
  private func isSaid(of value: Double, isBest: Bool, _ segments: [Segment]) -> Bool {
    segments.indices.dropFirst(2).contains { place in
      guard segments[place].kind == .number(value), segments[place - 1].has(.filler),
        !segments[place - 1].has(.remark), !opensRange(place, segments)
      else { return false }
      let word = segments[place - 2]
      return word.has(.questionWord) && mood(of: [word]) == isBest
    }
  }

  /// Whether a number is the first of a range: "how satisfied are you, 1-5".
  private func opensRange(_ place: Int, _ segments: [Segment]) -> Bool {
    place + 2 < segments.count && !segments[place + 1].has(.and) && segments[place + 2].isDigits
  }

  /// Whether a number only counts the questions of a message: "1. Was it solved? 2. Rate us 1-5".
  private func numbersQuestion(_ place: Int, _ segments: [Segment]) -> Bool {
    guard place + 1 < segments.count, case .separator(let sign) = segments[place + 1].kind,
      ".):".unicodeScalars.contains(sign)
    else { return false }
    let end = segments[(place + 2)...].first {
      $0.isDigits || $0.kind == .lineBreak || $0.kind == .separator("?")
    }
    return end?.kind == .separator("?")
  }

  /// Whether the words that belong to a number praise (true) or blame (false).
  private func praise(after place: Int, _ segments: [Segment]) -> Bool? {
    if numbersQuestion(place, segments) || closesRange(place, segments) { return nil }
    // "1 to 5": one word between two numbers joins them, whatever else it means.
    if place + 2 < segments.count, segments[place + 2].isDigits { return nil }
    let anchor = anchor(after: place, segments)
    guard let word = anchor.firstIndex(where: { praise($0) != nil }),
      let praise = praise(anchor[word])
    else { return nil }
    // "1) was your problem solved and 2) your rating" numbers what it asks.
    let isListed = [.separator(")"), .separator(".")].contains(segments[place + 1].kind)
    if isListed, anchor[word].labels.isEmpty, anchor[word].has([.solved, .unsolved]) { return nil }
    // Hindi and Turkish deny behind the word, English before it.
    let isDenied = anchor.enumerated().contains {
      $1.has([.negation, .no]) && ($0 != word || $1.labels.isEmpty && !$1.has([.unsolved, .worse]))
    }
    guard isDenied else { return praise }
    // "5 = not bad" says nothing.
    return praise ? false : nil
  }

  /// The words between a number and what ends their clause: "= not at all satisfied".
  private func anchor(after place: Int, _ segments: [Segment]) -> [Segment] {
    var words: [Segment] = []
    for segment in segments[(place + 1)...].prefix(8) {
      switch segment.kind {
      case .separator(let sign):
        let links = "=-:()>.".unicodeScalars.contains(sign)
        if !links || words.contains(where: { praise($0) != nil }) { return words }
      case .number, .lineBreak: return words
      default:
        // "1 è ottimo": folded, the Italian words for is and and are one.
        let joins = segment.has(.and) && !segment.has(.copula)
        if joins || segment.has(.number) { return words }
        words.append(segment)
      }
    }
    return words
  }

  /// Whether a word praises (true) or blames (false).
  private func praise(_ segment: Segment) -> Bool? {
    if let label = segment.labels.first { return label == 3 ? nil : label > 3 }
    if segment.has([.like, .solved, .better]) { return true }
    if segment.has([.dislike, .unsolved, .worse]) { return false }
    return nil
  }

  /// Whether a number ends a range, which the words behind it do not explain: "1-5 rate maadi".
  private func closesRange(_ place: Int, _ segments: [Segment]) -> Bool {
    guard place > 1, place + 1 < segments.count, segments[place - 2].isDigits,
      !segments[place + 1].isSeparator
    else { return false }
    // "1-5 where 1 is highest": the 5 before it ends the range.
    if place > 3, segments[place - 4].isDigits { return false }
    let joint = segments[place - 1]
    return joint.isSeparator ? joint.kind == .separator("-") : praise(joint) == nil
  }

  /// The scale that the choices make.
  private func offered(_ options: [AnswerOption]) -> Scale? {
    let rated = options.filter { !isRefusal($0) }
    guard rated.count > 1 else { return nil }
    let read = rated.map { segments($0.label) }
    if rated.count == 2 {
      let up = read.contains { $0.contains { isGood($0) } }
      let down = read.contains { $0.contains { isBad($0) } }
      if up, down { return .thumbs }
    }
    let numbers = rated.enumerated().compactMap { place, option in
      option.value.flatMap { number(segments($0)) } ?? option.number.map(Double.init)
        ?? number(read[place])
    }
    if numbers.count == rated.count, let lowest = numbers.min(), let highest = numbers.max(),
      lowest < highest
    {
      let isOneToFive = lowest >= 1 && highest == 5
      let best = numbers.firstIndex(of: lowest).flatMap { mood(of: read[$0]) }
      let worst = numbers.firstIndex(of: highest).flatMap { mood(of: read[$0]) }
      return Scale(
        minimum: isOneToFive ? 1 : lowest, maximum: highest,
        isReversed: best == true && worst == false)
    }
    return Scale(kind: .steps, minimum: 1, maximum: Double(rated.count))
  }

  /// Whether a label praises (true) or blames (false).
  private func mood(of label: [Segment]) -> Bool? {
    guard !label.contains(where: { $0.has(.negation) }) else { return nil }
    for segment in label {
      if segment.labels.first == 3 { return nil }
      if let praise = praise(segment) { return praise }
    }
    return nil
  }

  private func isRefusal(_ option: AnswerOption) -> Bool {
    let segments = self.segments(option.label)
    return segments.contains { $0.has([.refusal, .noThanks]) }
  }

  private func isGood(_ segment: Segment) -> Bool {
    segment.has(.like) || segment.labels == [4]
  }

  private func isBad(_ segment: Segment) -> Bool {
    segment.has(.dislike) || segment.labels == [2]
  }

  private func number(_ segments: [Segment]) -> Double? {
    let found = NumberFinder.numbers(in: segments, isComma: false)
    guard found.count == 1 else { return nil }
    switch found[0].value {
    case .number(let value): return value
    case .ratio(let value, _): return value
    default: return nil
    }
  }
}
