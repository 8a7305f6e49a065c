package import Conversations
package import Diagnostics
internal import Crypto
internal import GRDB

/// What was sent to one account of one endpoint, and what became of it: open for a run.
///
/// One writer at a time. Whatever a method has returned from is on the disk. A submission's key is
/// the endpoint, the client id and the submission's id, whatever file or run it comes from.
package final class Ledger: Sendable {
  /// The file.
  package let path: String
  let database: DatabaseQueue
  let commits: GroupCommit
  let account: Int64
  /// How long Haptik refuses a user's second feedback.
  package let hour: Duration
  /// The time of day.
  package let now: @Sendable () -> Timestamp
  private let lock: LedgerLock

  /// Opens the ledger of an account, and makes it and its folder where there is none.
  ///
  /// Checks the whole file, and turns what an earlier run left on its way into `in-doubt`. `hour` is
  /// how long Haptik refuses a user's second feedback. Throws `ledger-locked`,
  /// `ledger-other-endpoint`, `ledger-full`, `ledger-damaged`, `ledger-newer`, `ledger-foreign` or
  /// `ledger-unusable`.
  package static func open(
    path: String, endpoint: String, clientID: Secret, hour: Duration = .seconds(3600),
    now: @escaping @Sendable () -> Timestamp
  ) throws(Diagnostic) -> Ledger {
    try LedgerFile.makeFolder(of: path)
    let (database, lock) = try LedgerFile.openLocked(path)
    let commits = GroupCommit(database, path: path, lock: lock)
    let account = try commits.writeNow { db in
      try Self.account(db, path: path, endpoint: endpoint, clientID: clientID)
    }
    let ledger = Ledger(
      path: path, database: database, lock: lock, commits: commits, account: account, hour: hour,
      now: now)
    try commits.writeNow { try Recovery.settleIntents($0, at: now()) }
    return ledger
  }

  private init(
    path: String, database: DatabaseQueue, lock: LedgerLock, commits: GroupCommit, account: Int64,
    hour: Duration, now: @escaping @Sendable () -> Timestamp
  ) {
    self.path = path
    self.database = database
    self.lock = lock
    self.commits = commits
    self.account = account
    self.hour = hour
    self.now = now
  }

  /// Closes the file and lets another run have it; nothing may be called afterwards.
  package func close() {
    LedgerFile.finish(database)
    lock.release()
  }

  /// Finds or makes the row of an account; the client id itself is not kept.
  private static func account(
    _ db: Database, path: String, endpoint: String, clientID: Secret
  ) throws -> Int64 {
    let other = try String.fetchOne(
      db, sql: "SELECT endpoint FROM account WHERE endpoint <> ?", arguments: [endpoint])
    if let other { throw LedgerMessages.otherEndpoint(path, known: other, asked: endpoint) }
    let client = fingerprint(endpoint: endpoint, clientID: clientID)
    try db.execute(
      literal: "INSERT OR IGNORE INTO account (endpoint, client) VALUES (\(endpoint), \(client))")
    return try Int64.fetchOne(
      db, sql: "SELECT id FROM account WHERE endpoint = ? AND client = ?",
      arguments: [endpoint, client]) ?? 0
  }

  private static func fingerprint(endpoint: String, clientID: Secret) -> String {
    var hash = SHA256()
    clientID.reveal { value in
      for part in [endpoint, value] { hash.update(data: Array("\(part.utf8.count):\(part)".utf8)) }
    }
    return hash.finalize().prefix(16).map { byte in
      let digits = String(byte, radix: 16)
      return digits.utf8.count == 1 ? "0" + digits : digits
    }.joined()
  }

  /// Drops what was delivered longer ago than the given time, all but the keys; returns how many
  /// entries these are.
  package func dropBodies(deliveredLongerAgoThan retention: Duration) throws(Diagnostic) -> Int {
    let moment = now() + retention * -1
    return try commits.writeNow { try Erasure.dropBodies(deliveredBefore: moment, in: $0) }
  }
}
