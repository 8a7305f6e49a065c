package import Conversations

/// How often each mapped field was found in what a format read of a file.
package struct FormatProfile: Sendable, Hashable {
  /// One field, and how many of the values it could have had were there.
  package struct Field: Sendable, Hashable {
    /// The field's name in the mapping, such as `messages.text`.
    package var name: String
    /// How many had a value.
    package var found: Int
    /// How many had an empty one.
    package var empty: Int
    /// How many there could have been.
    package var total: Int
  }

  /// How many records became conversations.
  package private(set) var conversations = 0
  /// How many could not be read.
  package private(set) var unreadable = 0
  /// How many messages there were, by who wrote them.
  package private(set) var roles: [Message.Role: Int] = [:]
  /// The reasons of the unreadable, with how often each was given.
  package private(set) var reasons: [String: Int] = [:]
  private var counts: [String: (found: Int, empty: Int, total: Int)] = [:]

  /// Makes an empty profile.
  package init() {}

  /// Counts one record.
  package mutating func add(_ reading: RecordReader.Reading) {
    switch reading {
    case .failure(let mistake):
      unreadable += 1
      reasons[mistake.why, default: 0] += 1
    case .success(let read): add(read.conversation, made: "\(read.source.record)")
    }
  }

  private mutating func add(_ conversation: Conversation, made record: String) {
    conversations += 1
    // An id that was made of the file's name and the record's number was not found.
    count("conversation.id", conversation.id.hasSuffix("#\(record)") ? nil : conversation.id)
    count("conversation.auth_id", conversation.authID)
    count("conversation.business_id", conversation.businessID)
    count("conversation.channel", conversation.channel)
    count("conversation.started_at", conversation.startedAt?.description)
    count("conversation.agent", conversation.agent)
    count("messages", conversation.messages.isEmpty ? nil : "some")
    for message in conversation.messages {
      roles[message.role, default: 0] += 1
      count("messages.at", message.at?.description)
      if message.kind == .event { continue }
      count("messages.text", String(message.text))
      count("messages.name", message.name)
      count("messages.choices", message.choices.isEmpty ? nil : "some")
    }
    for aspect in Aspect.allCases {
      let hasField = conversation.fields.contains { $0.aspect == aspect }
      count("survey.\(aspect.rawValue)", hasField ? "some" : nil)
    }
  }

  private mutating func count(_ name: String, _ value: String?) {
    var field = counts[name] ?? (0, 0, 0)
    field.total += 1
    if let value { if value.isEmpty { field.empty += 1 } else { field.found += 1 } }
    counts[name] = field
  }

  /// The fields by name.
  package var fields: [Field] {
    counts.sorted { $0.key < $1.key }.map { name, count in
      Field(name: name, found: count.found, empty: count.empty, total: count.total)
    }
  }

  /// Returns which part of a field's values was found, 0 where there could have been none.
  package func share(of name: String) -> Double {
    guard let field = counts[name], field.total > 0 else { return 0 }
    return Double(field.found) / Double(field.total)
  }
}

extension FormatProfile {
  /// Whether two profiles counted the same.
  package static func == (a: FormatProfile, b: FormatProfile) -> Bool {
    a.fields == b.fields && a.conversations == b.conversations && a.unreadable == b.unreadable
      && a.roles == b.roles && a.reasons == b.reasons
  }

  /// Hashes what ``fields`` says.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(fields)
    hasher.combine(conversations)
    hasher.combine(unreadable)
  }
}
