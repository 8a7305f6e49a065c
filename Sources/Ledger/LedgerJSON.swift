package import Conversations

extension LedgerEntry {
  /// Appends the entry as a JSON object, with its attempts where they are given.
  ///
  /// The bodies stand as JSON objects, times as RFC 3339; what is not known is null.
  package func write(
    to json: inout JSONText, attempts list: [LedgerAttempt]? = nil,
    trail: LedgerAuditTrail? = nil
  ) {
    json.open(.object)
    json.field("id", id)
    json.field("state", state.rawValue)
    json.field("note", note?.rawValue)
    json.field("endpoint", endpoint)
    json.field("conversation", conversation)
    json.field("auth_id", authID)
    json.field("last_message_at", lastMessageAt?.description)
    json.field("due_at", dueAt?.description)
    json.field("in_doubt_since", inDoubtSince?.description)
    json.field("planned_at", plannedAt.description)
    json.field("changed_at", changedAt.description)
    json.key("attempts")
    if let list {
      json.open(.array)
      for attempt in list { attempt.write(to: &json) }
      json.close(.array)
    } else {
      json.number(attempts)
    }
    json.object("body", body)
    json.object("correction", correction)
    trail?.write(to: &json)
    json.close(.object)
  }
}

extension LedgerAttempt {
  /// Appends the attempt as a JSON object; the answer stands as text.
  package func write(to json: inout JSONText) {
    json.open(.object)
    json.field("started_at", startedAt.description)
    json.field("ended_at", endedAt?.description)
    json.key("status")
    if let status { json.number(status) } else { json.null() }
    json.field("state", state?.rawValue)
    json.field("note", note?.rawValue)
    json.field("answer", answer.map { String(decoding: $0, as: UTF8.self) })
    json.close(.object)
  }
}

extension JSONText {
  /// Appends a key and a text, or null.
  fileprivate mutating func field(_ name: StaticString, _ value: String?) {
    key(name)
    string(orNull: value)
  }

  /// Appends a key and an object that is JSON already, or null.
  fileprivate mutating func object(_ name: StaticString, _ value: [UInt8]?) {
    key(name)
    if let value, value.first == 0x7B {
      raw(String(decoding: value, as: UTF8.self))
    } else {
      null()
    }
  }
}
