import Diagnostics
import Foundation
import Reports
import Synchronization

/// Puts worked chunks into the report, in the order of the input.
final class ReportCollector: Sendable {
  private struct State: ~Copyable {
    var writer: ReportWriter
    var repeats: RepeatFinder
    var laterChats: LaterChatFinder
    var progress: ReadingProgress
    var unmatchedKeys = UnmatchedKeys()
  }

  private let state: Mutex<State?>
  private let report: @Sendable (ReadingProgress) -> Void
  /// Says which exchanges the page holds.
  let sampler: PageSampler
  /// Where files may be put aside while the report is written.
  let workFolder: URL

  /// Creates the report directory; the ledger is asked for later conversations.
  init(
    directory: String, ledger: String?, start: ReadingProgress,
    progress: @escaping @Sendable (ReadingProgress) -> Void
  ) throws(Diagnostic) {
    let writer = try ReportWriter(directory: directory)
    sampler = writer.sampler
    workFolder = URL(filePath: directory + ".partial")
    state = Mutex(
      State(
        writer: writer, repeats: RepeatFinder(folder: workFolder),
        laterChats: LaterChatFinder(folder: workFolder, ledger: ledger), progress: start))
    report = progress
  }

  /// Appends a chunk; called in order.
  func append(_ chunk: WorkedChunk) throws(Diagnostic) {
    let progress = try state.withLock { (state) throws(Diagnostic) -> ReadingProgress in
      let first = state?.progress.conversations ?? 0
      for (key, position) in chunk.surveys {
        try state?.repeats.note(key, ordinal: first + position)
      }
      for user in chunk.users {
        try state?.laterChats.note(user, ordinal: first + user.position)
      }
      try state?.writer.append(chunk.lines)
      state?.unmatchedKeys.add(chunk.unmatchedKeys)
      state?.progress.conversations += chunk.conversations
      state?.progress.bytes = chunk.bytesRead
      state?.progress.input = chunk.input
      return state?.progress ?? ReadingProgress()
    }
    report(progress)
  }

  /// The keys so far that look-ups found no row for.
  var unmatchedKeys: UnmatchedKeys { state.withLock { $0?.unmatchedKeys ?? UnmatchedKeys() } }

  /// How many bytes of all inputs were read.
  var bytesRead: Int { state.withLock { $0?.progress.bytes ?? 0 } }

  /// Completes the report.
  func finish(
    _ manifest: Manifest, planKey: [UInt8]?, ruleSentences: [String: String]
  ) throws(Diagnostic) -> (summary: ReportSummary, manifest: Manifest) {
    let last = state.withLock { $0.take() }
    guard var last else { throw RunMistake.finishedTwice }
    let repeated = try last.repeats.repeated()
    if !repeated.isEmpty { try last.writer.replaceRepeated(ordinals: repeated) }
    try last.writer.flagLaterChats(ordinals: last.laterChats.found())
    return try last.writer.finish(
      manifest: manifest, planKey: planKey, ruleSentences: ruleSentences)
  }
}
