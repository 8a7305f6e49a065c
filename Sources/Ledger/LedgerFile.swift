internal import Diagnostics
internal import Foundation
internal import GRDB

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Opens the database file of a ledger, and says what went wrong in the ledger's words.
enum LedgerFile {
  /// Opens for writing; makes the file, for its owner alone, where there is none.
  static func open(_ path: String) throws(Diagnostic) -> DatabaseQueue {
    let descriptor = systemOpen(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw systemError(errno, path) }
    fchmod(descriptor, 0o600)
    close(descriptor)
    return try explained(path) {
      let queue = try DatabaseQueue(path: path, configuration: configuration(isReadOnly: false))
      try LedgerSchema.prepare(queue, path: path)
      return queue
    }
  }

  /// Takes the right to write and opens; finds out whether the ledger's end is missing.
  static func openLocked(_ path: String) throws(Diagnostic) -> (DatabaseQueue, LedgerLock) {
    let lock = try LedgerLock(for: path)
    let marked = lock.markedCommits()
    var information = stat()
    if marked != nil, stat(path, &information) == 0, information.st_size == 0 {
      throw LedgerMessages.damaged(path, why: "it is empty")
    }
    let isNew = access(path, F_OK) != 0
    let database = try open(path)
    let commits = try explained(path) {
      try database.read { try Int64.fetchOne($0, sql: "SELECT commits FROM progress") ?? 0 }
    }
    if !isNew, let marked, commits < marked {
      throw LedgerMessages.damaged(path, why: "its last \(marked - commits) commits are missing")
    }
    return (database, lock)
  }

  /// Opens for reading; the file has to exist.
  static func openReadOnly(
    _ path: String, isChecked: Bool = true
  ) throws(Diagnostic) -> DatabaseQueue {
    try requireFile(path)
    return try explained(path) {
      let queue = try DatabaseQueue(path: path, configuration: configuration(isReadOnly: true))
      try queue.read { try LedgerSchema.check($0, path: path, isThorough: isChecked) }
      return queue
    }
  }

  /// Makes the folder of a ledger, for its owner alone, where there is none.
  static func makeFolder(of path: String) throws(Diagnostic) {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    guard access(folder, F_OK) != 0 else { return }
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw LedgerMessages.unusable(path, why: "its folder cannot be made")
    }
  }

  /// Brings everything into the one file, where that can be done, and closes it.
  static func finish(_ database: DatabaseQueue) {
    _ = try? database.writeWithoutTransaction { try $0.checkpoint(.truncate) }
    try? database.close()
  }

  /// Throws where no file stands at the path.
  static func requireFile(_ path: String) throws(Diagnostic) {
    guard access(path, F_OK) == 0 else { throw LedgerMessages.notFound(path) }
  }

  private static func configuration(isReadOnly: Bool) -> Configuration {
    var configuration = Configuration()
    configuration.readonly = isReadOnly
    configuration.busyMode = .timeout(5)
    if !isReadOnly { configuration.journalMode = .wal }
    configuration.prepareDatabase { db in
      db.add(function: RowSum.function)
      if !isReadOnly {
        try db.execute(sql: "PRAGMA synchronous = FULL")
        try db.execute(sql: "PRAGMA secure_delete = ON")
        try db.execute(sql: "PRAGMA foreign_keys = ON")
      }
    }
    return configuration
  }

  /// Runs database work and turns its errors into the ledger's.
  static func explained<Value>(
    _ path: String, _ work: () throws -> Value
  ) throws(Diagnostic) -> Value {
    do {
      return try work()
    } catch {
      throw explain(any: error, path)
    }
  }

  static func explain(any error: any Error, _ path: String) -> Diagnostic {
    switch error {
    case let diagnostic as Diagnostic: diagnostic
    case let error as DatabaseError: explain(error, path)
    default: LedgerMessages.unusable(path, why: "an unexpected answer of the database")
    }
  }

  static func explain(_ error: DatabaseError, _ path: String) -> Diagnostic {
    switch error.resultCode {
    case .SQLITE_FULL: LedgerMessages.full(path)
    case .SQLITE_CORRUPT: LedgerMessages.damaged(path, why: "its pages do not fit together")
    case .SQLITE_NOTADB: LedgerMessages.notALedger(path)
    case .SQLITE_IOERR where isDiskFull(path): LedgerMessages.full(path)
    case .SQLITE_BUSY, .SQLITE_LOCKED: LedgerMessages.locked(path)
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH, .SQLITE_CANTOPEN:
      LedgerMessages.unusable(path, why: "it cannot be opened or written")
    default:
      LedgerMessages.unusable(path, why: "SQLite error \(error.extendedResultCode.rawValue)")
    }
  }

  /// Whether less than SQLite's side files need is left on the ledger's disk.
  private static func isDiskFull(_ path: String) -> Bool {
    var disk = statvfs()
    guard statvfs(path, &disk) == 0 else { return false }
    return UInt64(disk.f_bavail) * UInt64(disk.f_frsize) < 65_536
  }

  static func systemError(_ number: Int32, _ path: String) -> Diagnostic {
    number == ENOSPC || number == EDQUOT
      ? LedgerMessages.full(path)
      : LedgerMessages.unusable(path, why: String(cString: strerror(number)))
  }
}

/// The system's `open`, which a method of the same name would hide.
private func systemOpen(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 {
  open(path, flags, mode)
}
