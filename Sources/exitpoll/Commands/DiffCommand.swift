import ArgumentParser
import Diagnostics
import Foundation
import Pipelines
import Reports

/// Says what changed between two dry runs, and why.
struct DiffCommand: AsyncParsableCommand {
  /// How the differences are written.
  enum Form: String, ExpressibleByArgument, CaseIterable {
    case text, json, html
  }

  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Say what changed between two dry runs, and why.",
    discussion: """
      Compares two report directories; or, with --pipeline given twice, what the two pipelines \
      make of one export. Exits with 1 where anything differs.
      """)

  @Argument(help: "The report directories, the older one first.", completion: .directory)
  var reports: [String] = []
  @Option(
    help: ArgumentHelp(
      "A pipeline file, in place of a report; give the older one first.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var pipeline: [String] = []
  @Option(help: "How it is written: text, json or html.") var format = Form.text
  @OptionGroup var reading: ReadingOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard (reports.count, pipeline.count) != (2, 0) else { return }
    guard (reports.count, pipeline.count) == (0, 2) else {
      throw ValidationError("Name two report directories, or two pipelines with --pipeline.")
    }
  }

  func run() async throws {
    let console = output.console
    try await console.exiting {
      let diff =
        reports.isEmpty
        ? try await pipelineDiff(console) : try ReportDiff(older: reports[0], newer: reports[1])
      switch format {
      case .text: if !(output.quiet && diff.isEmpty) { console.result(diff.text()) }
      case .json: console.result(String(decoding: diff.json, as: UTF8.self))
      case .html: console.result(try diff.page())
      }
      console.next(advice(diff))
      return diff.isEmpty ? .success : .wantsPerson
    }
  }

  private func advice(_ diff: ReportDiff) -> String {
    if diff.isEmpty {
      return reports.isEmpty
        ? "nothing differs; send with either" : "nothing differs; the newer report: \(reports[1])"
    }
    return "why one is decided so: exitpoll explain \(pipeline.last ?? "PIPELINE") "
      + "--conversation ID"
  }

  /// Compares what two pipelines make of one export; their reports are gone afterwards.
  private func pipelineDiff(_ console: Console) async throws -> ReportDiff {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "exitpoll-diff-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let signals = Signals()
    var directories: [String] = []
    for (path, name) in zip(pipeline, ["older", "newer"]) {
      let loaded = try console.pipeline(path, reading.settings())
      var options = try reading.runOptions()
      options.report = folder.appending(path: name).path
      options.identifierKey = ReadingOptions.identifierKey
      let chosen = options
      let result = try await signals.running {
        try await DryRun(loaded, options: chosen, progress: console.readingProgress()).run()
      }
      console.endProgress()
      directories.append(result.directory)
    }
    var diff = try ReportDiff(older: directories[0], newer: directories[1])
    (diff.older, diff.newer) = (pipeline[0], pipeline[1])
    return diff
  }
}
