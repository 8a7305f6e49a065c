import Conversations

/// Reads a user's message as the answer to one question.
struct AnswerReader {
  let vocabulary: Vocabulary

  /// Returns what a message says to a resolution question.
  func resolution(
    _ utterance: Utterance, of message: Message, to asked: Asked
  ) -> Reply<Resolution> {
    guard message.choiceValue == nil else { return readResolution(utterance, message, asked) }
    return utterance.resolutions.reply(to: asked) { readResolution(utterance, message, asked) }
  }

  /// Returns what a message says to a rating question, on 1–5.
  func rating(
    _ utterance: Utterance, of message: Message, to asked: Asked
  ) -> Reply<ConvertedRating> {
    guard message.choiceValue == nil else { return readRating(utterance, message, asked) }
    return utterance.ratings.reply(to: asked) { readRating(utterance, message, asked) }
  }

  private func readResolution(
    _ utterance: Utterance, _ message: Message, _ asked: Asked
  ) -> Reply<Resolution> {
    let segments = Self.answering(utterance.segments(for: asked.languages))
    if let declared = declared(utterance, segments, message, asked) {
      if declared == "skip" { return .refusal }
      if let value = Resolution(rawValue: declared) {
        return .value(value, Self.spokenTokens(segments, of: utterance))
      }
    }
    if let place = chosen(utterance, segments, message, asked) {
      return resolution(of: place, asked, read: Self.spokenTokens(segments, of: utterance))
    }
    let reply = ResolutionGrammar(isInverted: asked.marker.isInverted).read(segments)
    guard case .unreadable = reply, let verb = asked.verb else { return reply }
    return VerbEcho(verb: verb, isInverted: asked.marker.isInverted).read(segments, of: utterance)
      ?? reply
  }

  private func readRating(
    _ utterance: Utterance, _ message: Message, _ asked: Asked
  ) -> Reply<ConvertedRating> {
    let segments = Self.answering(utterance.segments(for: asked.languages))
    let stepReader = StepReader(asked: asked, vocabulary: vocabulary)
    let steps = asked.options.isEmpty ? [] : stepReader.steps()
    guard steps.isEmpty || stepReader.isScale else {
      return .unreadable("its numbers name reasons, and are no scale")
    }
    let conversion = RatingConversion(scale: asked.scale, steps: steps)
    if let declared = declared(utterance, segments, message, asked) {
      if declared == "skip" { return .refusal }
      if let number = Double(declared), let rating = conversion.rating(.number(number)) {
        return .value(rating, Self.spokenTokens(segments, of: utterance))
      }
    }
    if let place = chosen(utterance, segments, message, asked) {
      if steps[place].meaning == .refusal { return .refusal }
      guard let rating = conversion.rating(.choice(place)) else {
        return .unreadable("the option's place on the scale is not known")
      }
      return .value(rating, Self.spokenTokens(segments, of: utterance))
    }
    let isComma = !asked.languages.isDisjoint(with: vocabulary.commaLanguages)
    let frame = RatingFrame(takesThumbs: asked.scale.kind == .thumbs, isComma: isComma)
    switch RatingGrammar(frame: frame).read(segments) {
    case .refusal: return .refusal
    case .leave: return .leave
    case .unreadable(let why): return .unreadable(why)
    case .value(let given, let tokens):
      guard let rating = conversion.rating(given.value) else {
        return .unreadable("it is off the scale")
      }
      return .value(rating, tokens)
    }
  }

  /// The segments without lines that quote, and without the labels of a filled-in form.
  static func answering(_ segments: [Segment]) -> [Segment] {
    guard
      segments.contains(where: {
        $0.kind == .separator(">") || $0.kind == .lineBreak || isLabel($0)
      })
    else { return segments }
    var result: [Segment] = []
    var isQuoting = false
    var labelEnd = 0
    for (place, segment) in segments.enumerated() {
      let opensLine = place == 0 || segments[place - 1].kind == .lineBreak
      if opensLine { isQuoting = segment.kind == .separator(">") }
      labelEnd = max(labelEnd, formLabelEnd(at: place, segments, opensLine: opensLine))
      if !isQuoting, place >= labelEnd { result.append(segment) }
    }
    return result
  }

  /// Where the label of a filled-in form ends that begins at a segment, with what stands in brackets
  /// behind it: "Rating (1-5):"; the segment itself where none begins there. One that opens a line
  /// of several may also end in a question mark.
  private static func formLabelEnd(
    at place: Int, _ segments: [Segment], opensLine: Bool
  ) -> Int {
    let opensLine = opensLine && segments.contains { $0.kind == .lineBreak }
    let words = opensLine ? labelWords(from: place, segments) : 0
    guard isLabel(segments[place]) || words > 0 else { return place }
    var end = place + max(words, 1)
    var isLabelled = false
    while end < segments.count, case .separator(let sign) = segments[end].kind {
      switch sign {
      case ":", "=": isLabelled = true
      case "?" where opensLine: isLabelled = true
      case "(":
        guard
          let close = segments[end...].prefix(14).firstIndex(where: { $0.kind == .separator(")") })
        else { return isLabelled ? end : place }
        end = close
      default: return isLabelled ? end : place
      }
      end += 1
    }
    return isLabelled && end < segments.count && segments[end].kind != .lineBreak ? end : place
  }

