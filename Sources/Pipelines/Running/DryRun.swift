import Diagnostics
import Foundation
package import Reports
import Transcripts

/// A run of a pipeline up to its report: what every run is, live or not.
package struct DryRun: Sendable {
  private let pipeline: Pipeline
  private let options: RunOptions
  private let progress: @Sendable (ReadingProgress) -> Void

  /// What a dry run leaves.
  package struct Result: Sendable {
    /// The report directory.
    package var directory: String
    /// The counts.
    package var summary: ReportSummary
    /// What made the report.
    package var manifest: Manifest
    /// The keys that look-ups found no row for.
    package var unmatchedKeys: UnmatchedKeys

    /// Makes a result.
    package init(
      directory: String, summary: ReportSummary, manifest: Manifest,
      unmatchedKeys: UnmatchedKeys = UnmatchedKeys()
    ) {
      self.directory = directory
      self.summary = summary
      self.manifest = manifest
      self.unmatchedKeys = unmatchedKeys
    }

    /// The exit status that the reading alone asks for.
    package var status: ExitStatus {
      guard summary.unreadable > 0 else { return .success }
      return summary.conversations == 0 ? .unusableData : .wantsPerson
    }
  }

  /// Makes a run; `progress` is called after each chunk, on no particular thread.
  package init(
    _ pipeline: Pipeline, options: RunOptions,
    progress: @escaping @Sendable (ReadingProgress) -> Void = { _ in }
  ) {
    self.pipeline = pipeline
    self.options = options
    self.progress = progress
  }

  /// Reads all inputs, decides every conversation and writes the report.
  ///
  /// - Throws: A `Diagnostic` where an input cannot be opened or the report cannot be written;
  ///   `CancellationError`.
  package func run() async throws -> Result {
    let redaction = try pipeline.reportRedaction(options)
    let inputs = try pipeline.inputs(options)
    let directory = ReportPlace(pipeline: pipeline, options: options).directory
    let start = ReadingProgress(totalBytes: Input.totalBytes(of: inputs))
    let collector = try ReportCollector(
      directory: directory, ledger: pipeline.ledgerPath, start: start, progress: progress)
    let digests = InputDigests()
    let stream = ChunkStream(
      inputs, format: pipeline.ingest.format,
      attributes: Setting.attributes(of: options.settings), limit: options.limit,
      digests: digests)
    let makeWork: @Sendable () -> RunWork = {
      [pipeline, now = options.now, sampler = collector.sampler] in
      RunWork(pipeline, now: now, redaction: redaction, sampler: sampler)
    }
    if pipeline.ingest.format.isGrouped {
      try await gather(stream, collector, makeWork)
    } else {
      try await OrderedParallelMap.run(
        width: options.width, next: { try stream.next() },
        worker: {
          var work = makeWork()
          return { work.worked($0) }
        },
        consume: { try collector.append($0) })
    }
    var manifest = pipeline.manifest(options, inputs: digests.all)
    manifest.previous = ManifestChain.head(beside: directory, pipeline: pipeline.name)
    let unmatchedKeys = collector.unmatchedKeys
    let report = try collector.finish(
      manifest, planKey: options.planKey, ruleSentences: pipeline.ruleSentences)
    let decisions = report.summary.decision
    guard decisions.values.reduce(0, +) == report.summary.conversations,
      decisions["submit"] ?? 0 == report.manifest.plan.submissions
    else { throw RunMistake.doesNotAddUp }
    if options.report == nil, let retention = pipeline.report.retention {
      _ = ReportRetention(duration: retention, pipeline: pipeline.name)
        .removeReports(beside: directory, now: options.now)
    }
    return Result(
      directory: directory, summary: report.summary, manifest: report.manifest,
      unmatchedKeys: unmatchedKeys)
  }

  /// Reads scattered records, puts them together and decides the whole conversations.
  private func gather(
    _ stream: sending ChunkStream, _ collector: ReportCollector,
    _ makeWork: @escaping @Sendable () -> RunWork
  ) async throws {
    let gathering = Gathering(pipeline, folder: collector.workFolder.appending(path: ".pieces"))
    try await OrderedParallelMap.run(
      width: options.width, next: { try stream.next() },
      worker: {
        var work = makeWork()
        return { work.gathered($0) }
      },
      consume: { chunk in
        try collector.append(chunk)
        try gathering.add(chunk.pieces)
      })
    let bytesRead = collector.bytesRead
    try await OrderedParallelMap.run(
      width: options.width, next: { try gathering.next() },
      worker: {
        var work = makeWork()
        return { work.worked($0, bytesRead: bytesRead) }
      },
      consume: { try collector.append($0) })
  }
}
