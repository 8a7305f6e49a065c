import ArgumentParser
import Diagnostics
import Foundation
import Pipelines
import Reports

/// Sends exactly what an audited dry run listed.
struct ApplyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply", abstract: "Send exactly what an audited dry run listed.")

  @Argument(help: "The report directory of the dry run.", completion: .directory)
  var reportDirectory: String

  @Option(
    help: ArgumentHelp(
      "Insist on the plan with this digest, as the page and the run printed it.",
      valueName: "sha256"))
  var digest: String?

  @Option(
    help: ArgumentHelp(
      "The pipeline file, where it is no longer at the path that the report names.",
      valueName: "file"), completion: .file(extensions: ["yaml", "yml"]))
  var pipeline: String?

  @Flag(help: "Go on although the pipeline, its rules or the tool have changed since.")
  var acceptChanges = false

  @Flag(help: "Go on although the export is not what the pipeline expects.")
  var acceptDrift = false

  @Option(
    help: ArgumentHelp(
      "The sheet of an auditor's verdicts; left out, verdicts.csv in the report directory, if there "
        + "is one.", valueName: "file"), completion: .file(extensions: ["csv"]))
  var verdicts: String?

  @Option(
    help: ArgumentHelp(
      "Who gave the verdicts that name nobody; left out, who runs this.", valueName: "name"))
  var by: String?

  @Flag(help: "Send only what a verdict approves or settles.")
  var approvedOnly = false

  @Option(help: ArgumentHelp("Send at most so many; the rest stays pending.", valueName: "n"))
  var maxSends: Int?

  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await output.console.exiting {
      let environment = ProcessInfo.processInfo.environment
      let path = try pipeline ?? Self.pipelinePath(in: reportDirectory)
      let signals = Signals()
      let loaded = try output.console.pipeline(path)
      let console = output.console.about(loaded.name, stage: "haptik")
      guard
        let sending = Sending(
          loaded, environment: environment, maximumSends: maxSends, stop: signals.stop,
          progress: console.sendingProgress())
      else { throw CommandMistake.noSink(path) }
      var options = ApplyOptions()
      options.digest = digest
      options.planKey = ReadingOptions.planKey
      options.acceptsChanges = acceptChanges
      options.acceptsDrift = acceptDrift
      options.auditor = by ?? NSUserName()
      options.judged = try judged()
      let tally = try await sending.apply(reportDirectory, options)
      console.endProgress()
      console.show(tally)
      console.next(
        NextStep.afterSending(tally, pipeline: path)
          ?? "see what the ledger holds: exitpoll ledger list \(NextStep.word(path))")
      return signals.status ?? ExitStatus(of: tally)
    }
  }

  /// The pipeline file as the manifest names it.
  private static func pipelinePath(in directory: String) throws -> String {
    let pipeline = try Manifest.read(in: directory).pipeline
    return pipeline.path ?? pipeline.name
  }

  private func judged() throws -> JudgedPlan? {
    var source = VerdictSource()
    source.sheet = verdicts
    source.identifierKey = ReadingOptions.identifierKey
    source.wantsApproval = approvedOnly
    var problems: [Diagnostic] = []
    let judged = try source.judged(reportDirectory, problems: &problems)
    guard problems.isEmpty else {
      throw Mistakes(diagnostics: problems, status: .unusableData)
    }
    return judged
  }
}