  /// How many words of a line name a field of a survey's form: "Score for our help (1-5):".
  private static func labelWords(from place: Int, _ segments: [Segment]) -> Int {
    let words = segments[place...].prefix(7).prefix {
      !$0.isSeparator && !$0.isDigits && $0.kind != .lineBreak
    }
    let names = words.contains { isLabel($0) || $0.has([.solved, .trouble, .hint, .service]) }
    return names ? words.count : 0
  }

  /// The tokens from the first to the last that say something; all where none does.
  private static func spokenTokens(_ segments: [Segment], of utterance: Utterance) -> Range<Int> {
    let spoken = segments.filter { !$0.isSilent }
    guard let first = spoken.first, let last = spoken.last else {
      return 0..<utterance.tokens.count
    }
    return first.tokens.lowerBound..<last.tokens.upperBound
  }

  private static func isLabel(_ segment: Segment) -> Bool {
    segment.has([.resolvedField, .ratingField, .commentField])
  }

  /// What the marker itself declares for a message's words or value.
  private func declared(
    _ utterance: Utterance, _ segments: [Segment], _ message: Message, _ asked: Asked
  ) -> String? {
    guard !asked.marker.choices.isEmpty else { return nil }
    let spoken = segments.filter { !$0.isSilent }
      .flatMap { utterance.folded.bytes[utterance.bytes(of: $0.tokens)] }
    let texts = [
      Self.letters(utterance.folded.bytes), Self.letters(spoken),
      message.choiceValue.map { Self.letters(Array($0.lowercased().utf8)) } ?? [],
    ]
    return asked.marker.choices.first {
      let label = Self.letters(Array($0.label.utf8))
      return !label.isEmpty && texts.contains(label)
    }?.value
  }

  /// The place of the option that a message taps or names, or nil.
  private func chosen(
    _ utterance: Utterance, _ segments: [Segment], _ message: Message, _ asked: Asked
  ) -> Int? {
    guard !asked.options.isEmpty else { return nil }
    let spokenText = segments.filter { !$0.isSilent }
      .flatMap { utterance.folded.bytes[utterance.bytes(of: $0.tokens)] }
    for text in [Self.letters(utterance.folded.bytes), Self.letters(spokenText)]
    where !text.isEmpty {
      let same = asked.options.indices.filter {
        Self.wordings(of: asked.options[$0]).contains(text)
      }
      if same.count == 1 { return same[0] }
    }
    if let value = message.choiceValue {
      let folded = Self.letters(Array(value.lowercased().utf8))
      if let place = asked.options.firstIndex(where: { $0.value.map(Self.letters) == folded }) {
        return place
      }
    }
    guard asked.aspect == .resolved || asked.scale.kind == .steps else { return nil }
    var spoken = segments.filter { !$0.isSilent }[...]
    // "2번": what counts options is written at the number.
    if spoken.count > 1, let last = spoken.last, !last.isSpaced, last.has([.counted, .stars]) {
      spoken.removeLast()
    }
    let before = spoken.dropLast()
    guard before.count < 4, before.allSatisfy({ $0.has([.lead, .filler]) && !$0.has(.negation) }),
      case .number(let number)? = spoken.last?.kind
    else { return nil }
    return asked.options.firstIndex { $0.number.map(Double.init) == number }
  }

  /// What a message may hold that names an option: its wording, with and without its number, and
  /// its value.
  private static func wordings(of option: AnswerOption) -> [[UInt8]] {
    let label = letters(option.label)
    let numbered = option.number.map { Array("\($0)".utf8) + label }
    return [label, numbered, option.value.map(letters)].compactMap { $0 }
  }

  /// A text without white space and ASCII punctuation, so that "5 - Good" is "5: good".
  private static func letters(_ bytes: [UInt8]) -> [UInt8] {
    bytes.filter { $0 >= 0x80 || (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }
  }

  private func resolution(
    of place: Int, _ asked: Asked, read: Range<Int>
  ) -> Reply<Resolution> {
    let option = asked.options[place]
    for choice in asked.marker.choices {
      let label = Array(choice.label.utf8)
      guard label == option.label || label == option.value else { continue }
      if choice.value == "skip" { return .refusal }
      if let value = Resolution(rawValue: choice.value) { return .value(value, read) }
    }
    let meaning = OptionMeaning(isInverted: asked.marker.isInverted)
    let others = asked.options.enumerated().filter { $0.offset != place }.map(\.element.label)
    let other = others.count == 1 ? segments(of: others[0], asked) : nil
    for wording in [option.value, option.label].compactMap({ $0 }) {
      switch meaning.read(segments(of: wording, asked), beside: other) {
      case .value(let value, _): return .value(value, read)
      case .refusal: return .refusal
      case .leave, .unreadable: continue
      }
    }
    return .unreadable("the option's wording is neither yes nor no")
  }

  private func segments(of wording: [UInt8], _ asked: Asked) -> [Segment] {
    Utterance(FoldedText(bytes: wording), vocabulary: vocabulary).segments(for: asked.languages)
  }
}
