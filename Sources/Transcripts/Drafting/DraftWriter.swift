import Conversations

/// Writes the mapping of what was found.
struct DraftWriter {
  private let found: ConversationFinding
  private let name: String
  private var text: DraftText

  init(_ found: ConversationFinding, name: String) {
    (self.found, self.name) = (found, name)
    text = DraftText(isMarkup: found.sample.isMarkup)
  }

  mutating func write() -> DraftText {
    text.add("format: \(DraftText.quoted(name))")
    layout()
    if case .table(_, let list, let key, let role, let name, let words)? = role?.way {
      table(list, key, role, name, words)
    } else if case .owner(_, let id)? = role?.way {
      text.add("tables:")
      text.add("  owner:")
      text.add("    from: \(text.isMarkup ? "." : "$")")
      text.add("    key: \(text.pick(id))")
      text.add("    columns: { role: { value: user } }")
    }
    conversation()
    messages()
    survey()
    return text
  }

  private var role: RoleFinding? { found.role }

  private mutating func layout() {
    let root = found.root
    if found.sample.isMarkup {
      text.add("reads: xml")
      text.add("records: \(DraftText.quoted(root.names.last ?? found.sample.rootName))")
    } else {
      text.add("reads: json")
      if found.isWhole {
        text.add("records: whole")
      } else if root.steps.count == 2, root.steps.last == .each, let key = root.names.first {
        text.add("records: { in: [\(DraftText.quoted(key))] }")
      } else if !root.steps.isEmpty {
        text.add("records: { in: \(DraftText.quoted(root.written(isMarkup: false).path)) }")
      }
    }
    if found.sample.isLatin {
      text.add(
        "encoding: iso-8859-1", unsure: "the bytes are no UTF-8 and do not say what they are")
    }
    if found.isGrouped { text.add("grouped: true") }
  }

  private mutating func table(
    _ list: ShapePath, _ key: ShapePath, _ role: Leaf, _ name: Leaf?,
    _ words: [(word: String, role: Message.Role)]
  ) {
    text.add("tables:")
    text.add("  people:")
    text.add("    from: \(text.pick(list))")
    text.add("    key: \(text.pick(key))")
    text.add("    columns:")
    text.add(
      "      role: \(text.pick(role.path, [meanings(words), "otherwise: agent"]))",
      unsure: self.role?.doubt)
    if let name { text.add("      name: \(text.pick(name.path))") }
  }

  private func meanings(_ words: [(word: String, role: Message.Role)]) -> String {
    let parts = words.map { "\(DraftText.quoted($0.word)): \($0.role.rawValue)" }
    return "is: { \(parts.joined(separator: ", ")) }"
  }

  /// A path at the conversation's head; where the file's array is the record, in its first item.
  private func head(_ leaf: Leaf) -> ShapePath {
    let isItem = found.isWhole && found.messages.path.steps.isEmpty
    return isItem ? ShapePath(steps: [.position(0)] + leaf.path.steps) : leaf.path
  }

  private mutating func conversation() {
    text.add("conversation:")
    if !found.sample.isMarkup && !found.isGrouped && !found.isWhole,
      case .member(let first)? = found.messagePath.steps.first
    {
      text.add("  has: \(text.pick(ShapePath(steps: [.member(first)])))")
    }
    if let id = found.id {
      let isOnlyOne = id.shape.count < 2 && !found.isGrouped
      text.add(
        "  id: \(text.pick(head(id)))",
        unsure: isOnlyOne ? "the sample has only one value" : nil)
    } else if found.isGrouped {
      text.add(
        "  id: { value: all }", unsure: "no field says of which conversation a message is")
    } else {
      let isKey = found.root.steps.last == .everyMember
      text.miss(
        "id",
        isKey
          ? "left out, it is the key of the record"
          : "nothing names a conversation; left out, it is the file's name and the record's number")
    }
    if let auth = found.authID {
      text.add(
        "  auth_id: \(text.pick(head(auth)))",
        unsure: "it must be the id that your own system knows the user by, not the platform's")
    } else {
      text.miss("auth_id", "no field was found that says whose conversation it is")
    }
    if let business = found.best(.businessID) {
      text.add("  business_id: \(text.pick(head(business)))")
    } else {
      text.miss(
        "business_id",
        "none was found; say it in the path, with --set attribute.business_id=…, or under feedback")
    }
    if let channel = found.best(.channel, where: { $0.shape.distinct.count <= 20 }) {
      text.add("  channel: \(text.pick(head(channel)))")
    }
    started()
  }

  private mutating func started() {
    guard !found.isGrouped else { return }
    let start = found.best(.startedAt) { leaf in
      guard let time = TimeFinding(leaf.shape.samples, words: found.words, named: 0) else {
        return false
      }
      return !time.isOffset
    }
    if let start, let time = TimeFinding(start.shape.samples, words: found.words, named: 0) {
      text.add("  started_at: \(timed(head(start), time))", unsure: time.doubt)
    } else if found.messages.at?.time.isOffset == true {
      text.miss("started_at", "the messages' times count from a start that was not found")
    }
  }

  private func timed(_ path: ShapePath, _ time: TimeFinding) -> String {
    var more: [String] = []
    if let form = time.form { more.append("as: \(DraftText.quoted(form))") }
    if time.isOffset { more.append("since: start") }
    return text.pick(path, more)
  }

