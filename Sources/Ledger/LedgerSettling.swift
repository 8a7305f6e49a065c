internal import Conversations
package import Diagnostics
internal import GRDB

extension Ledger {
  /// Writes down what an attempt led to.
  ///
  /// Where an earlier attempt is in doubt, one that was surely not recorded leaves it so.
  package func settle(
    _ errand: LedgerErrand, _ outcome: LedgerOutcome
  ) async throws(Diagnostic) {
    try await commits.write { db in
      let moment = self.now()
      try self.endAttempt(errand, outcome, in: db, at: moment)
      try self.move(errand, outcome, in: db, at: moment)
      if outcome.state == .rejected || outcome.state == .pending {
        try self.release(besides: errand.row, in: db, at: moment)
      }
    }
  }

  private func endAttempt(
    _ errand: LedgerErrand, _ outcome: LedgerOutcome, in db: Database, at moment: Timestamp
  ) throws {
    let statement = try db.cachedStatement(
      sql: """
        UPDATE attempt SET ended_at = ?, status = ?, state = ?, note = ?, answer = ? WHERE row = ?
        """)
    try statement.execute(arguments: [
      moment.milliseconds, outcome.status, outcome.state.rawValue, outcome.note?.rawValue,
      outcome.answer?.data, errand.attempt,
    ])
  }

  private func move(
    _ errand: LedgerErrand, _ outcome: LedgerOutcome, in db: Database, at moment: Timestamp
  ) throws {
    let due = outcome.delay.map { moment + $0 }
    let blocks: Timestamp? =
      switch outcome.state {
      case .delivered, .inDoubt: moment + hour
      case .held: due
      default: nil
      }
    let statement = try db.cachedStatement(
      sql: """
        UPDATE submission SET state = ?, note = ?, due_at = ?, blocks_until = ?, changed_at = ?,
          doubt_since = CASE WHEN ? THEN coalesce(doubt_since,
            (SELECT started_at FROM attempt WHERE row = ?)) END
        WHERE row = ?
        """)
    try statement.execute(arguments: [
      outcome.state.rawValue, outcome.note?.rawValue, due?.milliseconds, blocks?.milliseconds,
      moment.milliseconds, outcome.state == .inDoubt, errand.attempt, errand.row,
    ])
  }

  /// Nothing of this user was recorded after all: the first that waited for the hour need not.
  private func release(besides row: Int64, in db: Database, at moment: Timestamp) throws {
    let statement = try db.cachedStatement(
      sql: """
        UPDATE submission SET state = 'pending', note = NULL, due_at = NULL, changed_at = ?
        WHERE row = (SELECT min(row) FROM submission
          WHERE account = ? AND auth_id = (SELECT auth_id FROM submission WHERE row = ?)
            AND state = 'held' AND note = 'user-hour')
        """)
    try statement.execute(arguments: [moment.milliseconds, account, row])
  }
}
