internal import Diagnostics
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The right to write a ledger: one holder at a time, given back when the process ends.
///
/// A file of its own beside the ledger, because closing any descriptor of the ledger itself would
/// drop the locks that SQLite holds there.
final class LedgerLock: Sendable {
  private let descriptor: Mutex<Int32>

  init(for path: String) throws(Diagnostic) {
    let opened = open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard opened >= 0 else { throw LedgerFile.systemError(errno, path) }
    guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
      let number = errno
      close(opened)
      throw number == EWOULDBLOCK
        ? LedgerMessages.locked(path) : LedgerFile.systemError(number, path)
    }
    descriptor = Mutex(opened)
  }

  /// How many commits the ledger had when it was last written, as far as this file knows.
  ///
  /// Less in the ledger itself means that its end is missing, and that something was sent that it
  /// no longer knows of.
  func markedCommits() -> Int64? {
    var bytes = [UInt8](repeating: 0, count: 20)
    let count = descriptor.withLock { pread($0, &bytes, bytes.count, 0) }
    return Int64(String(decoding: bytes.prefix(max(0, count)), as: UTF8.self))
  }

  /// Notes the number of commits; not synced, so that after a power cut it may lag behind.
  func mark(commits: Int64) {
    let digits = String(commits)
    let text = Array((String(repeating: "0", count: 20 - digits.utf8.count) + digits).utf8)
    descriptor.withLock { _ = pwrite($0, text, text.count, 0) }
  }

  /// Gives the right back; a second call does nothing.
  func release() {
    descriptor.withLock { held in
      guard held >= 0 else { return }
      // A process that is being spawned has a copy of the descriptor until it runs its own program.
      flock(held, LOCK_UN)
      close(held)
      held = -1
    }
  }

  deinit { release() }
}
