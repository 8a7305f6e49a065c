import Conversations

/// Makes a conversation of a record's tree, as the format's plan says.
struct ConversationReader {
  private let plan: FormatPlan
  private let needs: ReadingNeeds
  private let given: [String: String]
  private let evaluator: TreeEvaluator
  private let messages: MessageReader

  init(
    plan: FormatPlan, needs: ReadingNeeds, given: [String: String], limits: ReadingLimits
  ) {
    self.plan = plan
    self.needs = needs
    self.given = given
    evaluator = TreeEvaluator(plan: plan, limits: limits)
    messages = MessageReader(evaluator: evaluator, needs: needs, limits: limits)
  }

  /// Returns the conversation; nil where the format's conditions say that the record is none.
  func read(_ record: Node, source: Source) throws(RecordMistake) -> Conversation? {
    evaluator.beginRecord()
    guard let root = root(of: record) else { throw .notThisFormat }
    guard plan.conditions.allSatisfy({ evaluator.holds($0, of: root) }) else { return nil }
    if !plan.signs.isEmpty && !plan.signs.contains(where: { isThere($0, below: root) }) {
      throw .notThisFormat
    }
    fillTables(root)
    return try withUnsafeScope(root) { scope throws(RecordMistake) in
      var conversation = heading(scope, source: source)
      evaluator.inner.endRecordLevel()
      try messages.read(root, into: &conversation)
      conversation.endedAt = conversation.endedAt ?? conversation.messages.last { $0.at != nil }?.at
      conversation.fields = try fields(root)
      return conversation
    }
  }

  private func root(of record: Node) -> Node? {
    if plan.roots.isEmpty { return record.isContainer ? record : nil }
    for path in plan.roots {
      if let root = evaluator.first(path, of: record), root.isContainer { return root }
    }
    return nil
  }

  private func isThere(_ path: TreePath, below root: Node) -> Bool {
    evaluator.first(path, of: root).map { $0.isContainer || Scalar($0) != nil } ?? false
  }

  /// Calls the body with a scope without collected keys.
  private func withUnsafeScope<Result>(
    _ node: Node, _ body: (PickScope) throws(RecordMistake) -> Result
  ) throws(RecordMistake) -> Result {
    try body(PickScope(node: node, slots: UnsafeMutableBufferPointer(start: nil, count: 0)))
  }

  private func fillTables(_ root: Node) {
    for table in plan.tables {
      var rows: [(key: String, values: [String?])] = []
      evaluator.each(table.from, of: root) { node in
        let scope = PickScope(
          node: node, slots: UnsafeMutableBufferPointer(start: nil, count: 0))
        if let key = evaluator.text(table.key, in: scope) {
          let values = table.columns.map { evaluator.text($0.pick, in: scope) }
          rows.append((key.trimmingSpace, values))
        }
        return true
      }
      evaluator.tables.append(rows)
    }
  }

  /// Everything but the messages and the survey's fields.
  private func heading(_ scope: PickScope, source: Source) -> Conversation {
    var attributes = given
    for path in plan.attributeLists { addMembers(of: path, to: &attributes, scope.node) }
    for (name, pick) in plan.attributes where needs.attributes?.contains(name) ?? true {
      if let value = evaluator.text(pick, in: scope) { attributes[name] = value }
    }
    return Conversation(
      id: evaluator.text(plan.id, in: scope) ?? givenID(source),
      authID: evaluator.text(plan.authID, in: scope) ?? given["auth_id"],
      businessID: evaluator.text(plan.businessID, in: scope) ?? given["business_id"],
      channel: evaluator.text(plan.channel, in: scope) ?? given["channel"],
      startedAt: time(plan.startedAt, in: scope), endedAt: time(plan.endedAt, in: scope),
      agent: evaluator.text(plan.agent, in: scope), attributes: attributes, messages: [])
  }

  private func addMembers(
    of path: TreePath, to attributes: inout [String: String], _ root: Node
  ) {
    guard let list = evaluator.first(path, of: root) else { return }
    for (key, value) in list.children {
      guard let name = key.map({ String(decoding: $0.bytes, as: UTF8.self) }),
        needs.attributes?.contains(name) ?? true, let scalar = evaluator.scalar(value)
      else { continue }
      attributes[name] = scalar.text
    }
  }

  /// The id that the path or `--set` gave, which can be the first record's alone; else one that is
  /// made of the source.
  private func givenID(_ source: Source) -> String {
    let names = ["id", "conversation_id", "conversation_identifier", "conversation"]
    if let id = names.lazy.compactMap({ given[$0] }).first {
      return source.record == 0 ? id : "\(id)#\(source.record)"
    }
    let file = source.path.split(separator: "/").last ?? "-"
    return "\(file)#\(source.record)"
  }

  private func time(_ pick: TimePick?, in scope: PickScope) -> Timestamp? {
    guard let pick, let value = evaluator.value(pick.pick, in: scope) else { return nil }
    return pick.timestamp(value, start: nil, previous: nil)
  }

  private func fields(_ root: Node) throws(RecordMistake) -> [SurveyField] {
    guard !plan.fields.isEmpty else { return [] }
    let reader = FieldReader(evaluator: evaluator)
    return reader.fields(plan.fields, of: root)
  }
}
