import Conversations

/// Makes an outcome of the surveys of a conversation and of the fields of its export.
struct OutcomeAssembly {
  let conversation: Conversation
  let surveys: [Survey]
  let vocabulary: Vocabulary
  let folder: TextFolder

  private var last: Survey? { surveys.last }

  /// Returns the outcome.
  func outcome() -> Outcome {
    let fields = FieldReader(vocabulary: vocabulary, folder: folder)
    let told = fields.values(of: conversation.fields)
    var outcome = Outcome()
    guard last != nil || !told.isEmpty else { return outcome }
    assemble(SourcedReading.resolutions(self, told), \.resolved, .resolved, &outcome)
    let rating = SourcedReading.ratings(self, told)
    assemble(rating, \.rating, .rating, &outcome)
    outcome.flags = rating.flags
    if last?.isDoubtful == true, outcome.resolved.isNotAsked { outcome.resolved = .unreadable }
    // A plain no stands for a rating only where none was given.
    if last?.mayBeRated == true, outcome.rating.isNotAsked, outcome.resolved.value == .no {
      outcome.rating = .unreadable
    }
    if rating.isSeveral { outcome.conflicts.insert(.severalRatings) }
    CommentAssembly(assembly: self, told: told).assemble(into: &outcome)
    if isEarlierAnswered, outcome.resolved.value == nil, outcome.rating.value == nil {
      outcome.conflicts.insert(.earlierSurvey)
    }
    let first = firstPosition
    outcome.anchor = anchor(first)
    outcome.exchange = exchange(first)
    return outcome
  }

  private func assemble<Value>(
    _ sourced: SourcedReading<Value>, _ path: WritableKeyPath<Outcome, Reading<Value>>,
    _ aspect: Aspect, _ outcome: inout Outcome
  ) {
    outcome[keyPath: path] = sourced.reading
    outcome.evidence += sourced.evidence
    if sourced.isDisputed { outcome.conflicts.insert(.sourcesDisagree) }
  }

  private var isEarlierAnswered: Bool {
    guard let last, !last.hasReadableAnswer else { return false }
    return surveys.dropLast().contains { $0.hasReadableAnswer }
  }

  private var firstPosition: Int? {
    guard let last else { return nil }
    var first: Int?
    for question in last.questions { first = min(first ?? question.position, question.position) }
    for stated in last.statements { first = min(first ?? stated.position, stated.position) }
    return first
  }

  private func anchor(_ first: Int?) -> Outcome.Anchor {
    guard let first else { return .ordinal(-1) }
    if let at = conversation.messages[first].at { return .time(at) }
    return .ordinal(first + conversation.firstMessageIndex)
  }

  private func exchange(_ first: Int?) -> Range<Int>? {
    guard let last, let first else { return nil }
    var end = first
    for question in last.questions {
      end = max(end, question.position)
      for piece in question.pieces { end = max(end, piece.position) }
    }
    for stated in last.statements { end = max(end, stated.position) }
    for remark in last.remarks { end = max(end, remark.piece.position) }
    let base = conversation.firstMessageIndex
    return base + first..<base + end + 1
  }

  /// Returns the evidence of a piece of a message.
  func evidence(
    _ piece: Piece, _ aspect: Aspect, _ marker: String, question: Int?
  ) -> Evidence {
    let base = conversation.firstMessageIndex
    return Evidence(
      aspect: aspect, marker: marker, question: question.map { $0 + base },
      answer: piece.position + base, text: rawText(piece), range: piece.range)
  }

  /// The very characters of a piece.
  func rawText(_ piece: Piece) -> String {
    let scalars = conversation.messages[piece.position].text.unicodeScalars
    let first = scalars.index(scalars.startIndex, offsetBy: piece.range.lowerBound)
    return String(scalars[first..<scalars.index(first, offsetBy: piece.range.count)])
  }
}
