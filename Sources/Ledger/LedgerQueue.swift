package import Conversations
package import Diagnostics
internal import GRDB

extension Ledger {
  /// Takes everything that is not settled into a run, and returns how many these are.
  package func adoptOpen(run: Int64) throws(Diagnostic) -> Int {
    let account = account
    return try commits.writeNow { db in
      try db.execute(
        literal: """
          UPDATE submission SET run = \(run), tries = 0
          WHERE account = \(account) AND state IN ('planned', 'pending', 'held', 'in-doubt')
          """)
      return db.changesCount
    }
  }

  /// Returns the next submissions of a run that are due and that it has not come to yet, in the
  /// order of the plan.
  package func fresh(
    run: Int64, after row: Int64, limit: Int
  ) async throws(Diagnostic) -> [LedgerCandidate] {
    let moment = now().milliseconds
    return try await candidates(
      """
      SELECT row, tries FROM submission
      WHERE run = ? AND row > ? AND state IN ('planned', 'pending', 'held', 'in-doubt')
        AND (due_at IS NULL OR due_at <= ?) ORDER BY row LIMIT ?
      """, [run, row, moment, limit])
  }

  /// Returns submissions that a run has come by, and that are due again.
  package func dueAgain(
    run: Int64, upTo row: Int64, minTries: Int, maxTries: Int, limit: Int
  ) async throws(Diagnostic) -> [LedgerCandidate] {
    let moment = now().milliseconds
    return try await candidates(
      """
      SELECT row, tries FROM submission
      WHERE run = ? AND row <= ? AND state IN ('planned', 'pending', 'held', 'in-doubt')
        AND tries >= ? AND tries < ? AND (due_at IS NULL OR due_at <= ?) ORDER BY row LIMIT ?
      """, [run, row, minTries, maxTries, moment, limit])
  }

  private func candidates(
    _ sql: String, _ arguments: StatementArguments
  ) async throws(Diagnostic) -> [LedgerCandidate] {
    try await read { db in
      let statement = try db.cachedStatement(sql: sql)
      return try Row.fetchAll(statement, arguments: arguments).map {
        LedgerCandidate(row: $0[0], tries: $0[1])
      }
    }
  }

  /// Returns when the first submission that waits for nothing but time is due again; nil where none
  /// is. What is held for a user's hour is not among them.
  package func nextRetry(
    run: Int64, minTries: Int, maxTries: Int
  ) async throws(Diagnostic) -> Timestamp? {
    let due = try await read { db in
      try Int64.fetchOne(
        db,
        sql: """
          SELECT min(coalesce(due_at, 0)) FROM submission
          WHERE run = ? AND state IN ('planned', 'pending', 'held', 'in-doubt')
            AND state IN ('pending', 'in-doubt') AND tries >= ? AND tries < ?
          """, arguments: [run, minTries, maxTries])
    }
    return Timestamp(stored: due)
  }

  /// Ends a run: what it did not come to is pending. Returns how many of its submissions stand in
  /// each state; those that were delivered earlier are not among them.
  package func endRun(_ run: Int64) throws(Diagnostic) -> [LedgerState: Int] {
    let moment = now().milliseconds
    return try commits.writeNow { db in
      try db.execute(
        literal: """
          UPDATE submission SET state = 'pending', changed_at = \(moment)
          WHERE run = \(run) AND state = 'planned'
          """)
      let rows = try Row.fetchAll(
        db, sql: "SELECT state, count(*) FROM submission WHERE run = ? GROUP BY state",
        arguments: [run])
      return try Dictionary(
        uniqueKeysWithValues: rows.map { row in
          guard let state = LedgerState(rawValue: row[0]) else {
            throw LedgerMessages.damaged(self.path, why: "an unknown state")
          }
          return (state, row[1])
        })
    }
  }

  func read<Value: Sendable>(
    _ work: @escaping @Sendable (Database) throws -> Value
  ) async throws(Diagnostic) -> Value {
    do {
      return try await database.read(work)
    } catch {
      throw LedgerFile.explain(any: error, path)
    }
  }
}
