import Conversations

/// A question of a survey with what was read of its answer.
struct Question: Sendable {
  /// What became of it.
  enum State: Sendable, Hashable {
    case unanswered, declined, unreadable, answered
  }

  let asked: Asked
  /// The message that asks it.
  let prompt: Prompt
  /// The place of its message among those that were read.
  let position: Int
  let at: Timestamp?
  /// Questions with no user message between them share a group.
  let group: Int
  var isOpen = true
  var replies = 0
  var state = State.unanswered
  var resolution: Resolution?
  var rating: ConvertedRating?
  /// What was read, in order.
  var pieces: [Piece] = []

  /// Whether a user's message may still answer it.
  func takesAnswer(at moment: Timestamp?) -> Bool {
    guard isOpen, replies < 3 else { return false }
    guard let at, let moment else { return true }
    return moment - at <= .seconds(24 * 3600)
  }
}

/// A stretch of a message that was read as a value or as part of a comment.
struct Piece: Sendable, Hashable {
  /// The place of the message among those that were read.
  var position: Int
  /// Its raw scalars.
  var range: Range<Int>
}

/// Markers that belong together, with what was read.
struct Survey: Sendable {
  var questions: [Question] = []
  var statements: [(stated: Stated, position: Int, range: Range<Int>)] = []
  /// Words beside a rating.
  var remarks: [(piece: Piece, question: Int)] = []
  /// Whether the user answered a question that may have been about the resolution.
  var isDoubtful = false
  /// Whether the user gave a number to a question that may have asked for a rating.
  var mayBeRated = false
  /// The last group of questions.
  var group = 0

  /// Whether anything of it asks for or says more than a comment.
  var hasMarker: Bool {
    !statements.isEmpty || questions.contains { $0.asked.aspect != .comment }
  }

  /// Whether anything of it says whether it is resolved, or how it is rated.
  var hasReadableAnswer: Bool {
    questions.contains { $0.state == .answered && $0.asked.aspect != .comment }
      || statements.contains {
        switch $0.stated.value {
        case .resolved, .rating: true
        case .comment, .unreadable: false
        }
      }
  }
}
