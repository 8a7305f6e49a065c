import ArgumentParser
import Delivery
import Diagnostics
import Foundation
import Pipelines
import Reports

/// Runs a pipeline: a dry run, followed by `apply` unless it is to stay one.
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run a pipeline over its exports.",
    discussion: """
      Every run writes a report directory. With --dry-run that is all, and no secret is needed; \
      without it, exactly what the report lists is then sent, each survey once.
      """)

  @Argument(help: "The pipeline file.")
  var pipeline: String

  @Flag(help: "Write the report and send nothing.")
  var dryRun = false

  @OptionGroup var reading: ReadingOptions

  @Option(help: ArgumentHelp("The report directory, which must not exist yet.", valueName: "dir"))
  var report: String?

  @Option(help: ArgumentHelp("Send at most so many; the rest stays pending.", valueName: "n"))
  var maxSends: Int?

  @Option(
    help: ArgumentHelp("Write the counts as a Prometheus textfile.", valueName: "file"))
  var metrics: String?

  @OptionGroup var output: OutputOptions

  func run() async throws {
    let console = output.console
    try await console.exiting {
      let pipeline = try console.pipeline(self.pipeline, reading.settings())
      var options = try reading.runOptions()
      options.report = report
      let chosen = options
      let signals = Signals()
      let sending =
        dryRun
        ? nil
        : Sending(
          pipeline, environment: ProcessInfo.processInfo.environment, maximumSends: maxSends,
          stop: signals.stop, progress: console.sendingProgress())
      if let sending { _ = try sending.endpoint() }
      let result = try await signals.running {
        try await DryRun(pipeline, options: chosen, progress: console.readingProgress()).run()
      }
      console.endProgress()
      console.show(result)
      var statuses = [result.status]
      if let sending {
        let tally = try await sending.apply(result.directory, planKey: options.planKey)
        console.endProgress()
        console.show(tally)
        statuses.append(ExitStatus(of: tally))
      }
      let status = signals.status ?? ExitStatus.first(of: statuses)
      if let metrics {
        try MetricsFile(
          result.summary, pipeline: pipeline.name, endedAt: .now(), status: status.rawValue
        ).write(to: metrics)
      }
      return status
    }
  }
}
