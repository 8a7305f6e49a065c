import Diagnostics
import Reports
import Synchronization
import Transcripts

/// Which part holds which conversation, where a format spreads a conversation over records: a
/// conversation in two parts was torn, and each half was decided by itself.
///
/// Holds the ids of all conversations in memory.
final class ThreadParts: Sendable {
  private let parts = Mutex<[Substring: String]>([:])
  private let isSplit: Bool

  /// Nil for a format that keeps a conversation in one record.
  init?(_ format: TranscriptFormat) {
    guard format.isGrouped else { return nil }
    isSplit = format.sessionGap != nil
  }

  /// Notes a conversation of a part.
  ///
  /// - Throws: A `Diagnostic` where another part holds a piece of it.
  func note(_ id: String, in part: String) throws(Diagnostic) {
    // The id of a session is that of its thread, "@" and a time.
    let end = isSplit ? id.lastIndex(of: "@") ?? id.endIndex : id.endIndex
    let known = parts.withLock { parts in
      let known = parts[id[..<end]]
      if known == nil { parts[id[..<end]] = part }
      return known
    }
    if let known, known != part { throw ReportFailure.tornConversation(known, part) }
  }
}
