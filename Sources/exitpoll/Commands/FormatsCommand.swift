import ArgumentParser
import Diagnostics
import Pipelines
import Transcripts

/// Lists the built-in transcript formats.
struct FormatsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "formats", abstract: "List the built-in transcript formats, or show one.")

  @Argument(help: "A format's name, to show its mapping.")
  var name: String?

  @OptionGroup var output: OutputOptions

  func run() async throws {
    let console = output.console
    try await console.exiting {
      if let name {
        guard let text = TranscriptFormat.mappingText(of: name) else {
          throw CommandMistake.unknownFormat(name)
        }
        console.result(text)
      } else {
        let width = TranscriptFormat.names.map(\.count).max() ?? 0
        for name in TranscriptFormat.names {
          let blank = String(repeating: " ", count: width - name.count + 2)
          let summary = TranscriptFormat.builtIn(named: name)?.title ?? ""
          console.result(name + blank + summary)
        }
      }
      return .success
    }
  }
}
