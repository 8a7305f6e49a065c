import Conversations
import Diagnostics
package import Foundation
package import Reports
import Synchronization
import Transcripts

/// A run that hands its outcomes on, one line for each record, in order: for another engine to
/// pipe records through.
///
/// Where a format spreads a conversation over several records, a line for each conversation comes
/// once all records were read. Memory does not grow with the input. It knows nothing of records that other parts hold, so it
/// calls no survey repeated.
package struct Deciding: Sendable {
  /// What came by.
  package struct Counts: Sendable, Hashable {
    /// Records, readable or not.
    package var records = 0
    /// Those that could not be read.
    package var unreadable = 0

    /// The exit status: every record got its line, so all is well, unless none could be read.
    package var status: ExitStatus {
      records > 0 && unreadable == records ? .unusableData : .success
    }
  }

  private let pipeline: Pipeline
  private let options: RunOptions
  private let part: OutcomeSeal.Number?
  private let folder: URL

  /// Makes a run; `part` asks for a last line that says which part of how many it was.
  ///
  /// Scattered records that memory does not hold go to `folder`, which is made for them and removed.
  package init(
    _ pipeline: Pipeline, options: RunOptions, part: OutcomeSeal.Number? = nil, folder: URL
  ) {
    self.pipeline = pipeline
    self.options = options
    self.part = part
    self.folder = folder
  }

  /// Reads all inputs and hands on whole lines, in the order of the input.
  ///
  /// - Parameter write: Takes lines; returns whether more are wanted. Never called twice at once.
  /// - Returns: What came by.
  /// - Throws: A `Diagnostic` where an input cannot be opened or read; `CancellationError`.
  package func run(_ write: @escaping @Sendable ([UInt8]) throws -> Bool) async throws -> Counts {
    let digests = InputDigests()
    let stream = ChunkStream(
      try pipeline.inputs(options), format: pipeline.ingest.format,
      attributes: Setting.attributes(of: options.settings), limit: options.limit,
      digests: digests, isEager: true)
    let output = OutcomeOutput(isSealed: part != nil, write)
    if pipeline.ingest.format.isGrouped {
      try await gather(stream, output)
    } else {
      try await OrderedParallelMap.run(
        width: options.width,
        next: { output.isWanted ? try stream.next() : nil },
        worker: { [pipeline, now = options.now] in
          var work = OutcomeWork(pipeline, now: now)
          return { work.worked($0) }
        },
        consume: { try output.append($0) })
    }
    if let part {
      let inputs = digests.all.map { Manifest.Item(name: "part \(part.text)", digest: $0.digest) }
      try output.seal(part, pipeline.manifest(options, inputs: inputs))
    }
    return output.counts
  }

  /// Reads scattered records, puts them together and hands on the whole conversations.
  private func gather(_ stream: sending ChunkStream, _ output: OutcomeOutput) async throws {
    let gathering = Gathering(pipeline, folder: folder)
    let makeWork: @Sendable () -> OutcomeWork = { [pipeline, now = options.now] in
      OutcomeWork(pipeline, now: now)
    }
    try await OrderedParallelMap.run(
      width: options.width,
      next: { output.isWanted ? try stream.next() : nil },
      worker: {
        var work = makeWork()
        return { work.gathered($0) }
      },
      consume: { lines in
        try output.append(lines)
        try gathering.add(lines.pieces)
      })
    try await OrderedParallelMap.run(
      width: options.width,
      next: { output.isWanted ? try gathering.next() : nil },
      worker: {
        var work = makeWork()
        return { work.worked($0) }
      },
      consume: { try output.append($0) })
  }
}

/// Where the lines go, and what went there.
private final class OutcomeOutput: Sendable {
  private struct State {
    var counts = Deciding.Counts()
    var sealer: OutcomeSealer?
    var isWanted = true
  }

  private let state: Mutex<State>
  private let write: @Sendable ([UInt8]) throws -> Bool

  init(isSealed: Bool, _ write: @escaping @Sendable ([UInt8]) throws -> Bool) {
    state = Mutex(State(sealer: isSealed ? OutcomeSealer() : nil))
    self.write = write
  }

  /// Whether anybody still reads what is written.
  var isWanted: Bool { state.withLock { $0.isWanted } }

  var counts: Deciding.Counts { state.withLock { $0.counts } }

  func append(_ lines: OutcomeWork.Lines) throws {
    let isWanted = try write(lines.bytes)
    state.withLock { state in
      state.isWanted = isWanted
      state.counts.records += lines.records
      state.counts.unreadable += lines.unreadable
      state.sealer?.add(lines.bytes, records: lines.records, unreadable: lines.unreadable)
    }
  }

  func seal(_ part: OutcomeSeal.Number, _ manifest: Manifest) throws {
    guard let sealer = state.withLock({ $0.isWanted ? $0.sealer : nil }) else { return }
    _ = try write(sealer.line(part: part, manifest: manifest))
  }
}
