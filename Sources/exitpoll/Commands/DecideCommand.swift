import ArgumentParser
import Diagnostics
import Foundation
import Pipelines
import Reports

/// Reads records and writes what becomes of each: a filter for other engines.
struct DecideCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decide",
    abstract: "Read records from standard input, write what becomes of each to standard output.",
    discussion: """
      A line of JSON for each record, in order: the decision, the identity, what would be sent, and \
      the survey's exchange, nothing masked. Where a format spreads a conversation over records, \
      a line for each conversation, at the end. Nothing is sent, and no report is written: \
      `exitpoll merge` makes one of the lines.
      """)

  @Argument(help: "The pipeline file.", completion: .file(extensions: ["yaml", "yml"]))
  var pipeline: String

  @Option(
    help: ArgumentHelp(
      "Which part of how many this is, such as 3/8: a last line seals the part, and `exitpoll merge` "
        + "finds parts that are missing, doubled or damaged.", valueName: "n/m"))
  var part: String?

  @OptionGroup var reading: ReadingOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if let part, OutcomeSeal.Number(part) == nil {
      throw ValidationError("--part takes a number of how many, such as 3/8.")
    }
  }

  func run() async throws {
    let console = output.console
    try await console.exiting {
      let pipeline = try console.pipeline(self.pipeline, reading.settings())
      var options = try reading.runOptions()
      if reading.input.isEmpty { options.inputs = ["-"] }
      // An engine runs one for each of its own cores.
      options.width = reading.jobs ?? 1
      let chosen = options
      let signals = Signals()
      let counts = try await signals.running {
        try await Deciding(
          pipeline, options: chosen, part: part.flatMap(OutcomeSeal.Number.init),
          folder: FileManager.default.temporaryDirectory
            .appending(path: "exitpoll-pieces-\(UUID())")
        )
        .run { console.pass($0) }
      }
      return signals.status ?? counts.status
    }
  }
}
