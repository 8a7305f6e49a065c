import ArgumentParser
import Pipelines
import Reports

/// Makes one report of several that were made of parts of the same input.
struct MergeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "Make one report of the reports of parts.")

  @Argument(help: "The report directories of the parts, in order.") var parts: [String]
  @Option(help: ArgumentHelp("The report directory, which must not exist yet.", valueName: "dir"))
  var report: String
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let console = output.console
    try await console.exiting {
      let key = ReadingOptions.planKey
      let merged = try ReportMerge.merge(parts: parts, into: report, planKey: key)
      let result = DryRun.Result(
        directory: report, summary: merged.summary, manifest: merged.manifest)
      console.show(result)
      console.next(NextStep.afterReport(result, sends: false))
      return result.status
    }
  }
}
