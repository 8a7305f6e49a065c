internal import Conversations
package import Diagnostics
internal import GRDB

extension Ledger {
  /// How many tries mean that a run leaves an entry alone.
  static let exhausted = 1_000_000

  /// Makes an intent durable, or says what stands against sending.
  ///
  /// Looks at the entry's age, at what else this user was sent within the hour, and, for one in
  /// doubt, at whether a duplicate answer would still prove anything.
  package func intend(
    row: Int64, within limits: LedgerLimits = LedgerLimits()
  ) async throws(Diagnostic) -> LedgerIntent {
    try await commits.write { db in
      let moment = self.now()
      guard let entry = try OpenRow.fetch(db, row: row) else { return .stays(.withheld) }
      guard entry.isIntact else {
        throw LedgerMessages.damaged(self.path, why: "submission \(entry.id) was changed")
      }
      guard entry.state.isOpen else { return .stays(entry.state) }
      guard let body = entry.body else {
        return .stays(try self.leave(entry, .withheld, .forgotten, in: db, at: moment))
      }
      if let stays = try self.obstacle(entry, in: db, at: moment, limits) {
        return .stays(stays)
      }
      return .send(try self.begin(entry, body: body, in: db, at: moment))
    }
  }

  private func obstacle(
    _ entry: OpenRow, in db: Database, at moment: Timestamp, _ limits: LedgerLimits
  ) throws -> LedgerState? {
    let isTooOld =
      if let maxAge = limits.maxAge, let last = entry.lastMessageAt {
        last + maxAge < moment
      } else {
        false
      }
    let isWithheld = entry.authID.map(limits.isWithheld) ?? false
    if entry.state == .inDoubt {
      guard isTooOld || isWithheld || !isProvable(entry, at: moment) else { return nil }
      try db.execute(
        sql: "UPDATE submission SET tries = ? WHERE row = ?",
        arguments: [Self.exhausted, entry.row])
      return .inDoubt
    }
    if isWithheld { return try leave(entry, .withheld, .doNotSend, in: db, at: moment) }
    if isTooOld { return try leave(entry, .expired, .tooOld, in: db, at: moment) }
    guard let until = try busyUntil(entry, in: db, at: moment) else { return nil }
    return try leave(entry, .held, .userHour, dueAt: until, in: db, at: moment)
  }

  private func leave(
    _ entry: OpenRow, _ state: LedgerState, _ note: LedgerNote, dueAt: Timestamp? = nil,
    in db: Database, at moment: Timestamp
  ) throws -> LedgerState {
    let statement = try db.cachedStatement(
      sql: "UPDATE submission SET state = ?, note = ?, due_at = ?, changed_at = ? WHERE row = ?")
    try statement.execute(arguments: [
      state.rawValue, note.rawValue, dueAt?.milliseconds, moment.milliseconds, entry.row,
    ])
    return state
  }

  /// Whether Haptik would surely still call it a duplicate if it had been recorded.
  ///
  /// A twelfth of the hour is kept for slow requests and for clocks that differ.
  private func isProvable(_ entry: OpenRow, at moment: Timestamp) -> Bool {
    guard let since = entry.inDoubtSince, since <= moment, entry.changedAt <= moment else {
      return false
    }
    return moment < since + hour * 11 / 12
  }

  /// Until when another submission for the same user stands in the way; nil where none does.
  private func busyUntil(
    _ entry: OpenRow, in db: Database, at moment: Timestamp
  ) throws -> Timestamp? {
    let statement = try db.cachedStatement(
      sql: """
        SELECT blocks_until FROM submission WHERE account = ? AND auth_id = ? AND row <> ?
        ORDER BY blocks_until DESC LIMIT 1
        """)
    let until = try Int64.fetchOne(
      statement, arguments: [entry.account, entry.authID, entry.row])
    guard let until, until > moment.milliseconds else { return nil }
    return min(Timestamp(milliseconds: until), moment + hour)
  }

  private func begin(
    _ entry: OpenRow, body: [UInt8], in db: Database, at moment: Timestamp
  ) throws -> LedgerErrand {
    let attempt = try db.cachedStatement(
      sql: "INSERT INTO attempt (submission, started_at) VALUES (?, ?)")
    try attempt.execute(arguments: [entry.row, moment.milliseconds])
    let errand = LedgerErrand(
      row: entry.row, attempt: db.lastInsertedRowID, tries: entry.tries + 1, body: body,
      wasInFlight: entry.state == .inDoubt)
    let update = try db.cachedStatement(
      sql: """
        UPDATE submission SET state = 'intent', note = NULL, due_at = NULL,
          attempts = attempts + 1, tries = tries + 1, blocks_until = ?, changed_at = ?
        WHERE row = ?
        """)
    try update.execute(arguments: [
      (moment + hour).milliseconds, moment.milliseconds, entry.row,
    ])
    return errand
  }
}
