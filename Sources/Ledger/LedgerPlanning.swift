package import Conversations
package import Diagnostics
internal import Crypto
internal import GRDB

/// What became of a batch of submissions when it was planned.
package struct LedgerPlanned: Sendable, Hashable {
  /// How many there were.
  package var submitted = 0
  /// How many were delivered earlier, or stand in this run already.
  package var already = 0
  /// How many have other values than those that were sent, or are settled otherwise.
  package var corrected = 0
  /// The first row that was new; nil where none was.
  package var firstNew: Int64?

  /// Makes an empty count.
  package init() {}
}

extension Ledger {
  /// Begins a run and returns its number.
  package func beginRun() throws(Diagnostic) -> Int64 {
    try commits.writeNow { db in
      try db.execute(literal: "UPDATE progress SET runs = runs + 1")
      return try Int64.fetchOne(db, sql: "SELECT runs FROM progress") ?? 0
    }
  }

  /// Writes down submissions as planned for a run, in one transaction, and adds to the count.
  ///
  /// What was delivered stays so. Other values for a submission that is surely not recorded and
  /// still to be sent replace the old ones; in every other state they are kept as a correction and
  /// not sent. An auditor's verdict on a submission is written down with it.
  package func plan(
    _ batch: [Submission], run: Int64, count: inout LedgerPlanned,
    verdict: @Sendable (Submission) -> LedgerVerdict? = { _ in nil }
  ) throws(Diagnostic) {
    let moment = now().milliseconds
    count = try commits.writeNow { [count] db in
      var count = count
      for submission in batch {
        try plan(submission, in: db, run: run, at: moment, count: &count)
        if let verdict = verdict(submission) {
          try note(verdict, on: submission, in: db, run: run, at: moment)
        }
      }
      return count
    }
  }

  /// Takes back what a run has planned and was not known before, for a plan that turned out bad.
  package func unplan(_ planned: LedgerPlanned, run: Int64) throws(Diagnostic) {
    guard let first = planned.firstNew else { return }
    try commits.writeNow { db in
      try db.execute(
        literal: """
          DELETE FROM verdict WHERE run = \(run);
          DELETE FROM submission WHERE row >= \(first) AND run = \(run)
            AND (state = 'planned' OR note = 'auditor')
          """)
    }
  }

  private func plan(
    _ submission: Submission, in db: Database, run: Int64, at moment: Int64,
    count: inout LedgerPlanned
  ) throws {
    count.submitted += 1
    let body = submission.body.json
    let digest = Array(SHA256.hash(data: body).prefix(16))
    guard let known = try KnownRow.fetch(db, account: account, id: submission.id) else {
      try insert(submission, body: body, digest: digest, in: db, run: run, at: moment)
      count.firstNew = count.firstNew ?? db.lastInsertedRowID
      return
    }
    guard known.isIntact else {
      throw LedgerMessages.damaged(path, why: "submission \(submission.id) was changed")
    }
    let differs = known.digest.map { $0 != digest } ?? false
    let isReplaced = differs && known.isSurelyUnrecorded && known.run != run
    if differs && !isReplaced {
      count.corrected += 1
      try db.execute(
        sql: "UPDATE submission SET correction = ? WHERE row = ?",
        arguments: [body.data, known.row])
    }
    guard known.state != LedgerState.delivered.rawValue, known.run != run else {
      return count.already += 1
    }
    try adopt(known, in: db, run: run)
    if isReplaced { try replace(known, submission, body: body, digest: digest, in: db) }
  }

  private func adopt(_ known: KnownRow, in db: Database, run: Int64) throws {
    try db.execute(
      sql: "UPDATE submission SET run = ?, tries = 0 WHERE row = ?", arguments: [run, known.row])
  }

  private func replace(
    _ known: KnownRow, _ submission: Submission, body: [UInt8], digest: [UInt8], in db: Database
  ) throws {
    try db.execute(
      sql: "UPDATE submission SET body = ?, digest = ?, last_message_at = ? WHERE row = ?",
      arguments: [
        body.data, digest.data, submission.lastMessageAt?.milliseconds, known.row,
      ])
  }

  private func insert(
    _ submission: Submission, body: [UInt8], digest: [UInt8], in db: Database, run: Int64,
    at moment: Int64
  ) throws {
    let statement = try db.cachedStatement(
      sql: """
        INSERT INTO submission (account, id, conversation, auth_id, body, digest, last_message_at,
          state, run, planned_at, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, 'planned', ?, ?, ?)
        """)
    try statement.execute(arguments: [
      account, submission.id, submission.conversation, submission.body.authID, body.data,
      digest.data, submission.lastMessageAt?.milliseconds, run, moment, moment,
    ])
  }
}

/// What planning has to know of a submission that the ledger has already.
private struct KnownRow {
  var row: Int64
  var state: String
  var digest: [UInt8]?
  var run: Int64
  var isIntact: Bool

  var isSurelyUnrecorded: Bool {
    [LedgerState.planned, .pending, .held].map(\.rawValue).contains(state)
  }

  static func fetch(_ db: Database, account: Int64, id: String) throws -> KnownRow? {
    let statement = try db.cachedStatement(
      sql: """
        SELECT row, state, digest, run, sum = \(LedgerSchema.sum) FROM submission
        WHERE account = ? AND id = ?
        """)
    return try Row.fetchOne(statement, arguments: [account, id]).map { row in
      KnownRow(
        row: row[0], state: row[1], digest: Array(bytes: row[2]), run: row[3], isIntact: row[4])
    }
  }
}
