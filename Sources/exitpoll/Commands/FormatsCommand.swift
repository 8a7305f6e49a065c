import ArgumentParser
import Diagnostics
import Foundation
import Pipelines
import Transcripts

/// Lists the built-in transcript formats.
struct FormatsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "formats", abstract: "List the built-in transcript formats, or show one.")

  @Argument(
    help: "A format's name, to show its mapping.", completion: .list(TranscriptFormat.names))
  var name: String?

  @Option(
    help: ArgumentHelp("Name the likely formats of a file, with the reasons.", valueName: "file"),
    completion: .file())
  var guess: String?

  @Option(
    help: ArgumentHelp(
      "Say how often each field of a file is found, empty or odd.", valueName: "file"),
    completion: .file())
  var profile: String?

  @Option(
    help: ArgumentHelp(
      "For --profile: a built-in format, a mapping file or a pipeline; left out, it is guessed.",
      valueName: "name|file"), completion: .file())
  var format: String?

  @OptionGroup var output: OutputOptions

  func run() async throws {
    let console = output.console
    try await console.exiting {
      if let guess {
        for line in try guesses(guess) { console.result(line) }
        console.next("begin a pipeline of your own: exitpoll init --from \(NextStep.word(guess))")
      } else if let profile {
        for line in try FormatProfiling(profile, format, console).lines { console.result(line) }
      } else if let name {
        guard let text = TranscriptFormat.mappingText(of: name) else {
          throw CommandMistake.unknownFormat(name)
        }
        console.result(text)
        console.next("put its name or a changed copy behind \"format:\" in a pipeline's ingest")
      } else {
        let width = TranscriptFormat.names.map(\.count).max() ?? 0
        for name in TranscriptFormat.names {
          let blank = String(repeating: " ", count: width - name.count + 2)
          let summary = TranscriptFormat.builtIn(named: name)?.title ?? ""
          console.result(name + blank + summary)
        }
        console.next("which one an export has: exitpoll formats --guess FILE")
      }
      return .success
    }
  }

  /// The likely formats of a file, from its first megabyte.
  private func guesses(_ path: String) throws -> [String] {
    let most = 1 << 20
    guard let handle = FileHandle(forReadingAtPath: path),
      let head = try? handle.read(upToCount: most)
    else { throw CommandMistake.unreadableFile(path) }
    let found = FormatGuess.guesses(for: Array(head), isCut: head.count == most)
    guard !found.isEmpty else { return ["none of the built-in formats reads this file"] }
    return found.prefix(3).flatMap { guess in
      ["\(guess.name)  (\(Int(guess.score * 100)) %)"]
        + guess.reasons.map { "    " + $0.madeVisible }
    }
  }
}
