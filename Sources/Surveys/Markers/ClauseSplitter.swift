/// Cuts a sentence into its clauses at commas and at words that join.
struct ClauseSplitter {
  let vocabulary: Vocabulary

  /// Returns the clauses; each is a question where the sentence is one.
  func clauses(of sentence: Sentence) -> [Sentence] {
    let utterance = Utterance(FoldedText(bytes: sentence.bytes), vocabulary: vocabulary)
    var result: [Sentence] = []
    var start = 0
    for segment in utterance.joints {
      add(sentence, start..<segment.lowerBound, &result)
      start = segment.upperBound
    }
    add(sentence, start..<sentence.bytes.count, &result)
    return result
  }

  private func add(_ sentence: Sentence, _ range: Range<Int>, _ result: inout [Sentence]) {
    var bytes = Array(sentence.bytes[range])
    while bytes.first == 0x20 { bytes.removeFirst() }
    while bytes.last == 0x20 { bytes.removeLast() }
    guard !bytes.isEmpty else { return }
    if sentence.isQuestion, bytes.last != 0x3F { bytes.append(0x3F) }
    result.append(
      Sentence(range: sentence.range, bytes: bytes, isQuestion: sentence.isQuestion))
  }
}
