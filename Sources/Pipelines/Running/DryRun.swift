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

    /// Makes a result.
    package init(directory: String, summary: ReportSummary, manifest: Manifest) {
      self.directory = directory
      self.summary = summary
      self.manifest = manifest
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
    let collector = try ReportCollector(directory: directory, start: start, progress: progress)
    let digests = InputDigests()
    let stream = ChunkStream(
      inputs, format: pipeline.ingest.format,
      attributes: Setting.attributes(of: options.settings), limit: options.limit,
      digests: digests)
    try await OrderedParallelMap.run(
      width: options.width, next: { try stream.next() },
      worker: { [pipeline, now = options.now, sampler = collector.sampler] in
        var work = RunWork(pipeline, now: now, redaction: redaction, sampler: sampler)
        return { work.worked($0) }
      },
      consume: { try collector.append($0) })
    var manifest = pipeline.manifest(options, inputs: digests.all)
    manifest.previous = ManifestChain.head(beside: directory, pipeline: pipeline.name)
    let report = try collector.finish(
      manifest, planKey: options.planKey, ruleSentences: pipeline.ruleSentences)
    return Result(directory: directory, summary: report.summary, manifest: report.manifest)
  }
}
