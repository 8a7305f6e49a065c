import Conversations

/// Reads what a question offers: its choices to tap, and the options that its text lists.
struct OptionReader {
  let languages: LanguageSet
  let vocabulary: Vocabulary

  /// Returns the options of a question in order; those to tap where there are any, with the
  /// numbers that the text gives them. `takesWords`: labels that the text lists without numbers
  /// count as well.
  func options(
    in folded: FoldedText, from start: Int, choices: [Message.Choice], folder: TextFolder,
    takesWords: Bool
  ) -> [AnswerOption] {
    let listed = listed(in: Array(folded.bytes[start...]), takesWords: takesWords)
    guard !choices.isEmpty else { return listed }
    return choices.prefix(20).map { choice in
      let (number, label) = numbered(folder.fold(choice.label[...]).bytes)
      let value = choice.value.map { folder.fold($0[...]).bytes }
      let named = listed.first { $0.label == label }?.number
      return AnswerOption(label: label, number: number ?? named, value: value, isTapped: true)
    }
  }

  /// A choice such as "2. No" or "5 - Excellent": its number and its wording.
  private func numbered(_ bytes: [UInt8]) -> (Int?, [UInt8]) {
    let tokens = Tokenizer.tokens(of: bytes)
    guard case .number(let value)? = tokens.first?.kind, value >= 0, value <= 100, tokens.count > 2,
      case .sign(let sign) = tokens[1].kind, "=.):-]".unicodeScalars.contains(sign),
      tokens[2].kind == .word
    else { return (nil, trimmed(bytes, tokens[...])) }
    return (Int(value), trimmed(bytes, tokens[2...]))
  }

  /// The bytes from the first to the last of some tokens that are no punctuation.
  private func trimmed(_ bytes: [UInt8], _ tokens: ArraySlice<Token>) -> [UInt8] {
    let kept = tokens.filter {
      if case .sign(let sign) = $0.kind { !sign.isASCII } else { $0.kind != .lineBreak }
    }
    guard let first = kept.first, let last = kept.last else { return [] }
    return Array(bytes[first.range.lowerBound..<last.range.upperBound])
  }

  /// Options that the text lists with numbers, "1 = Yes, 2 = No" or "Yes - 1, No - 2", else by
  /// their labels alone, "good, okay or bad".
  private func listed(in bytes: [UInt8], takesWords: Bool) -> [AnswerOption] {
    let numbered = numbered(in: bytes)
    guard numbered.isEmpty else { return numbered }
    let lettered = lettered(in: bytes)
    guard lettered.isEmpty, takesWords else { return lettered }
    return WordedOptions(languages: languages, vocabulary: vocabulary).options(in: bytes)
  }

  /// Options that the text lists with letters: "A) Yes B) No"; the letter is their value.
  private func lettered(in bytes: [UInt8]) -> [AnswerOption] {
    let tokens = Tokenizer.tokens(of: bytes)
    let letters = tokens.indices.dropLast().filter { place in
      tokens[place].kind == .word && tokens[place].range.count == 1
        && [.sign(")"), .sign("."), .sign("]")].contains(tokens[place + 1].kind)
    }
    func letter(_ place: Int) -> UInt8 { bytes[tokens[place].range.lowerBound] }
    guard letters.count > 1,
      letters.enumerated().allSatisfy({ letter($0.element) == UInt8(ascii: "a") + UInt8($0.offset) }
      )
    else { return [] }
    let options = letters.enumerated().compactMap { order, place -> AnswerOption? in
      let end = order + 1 < letters.count ? letters[order + 1] : tokens.count
      let label = wordsAfter(place + 1..<end, tokens, bytes)
      guard !label.isEmpty, label.count <= 8 else { return nil }
      return AnswerOption(
        label: trimmed(bytes, tokens[label]), number: nil, value: [letter(place)], isTapped: false)
    }
    return options.count == letters.count && isUseful(options) ? options : []
  }

  private func numbered(in bytes: [UInt8]) -> [AnswerOption] {
    let tokens = Tokenizer.tokens(of: bytes)
    let numbers = tokens.indices.filter { isOptionNumber($0, tokens) }
    guard numbers.count > 1 else { return [] }
    let after = labels(numbers, tokens, bytes, isAfter: true)
    let before = labels(numbers, tokens, bytes, isAfter: false)
    // "Haan hai to 1, nahi hai to 2 type karein": nothing is said behind the last number.
    let isBefore =
      before.count == numbers.count && (before.allSatisfy(isPolar) || isPair(before))
    if isBefore, after.last.map({ $0.number != before.last?.number || !isPolar($0) }) ?? true {
      return before
    }
    if after.count > 1, isUseful(after) { return after }
    return before.count > 1 && isUseful(before) ? before : []
  }

  private func isOptionNumber(_ place: Int, _ tokens: [Token]) -> Bool {
    guard case .number(let value) = tokens[place].kind else { return false }
    return value >= 0 && value <= 10 && value == value.rounded()
  }