  private mutating func messages() {
    let list = found.messages
    text.add("messages:")
    let path =
      found.isGrouped
      ? ShapePath()
      : found.isWhole && list.path.steps.isEmpty ? ShapePath(steps: [.each]) : found.messagePath
    let (outer, inner) = path.written(isMarkup: text.isMarkup)
    text.add("  - from: \(DraftText.quoted(outer))")
    if let inner { text.add("    json: \(DraftText.quoted(inner))") }
    if let secret = list.internal {
      text.add(
        "    where: { \(DraftText.quoted(secret.path.written(isMarkup: text.isMarkup).path)): { not: ['true', '1'] } }",
        unsure: "messages that are marked so were taken for internal notes or drafts")
    }
    writeRole()
    if case .table(let sender, _, _, _, .some, _)? = role?.way {
      text.add("    name: { table: people, by: \(text.pick(sender.path)), take: name }")
    } else if let name = list.name {
      text.add("    name: \(text.pick(name.path))")
    }
    writeText()
    if let at = list.at {
      text.add("    at: \(timed(at.leaf.path, at.time))", unsure: at.time.doubt)
    } else {
      text.miss("at", indent: "    ", "no field was found that is a time")
    }
    if let choices = list.choices {
      let (from, inner) = choices.from.written(isMarkup: text.isMarkup)
      var parts = ["from: \(DraftText.quoted(from))"]
      if let inner { parts.append("json: \(DraftText.quoted(inner))") }
      if !choices.label.steps.isEmpty { parts.append("label: \(text.pick(choices.label))") }
      if let value = choices.value { parts.append("value: \(text.pick(value))") }
      text.add("    choices: { \(parts.joined(separator: ", ")) }")
    }
  }

  private mutating func writeText() {
    let list = found.messages
    let ways = list.texts.map { leaf in
      let isHTML = leaf.shape.texts.contains {
        $0.firstMatch(of: #/<(p|br|div|b|a|span|li)\b[^>]*>/#) != nil
      }
      return (
        isHTML,
        text.pick(leaf.path, isHTML ? ["clean: html"] : text.isMarkup ? ["clean: trim"] : [])
      )
    }
    let doubt = ways.count > 1 ? "the text was found in more than one field" : nil
    let pick = ways.count == 1 ? ways[0].1 : "[" + ways.map(\.1).joined(separator: ", ") + "]"
    text.add("    text: \(pick)", unsure: doubt)
    if ways.count == 1, list.texts[0].shape.texts.count * 20 < min(list.item.count, Shape.most) * 19
    {
      text.add(
        "    needs_text: true",
        unsure: "entries without a text were taken for none; they may be events")
    }
  }

  private mutating func writeRole() {
    guard let role else {
      text.add(
        "    role: user", unsure: "NO FIELD SAYS WHO WROTE A MESSAGE; nothing can be decided so")
      return
    }
    switch role.way {
    case .words(let leaf, var words):
      var doubt = role.doubt
      if leaf.shape.samples.allSatisfy({ $0.kind == .number }) {
        // The order is a guess like any other; it shows how to say it.
        for (index, word) in role.unknown.enumerated() {
          words.append((word, index == 0 ? .user : .agent))
        }
      }
      if leaf.shape.texts.count < min(found.messages.item.count, Shape.most), doubt == nil {
        doubt = "messages without it were taken for the system's"
      }
      text.add(
        "    role: \(text.pick(leaf.path, [meanings(words), "otherwise: agent", "absent: system"]))",
        unsure: doubt)
    case .table(let sender, _, _, _, _, _):
      text.add(
        "    role: { table: people, by: \(text.pick(sender.path)), take: role, absent: system }")
    case .owner(let sender, _):
      text.add(
        "    role: { table: owner, by: \(text.pick(sender.path)), take: role, absent: agent }",
        unsure: role.doubt)
    case .presence(let leaf, let present):
      let absent: Message.Role = present == .user ? .agent : .user
      text.add(
        "    role: { of: \(text.pick(leaf.path)), is: {}, otherwise: \(present.rawValue), absent: \(absent.rawValue) }",
        unsure: role.doubt)
    }
  }

  private mutating func survey() {
    let findings = SurveyFinding.findings(found)
    guard !findings.isEmpty else {
      text.add(
        "# survey: no field looks like one; the messages are searched for questions all the same")
      return
    }
    text.add("survey:")
    for one in findings {
      var lead = "  - "
      if let list = one.list {
        let (outer, inner) = list.written(isMarkup: text.isMarkup)
        text.add("\(lead)from: \(DraftText.quoted(outer))")
        if let inner { text.add("    json: \(DraftText.quoted(inner))") }
        lead = "    "
      }
      if let question = one.question {
        text.add(
          "    where: { \(DraftText.quoted(question.path.written(isMarkup: text.isMarkup).path)): \(DraftText.quoted(question.text)) }"
        )
      }
      if let scale = one.scale {
        text.add("\(lead)scale: \(scale)")
        lead = "    "
      }
      text.add("\(lead)\(one.aspect.rawValue): \(text.pick(one.path))", unsure: one.doubt)
    }
  }
}
