import Conversations

/// Puts together what the sentences of one message ask.
struct PromptBuilder {
  private struct Found {
    var marker: Marker
    var sentence: Sentence
    var isYesNo: Bool
  }

  private let folded: FoldedText
  private let vocabulary: Vocabulary
  private var found: [Found] = []
  private var otherYesNo = false
  private var isQuestion = false
  private var endsInOther = false
  private var passedOver: [(marker: String, why: String)] = []
  private var unmatched: String?
  private var isDoubtful = false

  init(folded: FoldedText, vocabulary: Vocabulary) {
    self.folded = folded
    self.vocabulary = vocabulary
  }

  /// Takes in a sentence with the markers that match it.
  mutating func add(
    _ sentence: Sentence, _ markers: [Marker], _ passed: [(marker: String, why: String)]
  ) {
    passedOver += passed
    let other = markers.first { $0.kind == .other }
    let questions = markers.filter { $0.kind == .question }
    if let other {
      for marker in questions {
        passedOver.append((marker.id, "the sentence is one of \(other.id)"))
      }
      isQuestion = true
      endsInOther = true
      otherYesNo = otherYesNo || sentence.isQuestion
      return
    }
    guard !questions.isEmpty else { return addOther(sentence) }
    isQuestion = true
    endsInOther = false
    for marker in questions { add(marker, sentence) }
  }

  private mutating func add(_ marker: Marker, _ sentence: Sentence) {
    let same = found.firstIndex {
      $0.marker.aspect == marker.aspect && $0.marker.object == marker.object
        && $0.marker.measure == marker.measure
    }
    if let same {
      if found[same].marker.isInverted != marker.isInverted,
        found[same].sentence.range != sentence.range
      {
        otherYesNo = true
      }
      return
    }
    if marker.aspect == .rating,
      found.contains(where: { $0.sentence.range == sentence.range && $0.marker.aspect == .rating })
    {
      return
    }
    found.append(
      Found(
        marker: marker, sentence: sentence, isYesNo: marker.aspect == .resolved || marker.isYesNo))
  }

  /// A sentence without a marker: another question, a list of options, or talk.
  private mutating func addOther(_ sentence: Sentence) {
    guard sentence.isQuestion else { return }
    let segments = self.segments(of: sentence)
    let spoken = segments.filter { !$0.isSilent }
    if spoken.allSatisfy({
      $0.has([
        .yes, .no, .vague, .or, .filler, .like, .dislike, .partly, .and, .unclear,
      ])
    }) {
      return
    }
    isQuestion = true
    endsInOther = true
    if !isOpen(sentence) { otherYesNo = true }
    if unmatched == nil, segments.contains(where: { $0.has(.hint) }) {
      unmatched = String(decoding: sentence.bytes, as: UTF8.self)
    }
    if !isOpen(sentence), segments.contains(where: { $0.has([.solved, .unsolved]) }) {
      isDoubtful = true
    }
  }

  private func isOpen(_ sentence: Sentence) -> Bool {
    segments(of: sentence).contains { $0.has(.openQuestion) }
  }

  private func segments(of sentence: Sentence) -> [Segment] {
    Utterance(FoldedText(bytes: sentence.bytes), vocabulary: vocabulary)
      .segments(for: vocabulary.withCompanions([]))
  }

  /// Returns what the message means, with what it offers.
  func prompt(
    statements: [Stated], choices: [Message.Choice], folder: TextFolder
  ) -> Prompt {
    let asked = found.map { self.asked($0, choices, folder) }
    let isMixed = otherYesNo && found.contains { $0.marker.aspect == .resolved }
    return Prompt(
      folded: folded, questions: asked, statements: statements, isQuestion: isQuestion,
      endsInOther: endsInOther, isMixed: isMixed, passedOver: passedOver,
      unmatched: asked.isEmpty ? unmatched : nil, isDoubtful: isDoubtful)
  }

  private func asked(
    _ found: Found, _ choices: [Message.Choice], _ folder: TextFolder
  ) -> Asked {
    let languages = vocabulary.withCompanions(found.marker.languages)
    let aspect = found.marker.aspect ?? .comment
    let options = OptionReader(languages: languages, vocabulary: vocabulary)
      .options(in: folded, from: found.sentence.range.lowerBound, choices: choices, folder: folder)
    let scale = ScaleReader(languages: languages, vocabulary: vocabulary)
    return Asked(
      marker: found.marker, aspect: aspect,
      scale: aspect == .rating
        ? scale.scale(of: found.marker, in: folded, found.sentence.range, options) : .oneToFive,
      options: aspect == .comment ? [] : options, isYesNo: found.isYesNo, languages: languages)
  }
}
