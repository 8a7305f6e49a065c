import Conversations
import Diagnostics
import Foundation
import Synchronization
import Transcripts

/// Conversations whose records are scattered over the inputs: taken piece by piece, given back
/// whole.
final class Gathering: Sendable {
  private struct State: Sendable {
    var grouper: ConversationGrouper
    var wholes: ArraySlice<ConversationGrouper.Whole> = []
  }

  private let state: Mutex<State>
  private let folder: URL?

  /// What one worker gets at a time.
  static let batch = 500

  /// Makes a gathering; what memory does not hold goes to `folder`, which is its own.
  init(_ pipeline: Pipeline, folder: URL?) {
    self.folder = folder
    let store = self.folder.map { PieceFiles(folder: $0) }
    state = Mutex(
      State(
        grouper: ConversationGrouper(
          format: pipeline.ingest.format, needs: pipeline.needs, store: store)))
  }

  deinit {
    if let folder { try? FileManager.default.removeItem(at: folder) }
  }

  /// Takes pieces, in the order of the input.
  func add(_ pieces: [ConversationGrouper.Whole]) throws(Diagnostic) {
    try state.withLock { (state) throws(Diagnostic) in
      for piece in pieces { try state.grouper.add(piece.conversation, from: piece.source) }
    }
  }

  /// Returns some whole conversations, once all pieces are there; nil after the last.
  func next() throws(Diagnostic) -> [ConversationGrouper.Whole]? {
    try state.withLock { (state) throws(Diagnostic) in
      if state.wholes.isEmpty {
        guard let more = try state.grouper.next() else { return nil }
        state.wholes = more[...]
      }
      let batch = Array(state.wholes.prefix(Self.batch))
      state.wholes = state.wholes.dropFirst(Self.batch)
      return batch
    }
  }
}

/// Pieces in files, one for each part.
struct PieceFiles: PieceStore {
  let folder: URL

  private func file(_ part: Int) -> URL { folder.appending(path: "part-\(part)") }

  mutating func append(_ bytes: [UInt8], toPart part: Int) throws(Diagnostic) {
    let file = file(part)
    do {
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      if !FileManager.default.fileExists(atPath: file.path) {
        _ = FileManager.default.createFile(
          atPath: file.path, contents: nil, attributes: [.posixPermissions: 0o600])
      }
      let handle = try FileHandle(forWritingTo: file)
      defer { try? handle.close() }
      try handle.seekToEnd()
      try handle.write(contentsOf: bytes)
    } catch {
      throw RunMistake.cannotWrite(file.path, error)
    }
  }

  mutating func take(part: Int) throws(Diagnostic) -> [UInt8] {
    let file = file(part)
    guard FileManager.default.fileExists(atPath: file.path) else { return [] }
    do {
      let bytes = [UInt8](try Data(contentsOf: file))
      try FileManager.default.removeItem(at: file)
      return bytes
    } catch {
      throw RunMistake.cannotWrite(file.path, error)
    }
  }
}
