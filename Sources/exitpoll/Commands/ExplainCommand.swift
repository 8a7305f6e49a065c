import ArgumentParser
import Diagnostics
import Pipelines

/// Says why a conversation was decided as it was.
struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Say why a conversation was decided as it was.")

  @Argument(help: "The pipeline file.", completion: .file(extensions: ["yaml", "yml"]))
  var pipeline: String

  @Option(help: ArgumentHelp("The conversation's id.", valueName: "id"))
  var conversation: String

  @OptionGroup var reading: ReadingOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let console = output.console
    try await console.exiting {
      let loaded = try console.pipeline(pipeline, reading.settings())
      let options = try reading.runOptions()
      let found = try await Explaining(loaded, options: options).explanations(of: conversation)
      guard !found.isEmpty else { throw CommandMistake.conversationMissing(conversation) }
      for explanation in found {
        for line in ExplanationText(explanation).lines { console.result(line) }
      }
      console.next("what becomes of other surveys: exitpoll table \(NextStep.word(pipeline))")
      return .success
    }
  }
}
