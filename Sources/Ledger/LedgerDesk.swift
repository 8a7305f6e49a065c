package import Conversations
package import Diagnostics
internal import GRDB

/// A ledger open for a person's decisions.
///
/// Like a run it is the one writer, and turns what an ended run left on its way into `in-doubt`.
package final class LedgerDesk: Sendable {
  /// How a person settles what is in doubt.
  package enum Resolution: String, Sendable, Hashable, CaseIterable {
    /// Haptik has it.
    case delivered
    /// Haptik does not have it: it is sent again.
    case notDelivered = "not-delivered"
    /// Whatever happened, nothing more is sent.
    case withdrawn
  }

  /// The file.
  package let path: String
  private let database: DatabaseQueue
  private let lock: LedgerLock
  private let commits: GroupCommit
  private let now: @Sendable () -> Timestamp

  /// Opens a ledger that exists.
  ///
  /// Throws `ledger-not-found`, and what opening it for a run throws.
  package init(path: String, now: @escaping @Sendable () -> Timestamp) throws(Diagnostic) {
    try LedgerFile.requireFile(path)
    self.path = path
    self.now = now
    (database, lock) = try LedgerFile.openLocked(path)
    commits = GroupCommit(database, path: path, lock: lock)
    try commits.writeNow { try Recovery.settleIntents($0, at: now()) }
  }

  /// Settles the one submission in doubt whose id begins with the given digits.
  ///
  /// Throws `ledger-no-entry`, `ledger-ambiguous-id` or `ledger-wrong-state`.
  package func resolve(_ id: String, as resolution: Resolution) throws(Diagnostic) {
    let moment = now().milliseconds
    let state: LedgerState =
      switch resolution {
      case .delivered: .delivered
      case .notDelivered: .pending
      case .withdrawn: .withheld
      }
    try commits.writeNow { db in
      let found = try Self.find(id, in: db)
      guard found.state == .inDoubt else {
        throw LedgerMessages.wrongState("resolve", id: found.id, state: found.state)
      }
      try db.execute(
        literal: """
          UPDATE submission SET state = \(state.rawValue), note = 'resolved', due_at = NULL,
            doubt_since = NULL, changed_at = \(moment),
            blocks_until = CASE WHEN \(state == .delivered) THEN blocks_until END
          WHERE row = \(found.row)
          """)
    }
  }

  /// Queues one submission again that was rejected, expired, is held or pending, or that the
  /// do-not-send list held back.
  ///
  /// Throws `ledger-no-entry`, `ledger-ambiguous-id` or `ledger-wrong-state`.
  package func retry(_ id: String) throws(Diagnostic) {
    let moment = now()
    try commits.writeNow { db in
      let found = try Self.find(id, in: db)
      guard Self.retriable.contains(found.state) || found.note == .doNotSend else {
        throw LedgerMessages.wrongState("retry", id: found.id, state: found.state)
      }
      try Self.queue("row = ?", [found.row], in: db, at: moment)
    }
  }

  /// Queues again all that the filter lets through and that can be; returns how many these are. The filter's limit does not count.
  package func retry(_ filter: LedgerFilter) throws(Diagnostic) -> Int {
    let moment = now()
    let states = Self.retriable.map { "'\($0.rawValue)'" }.joined(separator: ", ")
    return try commits.writeNow { db in
      let condition = EntryRow.condition(filter)
      return try Self.queue(
        """
        \(condition.sql) AND body IS NOT NULL AND (state IN (\(states)) OR note = 'do-not-send')
        """, condition.arguments,
        in: db, at: moment)
    }
  }

  /// Erases a user: whatever names them or was written by them, in every entry and attempt.
  ///
  /// The keys stay, so that nothing of theirs is ever sent twice; what was not sent never will be.
  /// Returns how many entries these are.
  package func forget(authID: String) throws(Diagnostic) -> Int {
    let moment = now()
    let count = try commits.writeNow { db in
      try Erasure.forget(authID: authID, in: db, at: moment)
    }
    try LedgerFile.explained(path) {
      _ = try database.writeWithoutTransaction { try $0.checkpoint(.truncate) }
    }
    return count
  }

  /// Closes the file and lets a run have it; nothing may be called afterwards.
  package func close() {
    LedgerFile.finish(database)
    lock.release()
  }

  private static let retriable: [LedgerState] = [.rejected, .expired, .held, .pending]

  @discardableResult
  private static func queue(
    _ condition: String, _ arguments: StatementArguments, in db: Database, at moment: Timestamp
  ) throws -> Int {
    try db.execute(
      sql: """
        UPDATE submission SET state = 'pending', note = 'retried', due_at = NULL,
          blocks_until = NULL, changed_at = ? WHERE \(condition)
        """, arguments: [moment.milliseconds] + arguments)
    return db.changesCount
  }

  private static func find(_ id: String, in db: Database) throws -> LedgerEntry {
    let request = EntryRow.request(LedgerFilter(id: id, limit: 2))
    let rows = try Row.fetchAll(db, sql: request.sql, arguments: request.arguments)
    guard let row = rows.first else { throw LedgerMessages.noEntry(id) }
    guard rows.count == 1 else { throw LedgerMessages.ambiguous(id) }
    return try EntryRow.entry(row, path: "")
  }
}
