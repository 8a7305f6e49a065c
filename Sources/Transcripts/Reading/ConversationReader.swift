import Conversations

/// Makes a conversation of a record's tree, as the format's plan says.
struct ConversationReader {
  private let needs: ReadingNeeds
  private let given: [String: String]
  private let evaluator: TreeEvaluator
  private let messages: MessageReader

  init(
    plan: FormatPlan, needs: ReadingNeeds, given: [String: String], limits: ReadingLimits
  ) {
    self.needs = needs
    self.given = given
    evaluator = TreeEvaluator(plan: plan, limits: limits)
    messages = MessageReader(evaluator: evaluator, needs: needs, limits: limits)
  }

  /// The attributes of XML elements that the format looks at, with their `@`.
  var attributeNames: Set<String> { evaluator.attributeNames }

  /// Returns the conversation; nil where the format's conditions say that the record is none.
  func read(_ record: Node, source: Source) throws(RecordMistake) -> Conversation? {
    evaluator.beginRecord()
    guard let root = root(of: record) else { throw .notThisFormat }
    let heading = evaluator.heading
    let scope = PickScope(root, slots: messages.slots)
    scope.collect(heading.keys)
    guard evaluator.holds(heading.conditions, in: scope) else { return nil }
    guard heading.signs.isEmpty || heading.signs.buffer.contains(where: { holds($0, scope) }) else {
      throw .notThisFormat
    }
    fillTables(root)
    var conversation = conversation(heading, scope, source: source)
    try messages.read(root, into: &conversation)
    if !evaluator.fields.isEmpty {
      conversation.fields = FieldReader(evaluator: evaluator).fields(of: root)
    }
    return conversation
  }

  private func holds(_ test: ProgramTest, _ scope: PickScope) -> Bool {
    evaluator.holds(test, in: scope)
  }

  private func root(of record: Node) -> Node? {
    if evaluator.roots.isEmpty { return record.isContainer ? record : nil }
    for route in evaluator.roots {
      if let root = evaluator.first(route, of: record), root.isContainer { return root }
    }
    return nil
  }

  private func fillTables(_ root: Node) {
    // What a body captures is copied for every node: the evaluator alone, not all of the reader.
    let evaluator = evaluator
    for table in evaluator.tablePrograms {
      var rows = TableRows()
      evaluator.each(table.from, of: root) { node in
        let scope = PickScope(node)
        guard let key = evaluator.value(table.key, in: scope) else { return true }
        rows.append(evaluator.bytes(of: key))
        for column in table.columns.buffer {
          rows.add(evaluator.value(column, in: scope).map { evaluator.bytes(of: $0) })
        }
        return true
      }
      evaluator.tables.append(rows)
    }
  }

  /// Everything but the messages and the survey's fields.
  private func conversation(
    _ heading: ProgramHeading, _ scope: PickScope, source: Source
  ) -> Conversation {
    var attributes = given
    for path in evaluator.attributeLists { addMembers(of: path, to: &attributes, scope.node) }
    for (name, pick) in evaluator.attributes where needs.attributes?.contains(name) ?? true {
      if let value = evaluator.text(pick, in: scope) { attributes[name] = value }
    }
    return Conversation(
      id: evaluator.text(heading.id, in: scope) ?? givenID(source),
      authID: evaluator.text(heading.authID, in: scope) ?? given["auth_id"],
      businessID: evaluator.text(heading.businessID, in: scope) ?? given["business_id"],
      channel: evaluator.text(heading.channel, in: scope) ?? given["channel"],
      startedAt: evaluator.time(heading.startedAt, in: scope),
      endedAt: evaluator.time(heading.endedAt, in: scope),
      agent: evaluator.text(heading.agent, in: scope), attributes: attributes, messages: [])
  }

  private func addMembers(
    of path: Route, to attributes: inout [String: String], _ root: Node
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
}

extension Conversation {
  /// Takes the key of an object of records for an id where the record has none of its own.
  mutating func name(after key: Slice<UnsafeBufferPointer<UInt8>>, _ source: Source) {
    guard id.hasSuffix("#\(source.record)"), !key.isEmpty, !key.contains(0x5C) else { return }
    id = String(decoding: key, as: UTF8.self)
  }
}
