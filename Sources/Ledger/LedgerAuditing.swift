internal import Conversations
package import Diagnostics
internal import GRDB

extension Ledger {
  /// Notes which plan a run applies.
  package func note(plan digest: String, run: Int64) throws(Diagnostic) {
    let moment = now().milliseconds
    try commits.writeNow { [account] db in
      try db.execute(
        literal: """
          INSERT INTO plan (run, account, digest, applied_at)
          VALUES (\(run), \(account), \(digest), \(moment))
          """)
    }
  }

  /// Notes an auditor's verdict on a submission that a run has planned. What is withheld and still
  /// to be sent stays so until a person queues it again.
  func note(
    _ verdict: LedgerVerdict, on submission: Submission, in db: Database, run: Int64,
    at moment: Int64
  ) throws {
    try db.execute(
      sql: """
        INSERT INTO verdict (submission, run, ruling, auditor, note, given_at)
        SELECT row, ?, ?, ?, ?, ? FROM submission WHERE account = ? AND id = ?
        """,
      arguments: [
        run, verdict.ruling.rawValue, verdict.by, verdict.note, verdict.at.milliseconds, account,
        submission.id,
      ])
    guard verdict.ruling == .withhold else { return }
    try db.execute(
      sql: """
        UPDATE submission SET state = 'withheld', note = 'auditor', due_at = NULL, changed_at = ?
        WHERE account = ? AND id = ? AND state IN ('planned', 'pending', 'held', 'in-doubt')
        """, arguments: [moment, account, submission.id])
  }
}

extension LedgerView {
  /// Returns what the ledger knows of the audit behind an entry.
  package func auditTrail(of entry: LedgerEntry) throws(Diagnostic) -> LedgerAuditTrail {
    try LedgerFile.explained(path) {
      try database.unsafeReentrantRead { db in
        guard try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0 >= LedgerSchema.auditVersion
        else { return LedgerAuditTrail(plan: nil, appliedAt: nil, verdicts: []) }
        let plan = try Row.fetchOne(
          db,
          sql: """
            SELECT digest, applied_at FROM plan
            WHERE run = (SELECT run FROM submission WHERE row = ?)
            """, arguments: [entry.row])
        let rows = try Row.fetchAll(
          db,
          sql: """
            SELECT ruling, auditor, note, given_at FROM verdict WHERE submission = ? ORDER BY row
            """, arguments: [entry.row])
        return LedgerAuditTrail(
          plan: plan?[0], appliedAt: Timestamp(stored: plan?[1]),
          verdicts: rows.compactMap { row in
            LedgerVerdict.Ruling(rawValue: row[0]).map {
              LedgerVerdict(
                $0, by: row[1], note: row[2], at: Timestamp(milliseconds: row[3]))
            }
          })
      }
    }
  }
}
