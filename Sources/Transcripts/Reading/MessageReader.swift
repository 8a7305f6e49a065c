import Conversations

/// Makes the messages of one conversation after another, only those that are wanted.
final class MessageReader {
  private let evaluator: TreeEvaluator
  private let needs: ReadingNeeds
  @exclusivity(unchecked) private var list: MessageList
  private let texts: TextArena
  private let senders: SenderMemo
  /// Where collected keys are noted; for one node at a time.
  let slots: UnsafeMutableBufferPointer<Int32>
  private let canClose: Bool
  private let needsTimes: Bool
  @exclusivity(unchecked) private var start: Timestamp?
  /// The last time, and the last agent's name, among the messages that were made.
  @exclusivity(unchecked) private var end: Timestamp?
  @exclusivity(unchecked) private var agent: String?

  init(evaluator: TreeEvaluator, needs: ReadingNeeds, limits: ReadingLimits) {
    self.evaluator = evaluator
    self.needs = needs
    list = MessageList(evaluator: evaluator, limits: limits)
    texts = TextArena(isValid: !evaluator.plan.isMarkup)
    senders = SenderMemo(holdsForOne: !evaluator.tablePrograms.isEmpty)
    slots = .allocate(capacity: max(1, evaluator.slotCount))
    slots.initialize(repeating: 0)
    let plans = evaluator.plan.messages
    canClose = plans.contains { $0.closes != nil }
    let isChained = plans.contains { if case .previous = $0.at?.base { true } else { false } }
    needsTimes = evaluator.plan.ordersByTime || isChained
  }

  deinit {
    slots.deallocate()
  }

  /// Reads the messages below a root into the conversation; sets its start and agent where those
  /// are unknown yet.
  func read(_ root: Node, into conversation: inout Conversation) throws(RecordMistake) {
    start = conversation.startedAt
    try list.collect(from: root, slots: slots)
    evaluator.inner.endRecordLevel()
    if needsTimes { setTimes() }
    if conversation.startedAt == nil { conversation.startedAt = firstTime() }
    let begin = try firstWanted()
    conversation.firstMessageIndex = begin
    conversation.messages = try messages(from: begin)
    if conversation.endedAt == nil { conversation.endedAt = end }
    if conversation.agent == nil { conversation.agent = agent }
    if conversation.agent == nil { conversation.agent = try earlierAgent(before: begin) }
  }

  private func messages(from begin: Int) throws(RecordMistake) -> [Message] {
    texts.removeAll()
    senders.beginRecord()
    (end, agent) = (nil, nil)
    let entries = list.entries
    var messages: [Message] = []
    messages.reserveCapacity(entries.count - begin)
    for index in begin..<entries.count { try append(entries[index], to: &messages) }
    texts.distribute(to: &messages)
    return messages
  }

  /// The index of the first entry that is made a message.
  private func firstWanted() throws(RecordMistake) -> Int {
    guard case .last(let count) = needs.messages else { return 0 }
    var index = list.entries.count
    var talk = 0
    while index > 0 && talk < count {
      index -= 1
      let entry = list.entries[index]
      let program = entry.program
      if program.pointee.kind.pick.isEmpty {
        if program.pointee.kind.otherwise != .event { talk += 1 }
      } else if try kind(program, scope(entry, program)) != .event {
        talk += 1
      }
    }
    return canClose ? min(index, lastClose() ?? index) : index
  }

  /// The index of the last entry that closes the chat.
  private func lastClose() -> Int? {
    var index = list.entries.count
    while index > 0 {
      index -= 1
      let entry = list.entries[index]
      let program = entry.program
      guard program.pointee.canClose else { continue }
      let scope = scope(entry, program)
      guard let role = evaluator.verdict(program.pointee.role, in: scope) else { continue }
      if closes(program, scope, role) { return index }
    }
    return nil
  }

  @inline(__always)
  private func scope(_ entry: MessageEntry, _ program: UnsafePointer<ProgramMessage>) -> PickScope {
    evaluator.inner.beginMessage()
    let scope = PickScope(entry.node, slots: slots, name: entry.name)
    scope.collect(program.pointee.keys)
    return scope
  }

  @inline(__always) private func kind(
    _ program: UnsafePointer<ProgramMessage>, _ scope: PickScope
  ) throws(RecordMistake) -> Message.Kind {
    guard let kind = evaluator.verdict(program.pointee.kind, in: scope) else { throw .unknownKind }
    return kind
  }

