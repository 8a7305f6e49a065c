/// Cuts a sentence in two at commas, dashes and emoji, and at words that join.
struct ClauseSplitter {
  let vocabulary: Vocabulary

  /// Returns each way to cut the sentence in two; both halves are questions where it is one.
  /// `atSigns`: at no words.
  func splits(of sentence: Sentence, atSigns: Bool) -> [[Sentence]] {
    let languages = vocabulary.withCompanions(sentence.spokenLanguages(vocabulary).likely)
    let joints = sentence.utterance(vocabulary).joints(of: languages)
      .filter { !atSigns || $0.isSign }.map(\.range)
    return joints.prefix(Self.limit).map { joint in
      var halves: [Sentence] = []
      add(sentence, 0..<joint.lowerBound, &halves)
      add(sentence, joint.upperBound..<sentence.bytes.count, &halves)
      return halves
    }
  }

  /// How many joints of a sentence are tried.
  private static let limit = 8

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
