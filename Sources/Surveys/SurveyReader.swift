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
  private var exchanges = WordingMemory<RememberedOutcome>()
  /// What was said at the end of the conversation that is being read, but for the user's words.
  private var heard: [Heard] = []

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
    let tail = ConversationTail.range(of: conversation.messages)
    hear(conversation.messages, tail)
    guard conversation.fields.isEmpty else { return freshReading(of: conversation, tail) }
    if heard.allSatisfy({ !$0.prompt.concernsSurvey && $0.prompt.unmatched == nil }) {
      return (Outcome(), [])
    }
    guard let exchange = Exchange(heard, conversation.messages, tail) else {
      return freshReading(of: conversation, tail)
    }
    let remembered = exchanges.value(for: exchange.key) {
      let (outcome, unmatched) = freshReading(of: conversation, tail)
      guard unmatched.isEmpty else { return RememberedOutcome() }
      return RememberedOutcome(outcome, of: conversation, from: exchange.place)
    }
    return remembered.outcome(of: conversation, from: exchange.place).map { ($0, []) }
      ?? freshReading(of: conversation, tail)
  }

  /// Reads a conversation whose end was heard.
  private func freshReading(
    of conversation: Conversation, _ tail: Range<Int>
  ) -> (outcome: Outcome, unmatched: [UnmatchedWording]) {
    let pairing = pair(conversation, tail, isTracing: false)
    let unmatched = pairing.unmatched.map { unmatchedWording($0.sentence, $0.place, conversation) }
    guard pairing.hasSurvey || !conversation.fields.isEmpty else { return (Outcome(), unmatched) }
    return (outcome(of: conversation, pairing), unmatched)
  }

  /// Returns what a conversation's survey says, and how that came about.
  package func trace(of conversation: Conversation) -> SurveyTrace {
    let tail = ConversationTail.range(of: conversation.messages)
    hear(conversation.messages, tail)
    let pairing = pair(conversation, tail, isTracing: true)
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

  /// Reads what others than the user said at a conversation's end.
  private func hear(_ messages: [Message], _ tail: Range<Int>) {
    heard.removeAll(keepingCapacity: true)
    for place in tail where messages[place].role != .user {
      let (prompt, key) = prompt(of: messages[place])
      heard.append(Heard(place: place, prompt: prompt, key: key))
    }
  }

  /// Whether the next of what was heard that is more than an event, or the event before it, is of a
  /// survey.
  private func isSurvey(from next: Int, _ messages: [Message]) -> Bool {
    let following = heard[next...].first {
      $0.prompt.concernsSurvey || messages[$0.place].kind != .event
    }
    return following?.prompt.concernsSurvey ?? false
  }

  /// Pairs what was heard with what the user said.
  private func pair(
    _ conversation: Conversation, _ tail: Range<Int>, isTracing: Bool
  ) -> SurveyPairing {
    var pairing = SurveyPairing(
      reader: AnswerReader(vocabulary: model.vocabulary), isTracing: isTracing)
    let messages = conversation.messages
    var next = 0
    for place in tail {
      if next < heard.count, heard[next].place == place {
        pairing.add(heard[next].prompt, of: messages[place], at: place)
        next += 1
      } else if messages[place].kind != .event,
        pairing.wantsUser(isSurveyNext: isSurvey(from: next, messages))
      {
        pairing.add(utterance(of: messages[place].text), of: messages[place], at: place)
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

  private func prompt(of message: Message) -> (prompt: Prompt, key: Int) {
    var hasher = Hasher()
    message.text.combineMasked(into: &hasher)
    hasher.combine(Self.code(of: message))
    for choice in message.choices {
      hasher.combine(choice.label)
      hasher.combine(choice.value)
    }
    var exact = hasher
    let key = hasher.finalize()
    let known = prompts.value(for: key) { readPrompt(of: message) }
    guard !known.statements.isEmpty else { return (known, key) }
    // The places of a statement's values are those of this very text.
    message.text.combine(into: &exact)
    let exactKey = exact.finalize()
    return (statedPrompts.value(for: exactKey) { readPrompt(of: message) }, exactKey)
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

/// Wordings that were read, by the hash of their text. What comes often comes early: when it is full
/// it takes no more, and forgets all only after as many others.
///
/// The keys are hashes already, spread evenly by a seed of this process: they are places as they
/// stand, and what a dictionary would do to them once more is left out.
struct WordingMemory<Value: AnyObject> {
  private static var limit: Int { 8_192 }
  /// At most half of it is taken.
  private var places = [(key: Int, value: Value?)](repeating: (0, nil), count: 2 * limit)
  private var count = 0
  /// How many came since it is full.
  private var others = 0

  /// Returns the remembered value, or makes and remembers it.
  mutating func value(for key: Int, make: () -> Value) -> Value {
    var place = Self.place(key)
    while let known = places[place].value {
      if places[place].key == key { return known }
      place = Self.place(place + 1)
    }
    let new = make()
    if count == Self.limit {
      others += 1
      guard others == Self.limit else { return new }
      self = Self()
      place = Self.place(key)
    }
    places[place] = (key, new)
    count += 1
    return new
  }

  private static func place(_ number: Int) -> Int { number & (2 * limit - 1) }
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
  func combine(into hasher: inout Hasher) {
    let done: Void? = utf8.withContiguousStorageIfAvailable {
      hasher.combine(bytes: UnsafeRawBufferPointer($0))
    }
    if done == nil { for byte in utf8 { hasher.combine(byte) } }
  }
}