  private func closes(
    _ program: UnsafePointer<ProgramMessage>, _ scope: PickScope, _ role: Message.Role
  ) -> Bool {
    guard program.pointee.canClose else { return false }
    if program.pointee.closingRoles != 0 && program.pointee.closingRoles & role.bit == 0 {
      return false
    }
    return evaluator.holds(program.pointee.closes, in: scope)
  }

  /// Makes a message of an entry; its text is only put into the arena.
  @inline(__always) private func append(
    _ entry: MessageEntry, to messages: inout [Message]
  ) throws(RecordMistake) {
    let program = entry.program
    let scope = scope(entry, program)
    let sender = try sender(program, scope)
    let kind = try kind(program, scope)
    texts.append(evaluator.value(program.pointee.text, in: scope, isWords: true))
    let at = entry.at ?? evaluator.time(program.pointee.at, in: scope, start: start)
    if let at { end = at }
    if sender.role == .agent, let name = sender.name { agent = name }
    messages.append(
      Message(
        role: sender.role, name: sender.name, text: "", at: at, kind: kind,
        choices: program.pointee.choices.isEmpty ? [] : choices(program.pointee.choices, scope),
        choiceValue: program.pointee.choiceValue.isEmpty
          ? nil : evaluator.text(program.pointee.choiceValue, in: scope),
        closesChat: program.pointee.canClose && closes(program, scope, sender.role)))
  }

  @inline(__always) private func sender(
    _ program: UnsafePointer<ProgramMessage>, _ scope: PickScope
  ) throws(RecordMistake) -> SenderMemo.Sender {
    let slot = program.pointee.senderSlot
    guard slot >= 0, let text = scope.member(slot), text.isString else {
      return try unknownSender(program, scope)
    }
    return try senders.sender(text.bytes, program) { () throws(RecordMistake) in
      try unknownSender(program, scope)
    }
  }

  private func unknownSender(
    _ program: UnsafePointer<ProgramMessage>, _ scope: PickScope
  ) throws(RecordMistake) -> SenderMemo.Sender {
    guard let role = evaluator.verdict(program.pointee.role, in: scope) else { throw .unknownRole }
    return SenderMemo.Sender(role: role, name: evaluator.text(program.pointee.sender, in: scope))
  }

  @inline(__always)
  private func choices(
    _ programs: Frozen<ProgramChoice>, _ scope: PickScope
  ) -> [Message.Choice] {
    for program in programs.buffer {
      if program.slot >= 0 {
        guard let node = scope.member(program.slot) else { continue }
        if program.isInner && !node.isContainer && !node.looksLikeJSON { continue }
      }
      let found = ChoiceReader(evaluator: evaluator)
        .choices(program, of: scope.node)
      if !found.isEmpty { return found }
    }
    return []
  }
}

extension MessageReader {
  /// The time of the first message that has one.
  private func firstTime() -> Timestamp? {
    for entry in list.entries {
      if let at = entry.at { return at }
      let program = entry.program
      guard program.pointee.at.full >= 0 else { continue }
      if let at = evaluator.time(program.pointee.at, in: scope(entry, program)) { return at }
    }
    return nil
  }

  /// Sets all times, each with the one before it known; puts the entries in their order where the
  /// format says so, those without a time after the one before them.
  private func setTimes() {
    var previous: Timestamp?
    for index in list.entries.indices {
      let entry = list.entries[index]
      let program = entry.program
      let scope = scope(entry, program)
      let at = evaluator.time(program.pointee.at, in: scope, start: start, previous: previous)
      list.entries[index].at = at
      previous = at ?? previous
    }
    guard evaluator.plan.ordersByTime else { return }
    var last = Timestamp(milliseconds: .min)
    let keyed = list.entries.enumerated().map { index, entry in
      last = entry.at ?? last
      return (key: last, index: index, entry: entry)
    }
    list.entries = keyed.sorted { ($0.key, $0.index) < ($1.key, $1.index) }.map(\.entry)
  }

  /// The name of the last agent who wrote before an index.
  private func earlierAgent(before end: Int) throws(RecordMistake) -> String? {
    var index = end
    while index > 0 {
      index -= 1
      let entry = list.entries[index]
      guard !entry.program.pointee.sender.isEmpty else { continue }
      let program = entry.program
      let scope = scope(entry, program)
      guard let role = evaluator.verdict(program.pointee.role, in: scope) else {
        throw .unknownRole
      }
      if role == .agent, let name = evaluator.text(program.pointee.sender, in: scope) {
        return name
      }
    }
    return nil
  }
}
