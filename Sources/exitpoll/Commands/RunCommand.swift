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

  @Argument(help: "The pipeline file.", completion: .file(extensions: ["yaml", "yml"]))
  var pipeline: String

  @Flag(help: "Write the report and send nothing.")
  var dryRun = false

  @OptionGroup var reading: ReadingOptions

  @OptionGroup var reporting: ReportOptions

  @Option(help: ArgumentHelp("Send at most so many; the rest stays pending.", valueName: "n"))
  var maxSends: Int?

  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await output.console.exiting {
      try await reporting.tellingFailure(of: pipeline) { try await ran() }
    }
  }

  private func ran() async throws -> ExitStatus {
    let pipeline = try output.console.pipeline(self.pipeline, reading.settings())
    let console = output.console.about(pipeline.name, stage: "ingest")
    var options = try reading.runOptions()
    reporting.choose(&options)
    let chosen = options
    let signals = Signals()
    let sending =
      dryRun
      ? nil
      : Sending(
        pipeline, environment: ProcessInfo.processInfo.environment, maximumSends: maxSends,
        stop: signals.stop,
        progress: console.about(pipeline.name, stage: "haptik").sendingProgress())
    if let sending { (_, _) = (try sending.endpoint(), try sending.doNotSend()) }
    let result = try await signals.running {
      try await DryRun(pipeline, options: chosen, progress: console.readingProgress()).run()
    }
    console.endProgress()
    console.show(result)
    try reporting.write(beside: result, console)
    var statuses = [result.status]
    var tally: DeliveryTally?
    var next = NextStep.afterReport(result, sends: pipeline.ledgerPath != nil)
    if let drift = try DriftGuard(pipeline).drift(in: result.summary) {
      console.show([drift])
      let unsent = DeliveryTally(unsent: result.manifest.plan.submissions)
      console.showSums(result, sending == nil ? nil : unsent)
      statuses.append(.wantsPerson)
      next = NextStep.afterDrift(result, sends: pipeline.ledgerPath != nil)
    } else if let sending {
      let console = console.about(pipeline.name, stage: "haptik")
      var applying = ApplyOptions()
      applying.planKey = options.planKey
      let sent = try await console.showingSumsOnFailure(of: result) {
        () async throws(Diagnostic) in try await sending.apply(result.directory, applying)
      }
      tally = sent
      console.endProgress()
      console.showSums(result, sent)
      statuses.append(ExitStatus(of: sent))
      next =
        NextStep.afterSending(sent, pipeline: self.pipeline)
        ?? NextStep.afterReport(result, sends: false)
    } else {
      console.showSums(result)
    }
    console.next(next)
    let status = signals.status ?? ExitStatus.first(of: statuses)
    if let metrics = reporting.metrics {
      try MetricsFile(
        result.summary, pipeline: pipeline.name, endedAt: .now(), status: status.rawValue,
        more: tally.map { [.submissions($0, pipeline: pipeline.name)] } ?? []
      ).write(to: metrics)
    }
    return status
  }
}

extension MetricsFile.Metric {
  /// What became of the submissions of a run.
  fileprivate static func submissions(_ tally: DeliveryTally, pipeline: String) -> Self {
    let counts = [
      ("delivered", tally.delivered), ("already", tally.already), ("held", tally.held),
      ("rejected", tally.rejected), ("pending", tally.pending), ("in-doubt", tally.inDoubt),
      ("expired", tally.expired), ("withheld", tally.withheld),
    ]
    return Self(
      name: "exitpoll_submissions", help: "Submissions of the last run by what became of them.",
      samples: counts.map { ([("pipeline", pipeline), ("state", $0.0)], $0.1) })
  }
}