  private func labels(
    _ numbers: [Int], _ tokens: [Token], _ bytes: [UInt8], isAfter: Bool
  ) -> [AnswerOption] {
    var result: [AnswerOption] = []
    for (order, place) in numbers.enumerated() {
      guard case .number(let value) = tokens[place].kind else { continue }
      let range =
        isAfter
        ? place + 1..<(order + 1 < numbers.count ? numbers[order + 1] : tokens.count)
        : (order > 0 ? numbers[order - 1] + 1 : 0)..<place
      let label = isAfter ? wordsAfter(range, tokens, bytes) : wordsBefore(range, tokens)
      guard !label.isEmpty, tokens[label].count(where: \.isSpaced) <= 8, label.count < 17 else {
        continue
      }
      result.append(
        AnswerOption(
          label: trimmed(bytes, tokens[label]), number: Int(value), value: nil, isTapped: false))
    }
    return result.filter { !$0.label.isEmpty }
  }

  /// The words right after a number, up to the end of its line, comma or bracket.
  private func wordsAfter(
    _ range: Range<Int>, _ tokens: [Token], _ bytes: [UInt8]
  ) -> Range<Int> {
    var start = range.lowerBound
    if start + 1 < range.upperBound, tokens[start].kind == .sign(","),
      hangsOn(tokens[start + 1..<range.upperBound], bytes)
    {
      start += 1
    }
    // "1번: 네": what counts options is written at the number.
    if start + 2 < range.upperBound, tokens[start].kind == .word, !tokens[start].isSpaced,
      isJoint(tokens[start + 1])
    {
      start += 1
    }
    while start < range.upperBound, isJoint(tokens[start]) || isListComma(tokens[start]) {
      start += 1
    }
    var end = start
    while end < range.upperBound, !isStop(tokens[end]) { end += 1 }
    return start..<end
  }

  /// The words right before a number, back to the comma, line or bracket before them.
  private func wordsBefore(_ range: Range<Int>, _ tokens: [Token]) -> Range<Int> {
    var end = range.upperBound
    while end > range.lowerBound, isJoint(tokens[end - 1]) { end -= 1 }
    var start = end
    var words = 0
    while start > range.lowerBound, !isStop(tokens[start - 1]), words < 6, end - start < 16 {
      start -= 1
      // Letters of a script without spaces are no words.
      if tokens[start].isSpaced || tokens[start].range.count > 3 { words += 1 }
    }
    return start..<end
  }

  private func isJoint(_ token: Token) -> Bool {
    if case .sign(let sign) = token.kind { return "=-:.)(>]|".unicodeScalars.contains(sign) }
    return false
  }

  /// Whether some words begin with an if, or are the option itself: "press 1, if yes", "1, yes".
  private func hangsOn(_ tokens: ArraySlice<Token>, _ bytes: [UInt8]) -> Bool {
    let words = trimmed(bytes, tokens)
    let segments = Utterance(FoldedText(bytes: words), vocabulary: vocabulary)
      .ownSegments(of: languages)
    return segments.first?.has([.contrast, .yes, .no]) == true
  }

  private func isListComma(_ token: Token) -> Bool { token.kind == .sign("、") }

  private func isStop(_ token: Token) -> Bool {
    switch token.kind {
    case .lineBreak: true
    case .sign(let sign): ",;/|()[]?!、。「」『』【】".unicodeScalars.contains(sign)
    default: false
    }
  }

  /// Whether a label says yes or no.
  private func isPolar(_ option: AnswerOption) -> Bool {
    Utterance(FoldedText(bytes: option.label), vocabulary: vocabulary).ownSegments(of: languages)
      .contains { $0.has([.yes, .no, .echoYes, .echoNo, .solved, .unsolved]) }
  }

  /// Whether the labels say something, so that numbers in running text make no options.
  private func isUseful(_ options: [AnswerOption]) -> Bool {
    let told = options.filter { option in
      let segments = Utterance(FoldedText(bytes: option.label), vocabulary: vocabulary)
        .segments(for: languages)
      return segments.contains {
        $0.has([
          .yes, .no, .echoYes, .echoNo, .solved, .unsolved, .partly, .label, .praise, .refusal,
          .trouble, .better, .worse,
        ])
      }
    }
    return told.count > 1 || told.count == 1 && isPair(options)
  }

  /// Whether two options are an if and an if not: "1 if so, 2 if not".
  private func isPair(_ options: [AnswerOption]) -> Bool {
    guard options.count == 2 else { return false }
    let read = options.map {
      Utterance(FoldedText(bytes: $0.label), vocabulary: vocabulary).ownSegments(of: languages)
    }
    return read.contains(where: OptionMeaning.isCondition)
      && OptionMeaning.isNegated(read[0]) != OptionMeaning.isNegated(read[1])
  }
}
