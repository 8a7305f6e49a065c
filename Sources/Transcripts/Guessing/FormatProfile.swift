package import Conversations

/// How often each mapped field was found in what a format read of a file, and what is odd about it.
package struct FormatProfile: Sendable, Hashable {
  /// One field, and how many of the values it could have had were there.
  package struct Field: Sendable, Hashable {
    /// The field's name in the mapping, such as `messages.text`.
    package var name: String
    /// Whether the mapping says where it is.
    package var isMapped: Bool
    /// How many had a value.
    package var found: Int
    /// How many there could have been.
    package var total: Int
    /// How many had none, or an empty one.
    package var empty: Int { total - found }
    /// What is odd about values, with how many are.
    package var oddities: [String: Int]
  }

  /// How many conversations there were.
  package var conversations: Int { isGrouped ? groups.count : heads }
  /// How many records could not be read.
  package internal(set) var unreadable = 0
  /// How many records the format's conditions passed over.
  package internal(set) var passedOver = 0
  /// How many messages there were, by who wrote them.
  package internal(set) var roles: [Message.Role: Int] = [:]
  /// How many messages were events.
  package internal(set) var events = 0
  /// The reasons of the unreadable, with how often each was given.
  package internal(set) var reasons: [String: Int] = [:]
  /// What the field of the role said, by the role that it was taken for.
  package internal(set) var senders: [Message.Role: [String: Int]] = [:]
  /// What survey fields held, by their aspect; long texts are left out.
  package internal(set) var values: [Aspect: [String: Int]] = [:]

  /// The most different values that are told apart.
  static let mostValues = 1_000

  let isGrouped: Bool
  let mapped: Set<String>
  private var heads = 0
  /// Which parts of its head each conversation of a grouped format has.
  private var groups: [String: UInt16] = [:]
  private var counts: [String: (found: Int, total: Int)] = [:]
  private var oddities: [String: [String: Int]] = [:]

  /// Makes an empty profile of what a format reads.
  init(_ format: TranscriptFormat) {
    isGrouped = format.isGrouped
    mapped = format.plan.mappedFields
  }

  mutating func odd(_ name: String, _ why: String) {
    oddities[name, default: [:]][why, default: 0] += 1
  }

  mutating func count(_ name: String, _ isFound: Bool) {
    var field = counts[name] ?? (0, 0)
    field.total += 1
    if isFound { field.found += 1 }
    counts[name] = field
  }

  /// Counts what one conversation has at its head; of scattered ones any piece may have it.
  mutating func countHead(_ id: String, _ parts: [(name: String, isFound: Bool)]) {
    guard isGrouped else {
      heads += 1
      for part in parts { count(part.name, part.isFound) }
      return
    }
    var bits = groups[id] ?? 0
    for (index, part) in parts.enumerated() where part.isFound { bits |= 1 << UInt16(index) }
    groups[id] = bits
  }

  /// The names of the parts of a head, in the order in which they are counted.
  static let headNames =
    ["id", "auth_id", "business_id", "channel", "started_at", "agent"].map { "conversation.\($0)" }
    + ["messages"] + Aspect.allCases.map { "survey.\($0.rawValue)" }

  /// The fields: the conversation's, its messages', then the survey's.
  package var fields: [Field] {
    var counts = counts
    for (index, name) in Self.headNames.enumerated() where isGrouped {
      let found = groups.values.count { $0 & 1 << UInt16(index) != 0 }
      counts[name] = (found, groups.count)
    }
    return counts.sorted { $0.key < $1.key }.map { name, count in
      Field(
        name: name, isMapped: mapped.contains(name), found: count.found, total: count.total,
        oddities: oddities[name] ?? [:])
    }
  }

  /// Returns which part of a field's values was found, 0 where there could have been none.
  package func share(of name: String) -> Double {
    guard let field = fields.first(where: { $0.name == name }), field.total > 0 else { return 0 }
    return Double(field.found) / Double(field.total)
  }
}

extension FormatProfile {
  /// Whether two profiles counted the same.
  package static func == (a: FormatProfile, b: FormatProfile) -> Bool {
    a.fields == b.fields && a.conversations == b.conversations && a.unreadable == b.unreadable
      && a.roles == b.roles && a.reasons == b.reasons && a.senders == b.senders
      && a.values == b.values
  }

  /// Hashes what ``fields`` says.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(fields)
    hasher.combine(conversations)
    hasher.combine(unreadable)
  }
}

extension FormatPlan {
  /// The fields that the mapping says where to find, as a profile names them.
  fileprivate var mappedFields: Set<String> {
    let head: [(String, Bool)] = [
      ("id", id != nil), ("auth_id", authID != nil), ("business_id", businessID != nil),
      ("channel", channel != nil), ("started_at", startedAt != nil), ("agent", agent != nil),
    ]
    let parts: [(String, Bool)] = [
      ("role", true), ("text", messages.contains { $0.text != nil }),
      ("name", messages.contains { $0.name != nil }), ("at", messages.contains { $0.at != nil }),
      ("choices", messages.contains { !$0.choices.isEmpty }),
    ]
    return Set(
      head.filter(\.1).map { "conversation.\($0.0)" } + parts.filter(\.1).map { "messages.\($0.0)" }
        + ["messages"] + self.fields.map { "survey.\($0.aspect.rawValue)" })
  }
}
