import ArgumentParser
import Diagnostics
import Foundation
import Pipelines
import Policies

/// Runs the cases that stand beside the rules.
struct TestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Run the cases that stand beside the rules.",
    discussion: """
      A case without "expect" is compared with what was recorded in NAME.snapshot.yaml beside the \
      pipeline. With --input, the rules are also tried on a real export: which never fired in it, \
      and which held only where another had decided.
      """)

  @Argument(help: "The pipeline files.", completion: .file(extensions: ["yaml", "yml"]))
  var pipelines: [String]
  @Option(
    help: ArgumentHelp(
      "Fail where the cases show less than this share of the rules, in percent.",
      valueName: "percent"))
  var coverage: Int?
  @Option(
    help: ArgumentHelp(
      "Fail where the cases show less than this share of the terms' two values, in percent.",
      valueName: "percent"))
  var termCoverage: Int?
  @Option(
    help: ArgumentHelp("Write the results as JUnit XML.", valueName: "file"), completion: .file())
  var junit: String?
  @Flag(help: "Write down what the cases without \"expect\" come to, instead of comparing it.")
  var record = false
  @OptionGroup var reading: ReadingOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    for share in [coverage, termCoverage].compactMap({ $0 }) where !(0...100).contains(share) {
      throw ValidationError("A share goes from 0 to 100 percent.")
    }
  }

  func run() async throws {
    let console = output.console
    try await console.exiting {
      var isGood = true
      var suites: [TestSuite] = []
      let options = try reading.runOptions()
      for path in pipelines {
        let pipeline = try console.pipeline(path, options.settings)
        if record { try writeSnapshot(of: pipeline, path, options) }
        let run = CaseRun(pipeline, snapshot: try snapshot(of: path), now: options.now)
        let suite = TestSuite(path: path, run: run, wanted: (coverage, termCoverage))
        suites.append(suite)
        isGood = isGood && suite.hasPassed
        for line in TestText(suite, isQuiet: output.quiet).lines { console.result(line) }
        guard !reading.input.isEmpty else { continue }
        let export = try await ExportCoverage.measured(pipeline, options: options)
        for line in TestText.lines(of: export) { console.result(line) }
      }
      if let junit { try TextFile.write(JUnitText(suites).text, to: junit) }
      let names = pipelines.map(NextStep.word)
      console.next(
        isGood
          ? "read the export and send nothing: exitpoll run \(names.first ?? "PIPELINE") --dry-run"
          : "mend the rules or the cases, then: exitpoll test \(names.joined(separator: " "))")
      return isGood ? .success : .wantsPerson
    }
  }

  private func snapshot(of pipeline: String) throws -> CaseSnapshot {
    let path = CaseSnapshot.path(besides: pipeline)
    guard let bytes = FileManager.default.contents(atPath: path) else { return CaseSnapshot() }
    var diagnostics: [Diagnostic] = []
    let source = SourceText(name: path, text: String(decoding: bytes, as: UTF8.self))
    guard let snapshot = CaseSnapshot(source, into: &diagnostics) else {
      throw Mistakes(diagnostics: diagnostics, status: .configuration)
    }
    return snapshot
  }

  private func writeSnapshot(
    of pipeline: Pipeline, _ path: String, _ options: RunOptions
  ) throws {
    let run = CaseRun(pipeline, now: options.now)
    guard let text = CaseSnapshot.text(of: run) else { return }
    try TextFile.write(text, to: CaseSnapshot.path(besides: path))
  }
}
