import ArgumentParser
import Diagnostics
import Foundation
import Pipelines
import Reports

/// Sends exactly what an audited dry run listed.
struct ApplyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply", abstract: "Send exactly what an audited dry run listed.")

  @Argument(help: "The report directory of the dry run.")
  var reportDirectory: String

  @Option(
    help: ArgumentHelp(
      "Insist on the plan with this digest, as the page and the run printed it.",
      valueName: "sha256"))
  var digest: String?

  @Option(
    help: ArgumentHelp(
      "The pipeline file, where it is no longer at the path that the report names.",
      valueName: "file"))
  var pipeline: String?

  @Flag(help: "Go on although the pipeline, its rules or the tool have changed since.")
  var acceptChanges = false

  @Option(help: ArgumentHelp("Send at most so many; the rest stays pending.", valueName: "n"))
  var maxSends: Int?

  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await output.console.exiting {
      let environment = ProcessInfo.processInfo.environment
      let path = try pipeline ?? Manifest.read(in: reportDirectory).pipeline.name
      let signals = Signals()
      let loaded = try output.console.pipeline(path)
      let console = output.console.about(loaded.name, stage: "haptik")
      guard
        let sending = Sending(
          loaded, environment: environment, maximumSends: maxSends, stop: signals.stop,
          progress: console.sendingProgress())
      else { throw CommandMistake.noSink(path) }
      let tally = try await sending.apply(
        reportDirectory, digest: digest, planKey: ReadingOptions.planKey,
        acceptsChanges: acceptChanges)
      console.endProgress()
      console.show(tally)
      console.next(
        NextStep.afterSending(tally, pipeline: path)
          ?? "see what the ledger holds: exitpoll ledger list \(NextStep.word(path))")
      return signals.status ?? ExitStatus(of: tally)
    }
  }
}
