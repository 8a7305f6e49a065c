import Conversations

/// Tells whether a message offers a scale to rate on.
struct ScaleOffer {
  let folded: FoldedText
  let choices: [Message.Choice]
  let vocabulary: Vocabulary
  let folder: TextFolder

  /// Whether the message offers or names the steps of a scale.
  func isHeld(for marker: Marker) -> Bool {
    if choices.count > 2 { return true }
    let segments = Utterance(folded, vocabulary: vocabulary)
      .segments(for: vocabulary.withCompanions(marker.languages))
    let numbers = Set(
      segments.compactMap { segment -> Double? in
        if case .number(let number) = segment.kind { abs(number) } else { nil }
      })
    return !numbers.isDisjoint(with: [0, 1]) && !numbers.isDisjoint(with: [5, 7, 10])
      || Set(segments.flatMap(\.labels)).count > 2
  }

  /// Whether a question offers a scale in its sentence or behind it.
  func isMade(by marker: Marker, in sentence: Sentence) -> Bool {
    let languages = vocabulary.withCompanions(marker.languages)
    let options = OptionReader(languages: languages, vocabulary: vocabulary).options(
      in: folded, from: sentence.range.lowerBound, choices: choices, folder: folder,
      takesWords: true)
    return ScaleReader(languages: languages, vocabulary: vocabulary)
      .isOffered(in: folded, sentence.range, options)
  }

  /// Whether the only numbers of the message list a yes and a no behind a question: "1 - Sim / 2 -
  /// Não".
  func numbersYesAndNo(from sentence: Sentence, of marker: Marker) -> Bool {
    let languages = vocabulary.withCompanions(marker.languages)
    let options = OptionReader(languages: languages, vocabulary: vocabulary).options(
      in: folded, from: sentence.range.lowerBound, choices: [], folder: folder, takesWords: false)
    let numbers = Tokenizer.tokens(of: folded.bytes).count {
      if case .number = $0.kind { true } else { false }
    }
    let labels = options.map {
      Utterance(FoldedText(bytes: $0.label), vocabulary: vocabulary).ownSegments(of: languages)
    }
    return numbers == options.count && options.contains { $0.number != nil }
      && labels.contains { label in label.contains { $0.has(.yes) } }
      && labels.contains { label in label.contains { $0.has(.no) } }
  }
}
