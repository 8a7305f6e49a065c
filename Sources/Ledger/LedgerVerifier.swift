package import Diagnostics
internal import GRDB

/// What a ledger holds, and whether it holds together.
package struct LedgerAudit: Sendable, Hashable {
  /// How many entries stand in each state.
  package var counts: [LedgerState: Int]
  /// How many attempts there are.
  package var attempts: Int
  /// What does not hold, each as a sentence; empty where all is well.
  package var findings: [String]
}

extension LedgerView {
  /// Checks every entry and every attempt: sums, states, and that each tells the other's story.
  ///
  /// Opening has checked the pages already. Reads everything once.
  package func verify() throws(Diagnostic) -> LedgerAudit {
    try LedgerFile.explained(path) {
      try database.unsafeReentrantRead { db in
        var findings: [String] = []
        for check in Self.checks {
          let count = try Int.fetchOne(db, sql: check.query) ?? 0
          if count > 0 { findings.append("\(count) \(check.sentence)") }
        }
        let rows = try Row.fetchAll(
          db, sql: "SELECT state, count(*) FROM submission GROUP BY state")
        var counts: [LedgerState: Int] = [:]
        for row in rows { LedgerState(rawValue: row[0]).map { counts[$0] = row[1] } }
        let attempts = try Int.fetchOne(db, sql: "SELECT count(*) FROM attempt") ?? 0
        return LedgerAudit(counts: counts, attempts: attempts, findings: findings)
      }
    }
  }

  private static let states = LedgerState.allCases.map { "'\($0.rawValue)'" }
    .joined(separator: ", ")

  private static let checks: [(sentence: String, query: String)] = [
    (
      "entries were changed by something else than exitpoll",
      "SELECT count(*) FROM submission WHERE sum IS NOT \(LedgerSchema.sum)"
    ),
    (
      "entries are in no known state",
      "SELECT count(*) FROM submission WHERE state NOT IN (\(states))"
    ),
    (
      "entries are on their way: a run has them, or ended without a word",
      "SELECT count(*) FROM submission WHERE state = 'intent'"
    ),
    (
      "entries count other attempts than there are",
      """
      SELECT count(*) FROM submission
      WHERE attempts <> (SELECT count(*) FROM attempt WHERE submission = submission.row)
      """
    ),
    (
      "entries are in doubt, but no one knows since when",
      "SELECT count(*) FROM submission WHERE state = 'in-doubt' AND doubt_since IS NULL"
    ),
    (
      "entries were delivered without an attempt that says so",
      """
      SELECT count(*) FROM submission WHERE state = 'delivered' AND note IS NOT 'resolved'
        AND NOT EXISTS (SELECT 1 FROM attempt
          WHERE submission = submission.row AND attempt.state = 'delivered')
        AND note IS NOT 'forgotten'
      """
    ),
    (
      "entries were delivered more than once",
      """
      SELECT count(*) FROM (SELECT submission FROM attempt WHERE state = 'delivered'
        GROUP BY submission HAVING count(*) > 1)
      """
    ),
    (
      "attempts belong to no entry",
      "SELECT count(*) FROM attempt WHERE submission NOT IN (SELECT row FROM submission)"
    ),
  ]
}
