import Conversations

/// What a bot, an agent or the system said, and what it means.
struct Heard {
  /// The place of its message among those of the conversation.
  var place: Int
  var prompt: Prompt
  /// The hash of its wording, its sender and its choices; of its very text where it states values.
  var key: Int
}

/// The messages of a conversation from its first survey question on: chats end alike, with the same
/// questions and the same short answers, so that what one of them says is known from another.
struct Exchange {
  /// The place of the first question's message.
  let place: Int
  /// The hash of all that its reading rests on.
  let key: Int

  /// No survey waits for its answers for less.
  private static let longest = Duration.seconds(3600)

  /// Takes a conversation's end from the first survey question on.
  ///
  /// Nil where its reading may rest on more: on something that was asked before it, on a platform's
  /// value of a tapped choice, or on how long an answer took.
  init?(_ heard: [Heard], _ messages: [Message], _ tail: Range<Int>) {
    guard let first = heard.firstIndex(where: { $0.prompt.concernsSurvey }) else { return nil }
    let (opening, place) = (heard[first].prompt, heard[first].place)
    guard opening.isQuestion, !opening.needsSurvey, messages[place].kind != .event,
      heard[..<first].allSatisfy({ $0.prompt.isForgotten && $0.prompt.unmatched == nil }),
      heard[..<first].last(where: { messages[$0.place].kind != .event })
        .map({ $0.prompt.doubt == .none }) ?? true
    else { return nil }
    var hasher = Hasher()
    var next = first
    var times: (first: Timestamp, last: Timestamp)?
    for at in place..<tail.upperBound {
      if next < heard.count, heard[next].place == at {
        hasher.combine((at - place) << 1)
        hasher.combine(heard[next].key)
        next += 1
      } else if messages[at].kind != .event {
        guard messages[at].choiceValue == nil else { return nil }
        hasher.combine((at - place) << 1 | 1)
        hasher.combine(messages[at].text.utf8.count)
        messages[at].text.combine(into: &hasher)
      }
      if let time = messages[at].at {
        times = (min(times?.first ?? time, time), max(times?.last ?? time, time))
      }
    }
    if let times, times.last - times.first > Self.longest { return nil }
    self.place = place
    key = hasher.finalize()
  }
}

/// What an exchange says, wherever in a conversation it stands.
final class RememberedOutcome: Sendable {
  /// With indexes from the exchange's first message on; nil where it cannot be told of another.
  private let outcome: Outcome?

  /// Remembers what the exchange that begins at a place says.
  init(_ outcome: Outcome, of conversation: Conversation, from place: Int) {
    let start = conversation.firstMessageIndex + place
    let isTold = outcome.exchange != nil && outcome.anchor == outcome.anchor(in: conversation)
    self.outcome = isTold ? outcome.moved(by: -start) : nil
  }

  /// Remembers that the exchange is to be read each time.
  init() {
    outcome = nil
  }

  /// What the same exchange says that begins at a place of a conversation.
  func outcome(of conversation: Conversation, from place: Int) -> Outcome? {
    guard var moved = outcome?.moved(by: conversation.firstMessageIndex + place) else { return nil }
    moved.anchor = moved.anchor(in: conversation)
    return moved
  }
}

extension Outcome {
  /// The outcome with every index of a message moved.
  fileprivate func moved(by count: Int) -> Outcome {
    var moved = self
    moved.exchange = exchange.map { $0.lowerBound + count..<$0.upperBound + count }
    for index in evidence.indices {
      moved.evidence[index].question = evidence[index].question.map { $0 + count }
      moved.evidence[index].answer = evidence[index].answer.map { $0 + count }
    }
    return moved
  }

  /// When the exchange began.
  fileprivate func anchor(in conversation: Conversation) -> Anchor? {
    guard let start = exchange?.lowerBound else { return nil }
    let at = conversation.messages[start - conversation.firstMessageIndex].at
    return at.map { .time($0) } ?? .ordinal(start)
  }
}

extension Prompt {
  /// Whether what answers it matters no more where another message came.
  fileprivate var isForgotten: Bool { doubt == .none || doubt == .ifDenied }

  /// Whether it asks or states something of a survey.
  var concernsSurvey: Bool { !questions.isEmpty || !statements.isEmpty }
}
