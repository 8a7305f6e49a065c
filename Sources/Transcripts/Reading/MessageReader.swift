import Conversations

/// Makes the messages of one conversation after another, from the end.
final class MessageReader {
  private let evaluator: TreeEvaluator
  private let plan: FormatPlan
  private let needs: ReadingNeeds
  private var list: MessageList
  private var arena = TextArena()
  private let slots: UnsafeMutableBufferPointer<Int32>
  private let canClose: Bool
  private let needsTimes: Bool
  private var start: Timestamp?

  init(evaluator: TreeEvaluator, needs: ReadingNeeds, limits: ReadingLimits) {
    self.evaluator = evaluator
    plan = evaluator.plan
    self.needs = needs
    list = MessageList(evaluator: evaluator, limits: limits)
    slots = .allocate(capacity: max(1, plan.messages.map(\.keys.count).max() ?? 1))
    slots.initialize(repeating: 0)
    canClose = plan.messages.contains { $0.closes != nil }
    needsTimes =
      plan.ordersByTime
      || plan.messages.contains { if case .previous = $0.at?.base { true } else { false } }
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
    try makeMessages(&conversation)
    if conversation.agent == nil {
      conversation.agent = try agent(conversation)
    }
  }

  private func makeMessages(_ conversation: inout Conversation) throws(RecordMistake) {
    arena.removeAll()
    var messages: [Message] = []
    var wanted = Int.max
    if case .last(let count) = needs.messages { wanted = count }
    messages.reserveCapacity(min(list.entries.count, wanted < 1 << 20 ? wanted + 4 : .max))
    var index = list.entries.count
    var talk = 0
    var sawClose = false
    while index > 0 && talk < wanted {
      index -= 1
      let message = try message(index)
      if message.kind != .event { talk += 1 }
      sawClose = sawClose || message.closesChat
      messages.append(message)
    }
    if canClose && !sawClose && index > 0, let close = try lastClose(before: index) {
      while index > close {
        index -= 1
        messages.append(try message(index))
      }
    }
    arena.distribute(to: &messages)
    messages.reverse()
    conversation.messages = messages
    conversation.firstMessageIndex = index
  }

  /// The index of the last event before an index that closes the chat.
  private func lastClose(before end: Int) throws(RecordMistake) -> Int? {
    var index = end
    while index > 0 {
      index -= 1
      let entry = list.entries[index]
      let plan = self.plan.messages[entry.plan]
      guard plan.closes != nil else { continue }
      let scope = scope(entry, plan)
      if try closes(plan, scope, role: role(plan, scope)) { return index }
    }
    return nil
  }

  @inline(__always) private func scope(_ entry: MessageEntry, _ plan: MessagePlan) -> PickScope {
    evaluator.inner.beginMessage()
    evaluator.collect(plan.keys, of: entry.node, into: slots)
    return PickScope(node: entry.node, slots: slots, name: entry.name)
  }

  private func role(_ plan: MessagePlan, _ scope: PickScope) throws(RecordMistake) -> Message.Role {
    guard let role = evaluator.verdict(plan.role, in: scope) else { throw .unknownRole }
    return role
  }

  private func closes(
    _ plan: MessagePlan, _ scope: PickScope, role: Message.Role
  ) -> Bool {
    guard let tests = plan.closes else { return false }
    if !plan.closingRoles.isEmpty && !plan.closingRoles.contains(role) { return false }
    return tests.allSatisfy { evaluator.holds($0, of: scope.node) }
  }

  private func message(_ index: Int) throws(RecordMistake) -> Message {
    let entry = list.entries[index]
    let plan = self.plan.messages[entry.plan]
    let scope = scope(entry, plan)
    let role = try role(plan, scope)
    guard let kind = evaluator.verdict(plan.kind, in: scope) else { throw .unknownKind }
    arena.append(plan.text.flatMap { evaluator.value($0, in: scope, isWords: true) })
    return Message(
      role: role, name: evaluator.text(plan.name, in: scope), text: "",
      at: entry.at ?? time(plan, scope), kind: kind,
      choices: plan.choices.isEmpty ? [] : choices(plan.choices, scope),
      choiceValue: evaluator.text(plan.choiceValue, in: scope),
      closesChat: closes(plan, scope, role: role))
  }

  @inline(__always) private func time(
    _ plan: MessagePlan, _ scope: PickScope, previous: Timestamp? = nil
  ) -> Timestamp? {
    guard let at = plan.at, let value = evaluator.value(at.pick, in: scope) else { return nil }
    return at.timestamp(value, start: start, previous: previous)
  }

  private func choices(_ plans: [ChoicePlan], _ scope: PickScope) -> [Message.Choice] {
    var choices: [Message.Choice] = []
    let none = UnsafeMutableBufferPointer<Int32>(start: nil, count: 0)
    for plan in plans {
      evaluator.each(plan.from, of: scope.node) { node in
        let inner = PickScope(node: node, slots: none)
        guard let label = evaluator.text(plan.label, in: inner) else { return true }
        if let separator = plan.separator {
          let labels = label.split(separator: separator).map { String($0).trimmingSpace }
          choices += labels.map { Message.Choice(label: $0) }
        } else {
          let value = evaluator.text(plan.value, in: inner)
          choices.append(Message.Choice(label: label, value: value == label ? nil : value))
        }
        return true
      }
      if !choices.isEmpty { break }
    }
    return choices
  }
}

extension MessageReader {
  /// The time of the first message that has one.
  private func firstTime() -> Timestamp? {
    for entry in list.entries {
      if let at = entry.at { return at }
      let plan = self.plan.messages[entry.plan]
      guard plan.at != nil else { continue }
      if let at = time(plan, scope(entry, plan)) { return at }
    }
    return nil
  }

  /// Sets all times, each with the one before it known; puts the entries in their order where the
  /// format says so, those without a time after the one before them.
  private func setTimes() {
    var previous: Timestamp?
    for index in list.entries.indices {
      let entry = list.entries[index]
      let plan = self.plan.messages[entry.plan]
      let at = time(plan, scope(entry, plan), previous: previous)
      list.entries[index].at = at
      previous = at ?? previous
    }
    guard plan.ordersByTime else { return }
    var last = Timestamp(milliseconds: .min)
    let keyed = list.entries.enumerated().map { index, entry in
      last = entry.at ?? last
      return (key: last, index: index, entry: entry)
    }
    list.entries = keyed.sorted { ($0.key, $0.index) < ($1.key, $1.index) }.map(\.entry)
  }

  /// The name of the last agent who wrote.
  private func agent(_ conversation: Conversation) throws(RecordMistake) -> String? {
    let named = conversation.messages.last { $0.role == .agent && $0.name != nil }
    if let named { return named.name }
    var index = conversation.firstMessageIndex
    while index > 0 {
      index -= 1
      let entry = list.entries[index]
      let plan = self.plan.messages[entry.plan]
      guard plan.name != nil else { continue }
      let scope = scope(entry, plan)
      if try role(plan, scope) == .agent, let name = evaluator.text(plan.name, in: scope) {
        return name
      }
    }
    return nil
  }
}
