package import Conversations

/// A line that `exitpoll decide` writes: all that a report wants to know of one record.
///
/// It begins with the keys of a line of `decisions.ndjson`, nothing masked; then come the identity,
/// the submission, and the survey's exchange. A record that could not be read has a line of its own,
/// whose decision is `unreadable`.
package enum OutcomeRecord: Sendable, Hashable {
  /// A conversation, and what becomes of it.
  case decided(DecidedConversation)
  /// A record that could not be read.
  case unreadable(UnreadableRecord)

  /// What stands for the decision of a record that could not be read.
  static let unreadableDecision = "unreadable"

  /// Appends the line, without a line feed.
  package func write(to json: inout JSONText) {
    switch self {
    case .decided(let decided): decided.writeOutcome(to: &json)
    case .unreadable(let record): record.writeOutcome(to: &json)
    }
  }
}

extension UnreadableRecord {
  fileprivate func writeOutcome(to json: inout JSONText) {
    json.open(.object)
    json.key("conversation")
    json.null()
    source.write(to: &json)
    json.key("decision")
    json.string(OutcomeRecord.unreadableDecision)
    json.key("offset")
    json.number(offset)
    json.key("why")
    json.string(why)
    json.close(.object)
  }
}

extension Source {
  fileprivate func write(to json: inout JSONText) {
    json.key("source")
    json.open(.object)
    json.key("path")
    json.string(path)
    json.key("record")
    json.number(record)
    json.close(.object)
  }
}

extension DecidedConversation {
  fileprivate func writeOutcome(to json: inout JSONText) {
    json.open(.object)
    DecisionLine(self).writeMembers(to: &json)
    json.key("identity")
    writeIdentity(to: &json)
    json.key("submission")
    if let submission { submission.write(to: &json) } else { json.null() }
    json.key("explanation")
    json.string(orNull: explanation)
    json.key("draft")
    if draft == nil {
      json.null()
    } else {
      ReviewLine(conversation: conversation.id, draft: draft).write(to: &json)
    }
    json.key("anchor")
    write(outcome.anchor, to: &json)
    json.key("started_at")
    if let start = conversation.startedAt { json.string(start) } else { json.null() }
    json.key("channel")
    json.string(orNull: conversation.channel)
    json.key("agent")
    json.string(orNull: conversation.agent)
    json.key("attributes")
    json.open(.object)
    for (name, value) in conversation.attributes.sorted(by: { $0.key < $1.key }) {
      json.key(text: name)
      json.string(value)
    }
    json.close(.object)
    json.key("exchange")
    writeExchange(to: &json)
    json.close(.object)
  }

  private func writeIdentity(to json: inout JSONText) {
    json.open(.object)
    json.key("auth_id")
    json.string(orNull: conversation.authID)
    json.key("business_id")
    json.string(orNull: conversation.businessID)
    json.close(.object)
  }

  private func write(_ anchor: Outcome.Anchor?, to json: inout JSONText) {
    switch anchor {
    case nil: json.null()
    case .time(let moment): json.string(moment)
    case .ordinal(let index): json.number(index)
    }
  }

  private func writeExchange(to json: inout JSONText) {
    guard let exchange = outcome.exchange else { return json.null() }
    json.open(.object)
    json.key("first")
    json.number(exchange.lowerBound)
    json.key("count")
    json.number(exchange.count)
    json.key("messages")
    json.open(.array)
    let first = conversation.firstMessageIndex
    for index in exchange where conversation.messages.indices.contains(index - first) {
      conversation.messages[index - first].write(to: &json)
    }
    json.close(.array)
    json.close(.object)
  }
}

extension Message {
  fileprivate func write(to json: inout JSONText) {
    json.open(.object)
    json.key("role")
    json.string(role.rawValue)
    if let name {
      json.key("name")
      json.string(name)
    }
    json.key("text")
    json.string(text)
    if let at {
      json.key("at")
      json.string(at)
    }
    if kind != .text {
      json.key("kind")
      json.string(kind.rawValue)
    }
    if !choices.isEmpty {
      json.key("choices")
      json.open(.array)
      for choice in choices { json.string(choice.label) }
      json.close(.array)
    }
    json.close(.object)
  }
}
