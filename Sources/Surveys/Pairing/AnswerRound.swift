import Conversations

/// One user message on its way through one group of open questions.
struct AnswerRound {
  /// The open questions of the group, the last asked first.
  let questions: [Int]
  let utterance: Utterance
  let message: Message
  let position: Int
  let bareness: Bareness
  /// Whether a rating question of another group waits for its answer.
  let othersWait: Bool

  /// Whether any question of the group read it.
  var isTaken = false
  var refused = false { didSet { if refused { isTaken = true } } }
  var isSilent = false { didSet { if isSilent { isTaken = true } } }
  /// The tokens that were read as values.
  var readTokens: [Range<Int>] = []
  /// Whether it answered a resolution question.
  var saysResolved = false
  /// The rating question that it answered.
  var ratedQuestion: Int?
}

/// Whether a message is a yes, a no or courtesy and nothing else.
enum Bareness: Sendable, Hashable {
  /// It says more.
  case no
  case yes
  case negative
  case courtesy

  /// Judges the segments of a message.
  init(_ segments: [Segment]) {
    let spoken = segments.filter { !$0.isSilent }
    if segments.contains(where: { $0.kind == .separator("?") }) {
      self = .no
    } else if spoken.isEmpty || spoken.allSatisfy({ $0.has([.assent]) && !$0.has(.label) }) {
      self = segments.isEmpty ? .no : .courtesy
    } else if spoken.allSatisfy({ $0.has([.yes, .like, .assent]) }) {
      self = .yes
    } else if spoken.allSatisfy({ $0.has([.no, .dislike, .noThanks]) }) {
      self = .negative
    } else {
      self = .no
    }
  }

  /// Whether it is courtesy alone.
  var isCourtesy: Bool { self == .courtesy }

  /// Whether a message says that there is nothing and no more: "gak ada" to an offer of help.
  static func saysNothing(_ segments: [Segment]) -> Bool {
    let spoken = segments.filter { !$0.isSilent }
    return spoken.contains { $0.has(.none) }
      && spoken.allSatisfy { $0.has([.none, .no, .noThanks, .filler]) }
  }
}
