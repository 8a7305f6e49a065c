internal import Conversations
internal import GRDB

/// What sending has to know of an entry.
struct OpenRow {
  var row: Int64
  var account: Int64
  var id: String
  var state: LedgerState
  var authID: String?
  var body: [UInt8]?
  var lastMessageAt: Timestamp?
  var inDoubtSince: Timestamp?
  var changedAt: Timestamp
  var tries: Int
  var isIntact: Bool

  static func fetch(_ db: Database, row number: Int64) throws -> OpenRow? {
    let statement = try db.cachedStatement(
      sql: """
        SELECT account, id, state, auth_id, body, last_message_at, doubt_since, changed_at, tries,
          sum = \(LedgerSchema.sum) FROM submission WHERE row = ?
        """)
    return try Row.fetchOne(statement, arguments: [number]).map { row in
      let state = LedgerState(rawValue: row[2])
      return OpenRow(
        row: number, account: row[0], id: row[1], state: state ?? .withheld, authID: row[3],
        body: Array(bytes: row[4]), lastMessageAt: Timestamp(stored: row[5]),
        inDoubtSince: Timestamp(stored: row[6]), changedAt: Timestamp(milliseconds: row[7]),
        tries: row[8], isIntact: row[9] && state != nil)
    }
  }
}

extension Timestamp {
  /// Makes a moment of a column; nil stays nil.
  init?(stored milliseconds: Int64?) {
    guard let milliseconds else { return nil }
    self.init(milliseconds: milliseconds)
  }
}
