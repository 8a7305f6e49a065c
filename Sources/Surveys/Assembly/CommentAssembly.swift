import Conversations

/// Puts together the comment of the deciding survey.
struct CommentAssembly {
  let assembly: OutcomeAssembly
  let told: [FieldValue]

  /// Sets the comment of an outcome, with its evidence.
  func assemble(into outcome: inout Outcome) {
    let fields = told.filter { $0.aspect == .comment }
    if let field = fields.first, case .comment(let text) = field.value {
      outcome.comment = .answered(text)
      outcome.evidence.append(field.evidence)
      return
    }
    let questions = assembly.questions(of: .comment)
    let found = pieces(questions)
    let lines = found.map { visibleText($0.piece) }.filter { !$0.isEmpty }
    guard !lines.isEmpty else {
      outcome.comment = unread(questions)
      return
    }
    outcome.comment = .answered(lines.joined(separator: "\n"))
    outcome.evidence += found.map {
      assembly.evidence($0.piece, .comment, $0.marker, question: $0.question)
    }
  }

  private func unread(_ questions: [Question]) -> Reading<String> {
    switch questions.combinedState {
    case nil: .notAsked
    case .declined?: .declined
    case .unreadable?: .unreadable
    case .unanswered?, .answered?: .unanswered
    }
  }

  private typealias Found = (piece: Piece, marker: String, question: Int?)

  private func pieces(_ questions: [Question]) -> [Found] {
    guard let last = assembly.surveys.last else { return [] }
    var result: [Found] = []
    for (piece, index) in last.remarks {
      guard counts(last.questions[index], piece) else { continue }
      result.append((piece, last.questions[index].asked.marker.id, last.questions[index].position))
    }
    if let question = questions.last(where: { !$0.pieces.isEmpty }) {
      result += question.pieces.map { ($0, question.asked.marker.id, question.position) }
    }
    for (stated, evidence) in assembly.statements(of: .comment) where result.isEmpty {
      if let range = evidence.range, let answer = evidence.answer {
        let place = answer - assembly.conversation.firstMessageIndex
        result.append((Piece(position: place, range: range), stated.marker.id, nil))
      }
    }
    return result.sorted {
      ($0.piece.position, $0.piece.range.lowerBound) < (
        $1.piece.position, $1.piece.range.lowerBound
      )
    }
  }

  /// Whether words beside an answer stand beside the one that counts, and were not corrected away.
  private func counts(_ question: Question, _ piece: Piece) -> Bool {
    question.state == .answered || question.asked.aspect == .comment
  }

  private func visibleText(_ piece: Piece) -> String {
    let text = assembly.conversation.messages[piece.position].text
    // Only markup makes what is seen differ from what came.
    var visible =
      Markup.mayStand(in: text.utf8)
      ? assembly.folder.fold(text).visibleText(of: text, in: piece.range)[...]
      : assembly.rawText(piece)[...]
    while visible.first?.isWhitespace == true { visible.removeFirst() }
    while visible.last?.isWhitespace == true { visible.removeLast() }
    return String(visible)
  }
}
