import ArgumentParser
import Pipelines
import Reports

/// Says what changed between two dry runs, and why.
struct DiffCommand: AsyncParsableCommand {
  /// How the differences are written.
  enum Form: String, ExpressibleByArgument, CaseIterable {
    case text, json, html
  }

  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Say what changed between two dry runs, and why.")

  @Argument(help: "The report directory of the older run.") var older: String
  @Argument(help: "The report directory of the newer run.") var newer: String
  @Option(help: "How it is written: text, json or html.") var format = Form.text
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let console = output.console
    try await console.exiting {
      let diff = try ReportDiff(older: older, newer: newer)
      switch format {
      case .text: if !(output.quiet && diff.isEmpty) { console.result(diff.text()) }
      case .json: console.result(String(decoding: diff.json, as: UTF8.self))
      case .html: console.result(try diff.page())
      }
      console.next(
        diff.isEmpty
          ? "nothing differs; the newer report: \(newer)/index.html"
          : "why one is decided so: exitpoll explain PIPELINE --conversation ID")
      return diff.isEmpty ? .success : .wantsPerson
    }
  }
}
