package import Diagnostics
internal import GRDB

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

extension LedgerView {
  /// Copies the ledger as it stands at one moment into a file that does not exist, for its owner
  /// alone, with its lock file beside it; a run may write the ledger meanwhile.
  ///
  /// The copy is checked as a whole. Throws `ledger-backup-exists`, `ledger-full` or
  /// `ledger-unusable`, and then leaves no copy behind.
  package func backUp(to copy: String) throws(Diagnostic) {
    let descriptor = open(copy, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else {
      throw errno == EEXIST
        ? LedgerMessages.backupExists(copy) : LedgerFile.systemError(errno, copy)
    }
    closeFile(descriptor)
    do throws(Diagnostic) {
      try LedgerFile.explained(copy) {
        let target = try DatabaseQueue(path: copy)
        try database.backup(to: target)
        // A copy that is one file: without this it would want side files to be read.
        try target.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
        try target.close()
      }
      try mark(copy)
    } catch {
      unlink(copy)
      unlink(copy + ".lock")
      throw error
    }
  }

  /// Checks the copy, and notes beside it how many commits it has.
  private func mark(_ copy: String) throws(Diagnostic) {
    let view = try LedgerView(path: copy)
    defer { view.close() }
    let commits = try LedgerFile.explained(copy) {
      try view.database.read { try Int64.fetchOne($0, sql: "SELECT commits FROM progress") ?? 0 }
    }
    let lock = try LedgerLock(for: copy)
    lock.mark(commits: commits)
    lock.release()
  }
}

/// The system's `close`, which a method of the same name would hide.
private func closeFile(_ descriptor: Int32) { close(descriptor) }
