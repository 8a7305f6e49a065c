import ArgumentParser
import Diagnostics
import Pipelines

/// Finds mistakes in pipeline files without reading any transcript.
struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Find mistakes in pipeline files without reading any transcript.")

  @Argument(help: "The pipeline files.", completion: .file(extensions: ["yaml", "yml"]))
  var pipelines: [String] = []

  @Option(
    help: ArgumentHelp(
      "Tell the longer story of a mistake, by the code in brackets behind its message.",
      valueName: "code"))
  var explain: String?

  @Option(
    help: ArgumentHelp("Write the findings as JUnit XML.", valueName: "file"), completion: .file())
  var junit: String?

  @OptionGroup var output: OutputOptions

  func validate() throws {
    if pipelines.isEmpty, explain == nil {
      throw ValidationError("Name a pipeline file, or a code with --explain.")
    }
  }

  func run() async throws {
    let console = output.console
    try await console.exiting {
      if let explain {
        let code = explain.trimmingPrefix("[").prefix { $0 != "]" }
        for line in try DiagnosticCatalogue.shipped.story(of: String(code)).lines {
          console.result(line)
        }
        if pipelines.isEmpty { return .success }
      }
      return try check(console)
    }
  }

  private func check(_ console: Console) throws -> ExitStatus {
    var diagnostics: [Diagnostic] = []
    var findings: [(name: String, diagnostics: [Diagnostic])] = []
    for path in pipelines {
      let before = diagnostics.count
      if let pipeline = Pipeline.load(path, into: &diagnostics) {
        diagnostics += RuleFindings.diagnostics(of: pipeline.decide.rules)
      }
      findings.append((path, Array(diagnostics[before...])))
      if diagnostics.count == before { console.note("\(path): no mistakes") }
    }
    if let junit { try TextFile.write(JUnitText(findings: findings).text, to: junit) }
    console.show(diagnostics)
    if let first = diagnostics.first {
      console.next("the longer story of a mistake: exitpoll check --explain \(first.code)")
    } else {
      let words = pipelines.map(NextStep.word).joined(separator: " ")
      console.next("run the cases: exitpoll test \(words)")
    }
    if diagnostics.contains(where: { $0.code == "pipeline-missing" }) { return .noInput }
    return diagnostics.isEmpty ? .success : .wantsPerson
  }
}
