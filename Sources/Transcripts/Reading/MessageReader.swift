import Conversations

/// Makes the messages of one conversation after another, only those that are wanted.
final class MessageReader {
  private let evaluator: TreeEvaluator
  private let needs: ReadingNeeds
  private var list: MessageList
  private var arena = TextArena()
  /// Where collected keys are noted; for one node at a time.
  let slots: UnsafeMutableBufferPointer<Int32>
  private let canClose: Bool
  private let needsTimes: Bool
  private var start: Timestamp?

  init(evaluator: TreeEvaluator, needs: ReadingNeeds, limits: ReadingLimits) {
    self.evaluator = evaluator
    self.needs = needs
    list = MessageList(evaluator: evaluator, limits: limits)
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
    if needsTimes { setTimes() }
    if conversation.startedAt == nil { conversation.startedAt = firstTime() }
    let begin = try firstWanted()
    conversation.firstMessageIndex = begin
    conversation.messages = try messages(from: begin)
    if conversation.agent == nil { conversation.agent = try agent(conversation) }
  }

  private func messages(from begin: Int) throws(RecordMistake) -> [Message] {
    arena.removeAll()
    var messages: [Message] = []
    messages.reserveCapacity(list.entries.count - begin)
    for index in begin..<list.entries.count {
      messages.append(try message(list.entries[index]))
    }
    arena.distribute(to: &messages)
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
      let program = program(entry)
      if program.kind.pick.isEmpty {
        if program.kind.otherwise != .event { talk += 1 }
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
      let program = program(entry)
      guard program.canClose else { continue }
      let scope = scope(entry, program)
      guard let role = evaluator.verdict(program.role, in: scope) else { continue }
      if closes(program, scope, role) { return index }
    }
    return nil
  }

  @inline(__always) private func program(_ entry: MessageEntry) -> ProgramMessage {
    evaluator.lists[Int(entry.list)][Int(entry.program)]
  }

  @inline(__always)
  private func scope(_ entry: MessageEntry, _ program: ProgramMessage) -> PickScope {
    evaluator.inner.beginMessage()
    let scope = PickScope(entry.node, slots: slots, name: entry.name)
    scope.collect(program.keys)
    return scope
  }

  @inline(__always) private func kind(
    _ program: ProgramMessage, _ scope: PickScope
  ) throws(RecordMistake) -> Message.Kind {
    guard let kind = evaluator.verdict(program.kind, in: scope) else { throw .unknownKind }
    return kind
  }

  @inline(__always)
  private func closes(
    _ program: ProgramMessage, _ scope: PickScope, _ role: Message.Role
  ) -> Bool {
    guard program.canClose else { return false }
    if program.closingRoles != 0 && program.closingRoles & role.bit == 0 { return false }
    return evaluator.holds(program.closes, in: scope)
  }

  @inline(__always)
  private func message(_ entry: MessageEntry) throws(RecordMistake) -> Message {
    let program = program(entry)
    let scope = scope(entry, program)
    guard let role = evaluator.verdict(program.role, in: scope) else { throw .unknownRole }
    let kind = try kind(program, scope)
    arena.append(evaluator.value(program.text, in: scope, isWords: true))
    return Message(
      role: role, name: evaluator.text(program.sender, in: scope), text: "",
      at: entry.at ?? evaluator.time(program.at, in: scope, start: start), kind: kind,
      choices: program.choices.isEmpty ? [] : choices(program.choices, scope),
      choiceValue: evaluator.text(program.choiceValue, in: scope),
      closesChat: closes(program, scope, role))
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
        .choices(evaluator.choices[Int(program.full)], of: scope.node)
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
      let program = program(entry)
      guard program.at.full >= 0 else { continue }
      if let at = evaluator.time(program.at, in: scope(entry, program)) { return at }
    }
    return nil
  }

  /// Sets all times, each with the one before it known; puts the entries in their order where the
  /// format says so, those without a time after the one before them.
  private func setTimes() {
    var previous: Timestamp?
    for index in list.entries.indices {
      let entry = list.entries[index]
      let program = program(entry)
      let scope = scope(entry, program)
      let at = evaluator.time(program.at, in: scope, start: start, previous: previous)
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

  /// The name of the last agent who wrote.
  private func agent(_ conversation: Conversation) throws(RecordMistake) -> String? {
    var index = conversation.messages.count
    while index > 0 {
      index -= 1
      let isNamed = conversation.messages[index].name != nil
      if isNamed && conversation.messages[index].role == .agent {
        return conversation.messages[index].name
      }
    }
    index = conversation.firstMessageIndex
    while index > 0 {
      index -= 1
      let entry = list.entries[index]
      let program = program(entry)
      guard !program.sender.isEmpty else { continue }
      let scope = scope(entry, program)
      guard let role = evaluator.verdict(program.role, in: scope) else { throw .unknownRole }
      if role == .agent, let name = evaluator.text(program.sender, in: scope) { return name }
    }
    return nil
  }
}
