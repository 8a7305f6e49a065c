import ArgumentParser
import Diagnostics
import Foundation
import Pipelines
import Reports

/// Makes one report of several that were made of parts of the same input.
struct MergeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "Make one report of parts.",
    discussion: """
      The parts are report directories, or what `exitpoll decide --part` wrote: files, or folders \
      with files named part-*. A part that is missing, doubled or damaged is named, and nothing is \
      written.
      """)

  @Argument(
    help: "The parts: report directories, in order; or outcomes, in any order.", completion: .file()
  )
  var parts: [String]

  @Option(
    help: ArgumentHelp("The report directory, which must not exist yet.", valueName: "dir"),
    completion: .directory)
  var report: String

  @Option(
    help: ArgumentHelp(
      "The pipeline that decided the outcomes; not for reports.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var pipeline: String?

  @OptionGroup var output: OutputOptions

  func run() async throws {
    let console = output.console
    try await console.exiting {
      let result =
        parts.contains(where: OutcomeMerge.isOutcomes)
        ? try await mergedOutcomes(console) : try mergedReports()
      console.endProgress()
      console.show(result)
      console.next(NextStep.afterReport(result, sends: false))
      return result.status
    }
  }

  private func mergedReports() throws -> DryRun.Result {
    let merged = try ReportMerge.merge(
      parts: parts, into: report, planKey: ReadingOptions.planKey)
    return DryRun.Result(directory: report, summary: merged.summary, manifest: merged.manifest)
  }

  private func mergedOutcomes(_ console: Console) async throws -> DryRun.Result {
    guard let pipeline else { throw CommandMistake.outcomesWithoutPipeline }
    var options = RunOptions(now: .now())
    options.width = ProcessInfo.processInfo.activeProcessorCount
    options.planKey = ReadingOptions.planKey
    options.identifierKey = ReadingOptions.identifierKey
    let chosen = options
    let loaded = try console.pipeline(pipeline)
    return try await Signals().running {
      try await OutcomeMerge(loaded, options: chosen, progress: console.readingProgress())
        .run(parts, into: report)
    }
  }
}
