package import Diagnostics
internal import Conversations
internal import Foundation
internal import GRDB

/// What a run read, as far as the next ones compare themselves with it.
package struct LedgerReading: Sendable, Hashable {
  /// How many conversations there were.
  package var conversations: Int
  /// How many records there were.
  package var records: Int
  /// How many conversations came to each decision, reason and flag.
  package var counts: [String: Int]

  /// Makes a reading.
  package init(conversations: Int, records: Int, counts: [String: Int]) {
    self.conversations = conversations
    self.records = records
    self.counts = counts
  }
}

extension Ledger {
  /// Notes what a run of a pipeline read; a plan that is applied again counts once.
  package func note(
    _ reading: LedgerReading, of pipeline: String, startedAt: String, plan digest: String
  ) throws(Diagnostic) {
    let counts = Self.json(reading.counts)
    try commits.writeNow { db in
      try db.execute(
        literal: """
          INSERT OR IGNORE INTO reading
            (pipeline, started_at, digest, conversations, records, counts)
          VALUES (\(pipeline), \(startedAt), \(digest), \(reading.conversations),
            \(reading.records), \(counts))
          """)
    }
  }

  private static func json(_ counts: [String: Int]) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return (try? encoder.encode(counts)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }
}

extension LedgerView {
  /// Returns what the last live runs of a pipeline read that found any conversation, latest first.
  package func readings(
    of pipeline: String, last count: Int
  ) throws(Diagnostic) -> [LedgerReading] {
    try LedgerFile.explained(path) {
      try database.unsafeReentrantRead { db in
        guard try db.tableExists("reading") else { return [] }
        let rows = try Row.fetchAll(
          db,
          sql: """
            SELECT conversations, records, counts FROM reading
            WHERE pipeline = ? AND conversations > 0 ORDER BY row DESC LIMIT ?
            """, arguments: [pipeline, count])
        return rows.map { row in
          let text: String = row[2]
          let counts = try? JSONDecoder().decode([String: Int].self, from: Data(text.utf8))
          return LedgerReading(conversations: row[0], records: row[1], counts: counts ?? [:])
        }
      }
    }
  }
}
