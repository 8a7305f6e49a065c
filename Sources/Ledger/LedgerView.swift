package import Diagnostics
package import Conversations
internal import GRDB

/// A ledger open for reading: also while a run writes it.
package struct LedgerView: Sendable {
  /// The file.
  package let path: String
  let database: DatabaseQueue

  /// Opens a ledger for reading, and checks the whole file unless told not to.
  ///
  /// Throws `ledger-not-found`, `ledger-damaged`, `ledger-newer`, `ledger-foreign` or
  /// `ledger-unusable`.
  package init(path: String, isChecked: Bool = true) throws(Diagnostic) {
    self.path = path
    database = try LedgerFile.openReadOnly(path, isChecked: isChecked)
  }

  /// Calls the body with each entry that the filter lets through, in the order of planning, one in
  /// memory at a time. The body may ask for attempts.
  package func forEach(
    _ filter: LedgerFilter = LedgerFilter(), _ body: (LedgerEntry) throws(Diagnostic) -> Void
  ) throws(Diagnostic) {
    try LedgerFile.explained(path) {
      try database.unsafeReentrantRead { db in
        let request = EntryRow.request(filter)
        let rows = try Row.fetchCursor(db, sql: request.sql, arguments: request.arguments)
        while let row = try rows.next() { try body(EntryRow.entry(row, path: path)) }
      }
    }
  }

  /// Returns the entries that the filter lets through, in the order of planning.
  package func entries(_ filter: LedgerFilter = LedgerFilter()) throws(Diagnostic) -> [LedgerEntry]
  {
    var found: [LedgerEntry] = []
    try forEach(filter) { found.append($0) }
    return found
  }

  /// Returns how many entries stand in each state.
  package func counts() throws(Diagnostic) -> [LedgerState: Int] {
    try LedgerFile.explained(path) {
      try database.unsafeReentrantRead { db in
        let rows = try Row.fetchAll(
          db, sql: "SELECT state, count(*) FROM submission GROUP BY state")
        return try Dictionary(
          uniqueKeysWithValues: rows.map { (try EntryRow.state($0[0], path: path), $0[1]) })
      }
    }
  }

  /// Returns the one entry whose id begins with the given digits, and its attempts, oldest first.
  ///
  /// Throws `ledger-no-entry` or `ledger-ambiguous-id`.
  package func show(
    _ id: String
  ) throws(Diagnostic) -> (entry: LedgerEntry, attempts: [LedgerAttempt]) {
    let found = try entries(LedgerFilter(id: id, limit: 2))
    guard let entry = found.first else { throw LedgerMessages.noEntry(id) }
    guard found.count == 1 else { throw LedgerMessages.ambiguous(id) }
    return (entry, try attempts(of: entry))
  }

  /// Returns the attempts of an entry, oldest first.
  package func attempts(of entry: LedgerEntry) throws(Diagnostic) -> [LedgerAttempt] {
    try LedgerFile.explained(path) {
      try database.unsafeReentrantRead { db in
        let rows = try Row.fetchAll(
          db,
          sql: """
            SELECT started_at, ended_at, status, state, note, answer FROM attempt
            WHERE submission = ? ORDER BY row
            """, arguments: [entry.row])
        return try rows.map { row in
          let state: String? = row[3]
          let note: String? = row[4]
          return LedgerAttempt(
            startedAt: Timestamp(milliseconds: row[0]), endedAt: Timestamp(stored: row[1]),
            status: row[2], state: try state.map { try EntryRow.state($0, path: path) },
            note: note.flatMap(LedgerNote.init(rawValue:)), answer: Array(bytes: row[5]))
        }
      }
    }
  }

  /// Calls the body with a line of JSON for each entry that the filter lets through, attempts and
  /// all, without a line feed; in the order of planning.
  package func exportLines(
    _ filter: LedgerFilter = LedgerFilter(), _ body: ([UInt8]) throws(Diagnostic) -> Void
  ) throws(Diagnostic) {
    var json = JSONText()
    try forEach(filter) { entry throws(Diagnostic) in
      json.removeAll()
      entry.write(to: &json, attempts: try attempts(of: entry))
      try body(json.bytes)
    }
  }

  /// Returns when the last message was written of all conversations that the ledger knows; nil
  /// where it knows none.
  package func latestChat() throws(Diagnostic) -> Timestamp? {
    try LedgerFile.explained(path) {
      try database.unsafeReentrantRead { db in
        Timestamp(
          stored: try Int64.fetchOne(db, sql: "SELECT max(last_message_at) FROM submission"))
      }
    }
  }

  /// Returns whether the ledger knows another conversation of the user whose last message is later
  /// than a moment.
  package func knowsLaterChat(
    authID: String, than moment: Timestamp, besides conversation: String
  ) throws(Diagnostic) -> Bool {
    try LedgerFile.explained(path) {
      try database.unsafeReentrantRead { db in
        let statement = try db.cachedStatement(
          sql: """
            SELECT EXISTS (SELECT 1 FROM submission WHERE account IN (SELECT id FROM account)
              AND auth_id = ? AND last_message_at > ? AND conversation IS NOT ?)
            """)
        return try Bool.fetchOne(
          statement, arguments: [authID, moment.milliseconds, conversation]) ?? false
      }
    }
  }

  /// Closes the file.
  package func close() {
    try? database.close()
  }
}
