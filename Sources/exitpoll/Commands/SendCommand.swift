import ArgumentParser
import Foundation
import Pipelines

/// Sends what is pending or due in the ledger.
struct SendCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "send",
    abstract: "Send what is pending or due in the ledger; reads no transcript.")

  @Argument(
    help: "The pipeline file whose ledger is meant.",
    completion: .file(extensions: ["yaml", "yml"]))
  var pipeline: String

  @Option(help: ArgumentHelp("Send at most so many; the rest stays pending.", valueName: "n"))
  var maxSends: Int?

  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await output.console.exiting {
      let signals = Signals()
      let loaded = try output.console.pipeline(pipeline)
      let console = output.console.about(loaded.name, stage: "haptik")
      guard
        let sending = Sending(
          loaded, environment: ProcessInfo.processInfo.environment, maximumSends: maxSends,
          stop: signals.stop, progress: console.sendingProgress())
      else { throw CommandMistake.noSink(pipeline) }
      let tally = try await sending.sendPending()
      console.endProgress()
      console.show(tally)
      console.next(
        NextStep.afterSending(tally, pipeline: pipeline)
          ?? "see what the ledger holds: exitpoll ledger list \(NextStep.word(pipeline))")
      return signals.status ?? ExitStatus(of: tally)
    }
  }
}
