import Conversations
import Diagnostics
import Foundation
import Reports

/// Makes one report of the outcomes that `exitpoll decide` wrote in parts: the report that one run
/// over all of them would have written, in the order of the parts.
package struct OutcomeMerge: Sendable {
  private let pipeline: Pipeline
  private let options: RunOptions
  private let progress: @Sendable (ReadingProgress) -> Void

  /// Makes a merge under the pipeline that decided the parts.
  package init(
    _ pipeline: Pipeline, options: RunOptions,
    progress: @escaping @Sendable (ReadingProgress) -> Void = { _ in }
  ) {
    self.pipeline = pipeline
    self.options = options
    self.progress = progress
  }

  /// Returns whether a path holds outcomes rather than a report: a file, or a folder of files named
  /// `part-…`, as Spark and Hadoop write them.
  package static func isOutcomes(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return false }
    guard isFolder.boolValue else { return true }
    return !FileManager.default.fileExists(atPath: ReportPath.manifest(in: path))
  }

  /// Reads all parts, checks that they are whole and all there, and writes the report.
  ///
  /// - Throws: A `Diagnostic` where a part is missing, doubled, damaged or of another run, or where
  ///   the report cannot be written; then there is none.
  package func run(_ paths: [String], into directory: String) async throws -> DryRun.Result {
    let redaction = try pipeline.reportRedaction(options)
    var made = pipeline.manifest(options, inputs: [])
    let parts = try OutcomeParts(try Self.files(of: paths), madeWith: made)
    made.inputs = parts.manifests.flatMap(\.inputs)
    let collector = try ReportCollector(
      directory: directory, ledger: pipeline.ledgerPath, start: ReadingProgress(),
      progress: progress)
    var lines = OutcomeLines(parts.paths)
    let threads = ThreadParts(pipeline.ingest.format)
    try await OrderedParallelMap.run(
      width: options.width, next: { try lines.next() },
      worker: { [sampler = collector.sampler] in
        var work = OutcomeReportWork(redaction: redaction, sampler: sampler, threads: threads)
        return { try work.worked($0) }
      },
      consume: { try collector.append($0) })
    made.previous = ManifestChain.head(beside: directory, pipeline: pipeline.name)
    let report = try collector.finish(
      made, planKey: options.planKey, ruleSentences: pipeline.ruleSentences)
    guard report.summary.records == parts.counts.records,
      report.summary.unreadable == parts.counts.unreadable
    else { throw RunMistake.sumsDiffer }
    return DryRun.Result(
      directory: directory, summary: report.summary, manifest: report.manifest)
  }

  private static func files(of paths: [String]) throws(Diagnostic) -> [String] {
    var files: [String] = []
    for path in paths {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
        throw InputMistake.missing(path)
      }
      guard isFolder.boolValue else {
        files.append(path)
        continue
      }
      let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
      let parts = names.filter { $0.hasPrefix("part-") }.sorted()
      guard !parts.isEmpty else { throw InputMistake.nothingMatches(path + "/part-*") }
      files += parts.map { path + "/" + $0 }
    }
    return files
  }
}

/// What one worker does: outcome lines to lines of the report.
private struct OutcomeReportWork {
  private var lines: ReportLines
  private let threads: ThreadParts?

  init(redaction: Redaction?, sampler: PageSampler, threads: ThreadParts?) {
    lines = ReportLines(redaction: redaction, sampler: sampler)
    self.threads = threads
  }

  mutating func worked(_ piece: OutcomeLines.Piece) throws -> WorkedChunk {
    var count = 0
    var surveys: [(key: SurveyKey, position: Int)] = []
    var users: [LaterChatFinder.Sighting] = []
    for record in try piece.records() {
      switch record {
      case .decided(let decided):
        try threads?.note(decided.conversation.id, in: piece.path)
        lines.append(decided)
        if let anchor = decided.outcome.anchor {
          surveys.append((SurveyKey(decided.conversation, anchor: anchor), count))
        }
        if let user = decided.sighting(position: count) { users.append(user) }
        count += 1
      case .unreadable(let record): lines.append(record)
      }
    }
    return WorkedChunk(
      lines: lines.take(), conversations: count, surveys: surveys, users: users,
      input: piece.path, bytesRead: piece.bytesRead)
  }
}
