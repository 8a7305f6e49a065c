import Conversations
package import Transcripts

/// The tables that a pipeline completes conversations from, under `ingest: { look_up }`.
package struct LookUps: Sendable {
  /// One table, and what is found by which value.
  package struct Entry: Sendable {
    /// The table's path as the pipeline file writes it.
    package var table: String
    /// The name of the conversation's value.
    package var by: String
    package var lookUp: LookUp
  }

  /// The tables in the order in which they are asked.
  package var entries: [Entry] = []

  /// Completes a conversation, and notes the keys that no table has.
  func complete(_ conversation: inout Conversation, unmatched: inout UnmatchedKeys) {
    for entry in entries {
      guard let key = entry.lookUp.complete(&conversation) else { continue }
      unmatched.note(key, in: entry.table)
    }
  }
}

/// The keys that look-ups found no row for.
package struct UnmatchedKeys: Sendable, Hashable {
  /// How many conversations had each key, by table.
  package private(set) var tables: [String: [String: Int]] = [:]
  /// How many had keys beyond those that are named.
  package private(set) var unnamed: [String: Int] = [:]

  /// The most keys of a table that are named.
  static let mostNames = 1_000

  package init() {}

  mutating func note(_ key: String, in table: String, count: Int = 1) {
    guard tables[table]?[key] != nil || tables[table, default: [:]].count < Self.mostNames else {
      unnamed[table, default: 0] += count
      return
    }
    tables[table, default: [:]][key, default: 0] += count
  }

  mutating func add(_ other: UnmatchedKeys) {
    for (table, keys) in other.tables {
      for (key, count) in keys { note(key, in: table, count: count) }
    }
    for (table, count) in other.unnamed { unnamed[table, default: 0] += count }
  }
}
