public import Conversations

/// Reads the survey of conversations; one per worker, never shared between threads.
///
/// It remembers the wordings that it has read, up to a bound, since bots repeat themselves.
public final class SurveyReader {
  private let model: SurveyModel
  private let folder = TextFolder()
  private let finder: MarkerFinder
  private var prompts = WordingMemory<Prompt>()
  /// Those that state values, by their very text.
  private var statedPrompts = WordingMemory<Prompt>()
  private var utterances = WordingMemory<Utterance>()

  /// Makes a reader of a model; patterns are compiled when they are first needed.
  public init(_ model: SurveyModel) {
    self.model = model
    finder = MarkerFinder(model)
  }

  /// Returns what a conversation's survey says.
  public func outcome(of conversation: Conversation) -> Outcome {
    reading(of: conversation).outcome
  }

  /// Returns what a conversation's survey says, and what its end asks that looks like a survey and
  /// that no marker knows.
  package func reading(
    of conversation: Conversation
  ) -> (outcome: Outcome, unmatched: [UnmatchedWording]) {
    let pairing = pair(conversation, isTracing: false)
    let unmatched = pairing.unmatched.map { unmatchedWording($0.sentence, $0.place, conversation) }
    guard pairing.hasSurvey || !conversation.fields.isEmpty else { return (Outcome(), unmatched) }
    return (outcome(of: conversation, pairing), unmatched)
  }

  /// Returns what a conversation's survey says, and how that came about.
  package func trace(of conversation: Conversation) -> SurveyTrace {
    let pairing = pair(conversation, isTracing: true)
    var trace = SurveyTrace(steps: pairing.notes, outcome: outcome(of: conversation, pairing))
    for index in trace.steps.indices {
      trace.steps[index].message += conversation.firstMessageIndex
    }
    return trace
  }

  private func unmatchedWording(
    _ sentence: UnmatchedSentence, _ place: Int, _ conversation: Conversation
  ) -> UnmatchedWording {
    let text = conversation.messages[place].text
    return UnmatchedWording(
      text: folder.fold(text).visibleText(of: text, in: sentence.range), wording: sentence.wording,
      answer: aspectOfReply(to: place, in: conversation))
  }

  /// What the first reply to a message is about: a number rates, yes and no tell whether it is
  /// resolved, other words are a comment.
  private func aspectOfReply(to place: Int, in conversation: Conversation) -> Aspect? {
    let next = conversation.messages[(place + 1)...].first { $0.kind != .event }
    guard let next, next.role == .user else { return nil }
    let segments = utterance(of: next.text).segments(for: model.vocabulary.withCompanions([]))
    if RatingGrammar(frame: RatingFrame()).read(segments).value != nil { return .rating }
    if ResolutionGrammar(isInverted: false).read(segments).value != nil { return .resolved }
    return CommentGrammar().comment(in: segments) == nil ? nil : .comment
  }

  private func pair(_ conversation: Conversation, isTracing: Bool) -> SurveyPairing {
    var pairing = SurveyPairing(
      reader: AnswerReader(vocabulary: model.vocabulary), isTracing: isTracing)
    let messages = conversation.messages
    for place in ConversationTail.range(of: messages) {
      let role = messages[place].role
      guard role != .user || pairing.wantsUser else { continue }
      let message = messages[place]
      if role != .user {
        pairing.add(prompt(of: message), of: message, at: place)
      } else if message.kind != .event {
        pairing.add(utterance(of: message.text), of: message, at: place)
      }
    }
    return pairing
  }

  private func outcome(of conversation: Conversation, _ pairing: SurveyPairing) -> Outcome {
    OutcomeAssembly(
      conversation: conversation, surveys: pairing.surveys, vocabulary: model.vocabulary,
      folder: folder
    ).outcome()
  }

  private func prompt(of message: Message) -> Prompt {
    var hasher = Hasher()
    message.text.combineMasked(into: &hasher)
    hasher.combine(Self.code(of: message))
    for choice in message.choices {
      hasher.combine(choice.label)
      hasher.combine(choice.value)
    }
    var exact = hasher
    let known = prompts.value(for: hasher.finalize()) { readPrompt(of: message) }
    guard !known.statements.isEmpty else { return known }
    // The places of a statement's values are those of this very text.
    message.text.combine(into: &exact)
    return statedPrompts.value(for: exact.finalize()) { readPrompt(of: message) }
  }

  /// A number for who wrote a message and whether it is an event; hashing names costs more.
  private static func code(of message: Message) -> UInt8 {
    let role: UInt8 =
      switch message.role {
      case .user: 0
      case .bot: 1
      case .agent: 2
      case .system: 3
      }
    return message.kind == .event ? role + 4 : role
  }

  private func readPrompt(of message: Message) -> Prompt {
    finder.prompt(of: message, folded: folder.fold(message.text), folder: folder)
  }

  private func utterance(of text: Substring) -> Utterance {
    var hasher = Hasher()
    text.combine(into: &hasher)
    return utterances.value(for: hasher.finalize()) {
      Utterance(folder.fold(text), vocabulary: model.vocabulary)
    }
  }
}

/// Wordings that were read, by the hash of their text; forgets all when it is full.
struct WordingMemory<Value> {
  private static var limit: Int { 8_192 }
  private var values: [Int: Value] = [:]

  /// Returns the remembered value, or makes and remembers it.
  mutating func value(for key: Int, make: () -> Value) -> Value {
    if let known = values[key] { return known }
    let new = make()
    if values.count >= Self.limit { values.removeAll(keepingCapacity: true) }
    values[key] = new
    return new
  }
}

extension Substring {
  /// Adds the text to a hash, with any run of four digits and more taken for any other: a bot's
  /// wordings differ by order numbers, and no scale or rating is that long.
  fileprivate func combineMasked(into hasher: inout Hasher) {
    let masked = utf8.withContiguousStorageIfAvailable {
      Self.holdsLongNumber($0) ? Self.masked($0) : nil
    }
    guard let masked, let masked else { return combine(into: &hasher) }
    masked.withUnsafeBytes { hasher.combine(bytes: $0) }
  }

  /// Whether there is a run of four digits: every fourth byte tells.
  private static func holdsLongNumber(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var place = 3
    while place < bytes.count {
      if isDigit(bytes[place]) {
        var (start, end) = (place, place + 1)
        while start > 0, isDigit(bytes[start - 1]) { start -= 1 }
        while end < bytes.count, isDigit(bytes[end]) { end += 1 }
        if end - start >= 4 { return true }
      }
      place += 4
    }
    return false
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  /// The bytes with each long run of digits as a control character, which folded text never holds.
  private static func masked(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var run = 0
    for byte in bytes {
      run = isDigit(byte) ? run + 1 : 0
      if run < 4 {
        result.append(byte)
      } else if run == 4 {
        result.removeLast(3)
        result.append(0)
      }
    }
    return result
  }

  /// Adds the text's bytes to a hash, which is quicker than its canonical form.
  fileprivate func combine(into hasher: inout Hasher) {
    let done: Void? = utf8.withContiguousStorageIfAvailable {
      hasher.combine(bytes: UnsafeRawBufferPointer($0))
    }
    if done == nil { for byte in utf8 { hasher.combine(byte) } }
  }
}
