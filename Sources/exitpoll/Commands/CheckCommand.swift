import ArgumentParser
import Diagnostics
import Pipelines

/// Finds mistakes in pipeline files without reading any transcript.
struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Find mistakes in pipeline files without reading any transcript.")

  @Argument(help: "The pipeline files.")
  var pipelines: [String]

  @OptionGroup var output: OutputOptions

  func run() async throws {
    let console = output.console
    try await console.exiting {
      var diagnostics: [Diagnostic] = []
      for path in pipelines {
        let before = diagnostics.count
        if let pipeline = Pipeline.load(path, into: &diagnostics) {
          diagnostics += RuleFindings.diagnostics(of: pipeline.decide.rules)
        }
        if diagnostics.count == before { console.note("\(path): no mistakes") }
      }
      console.show(diagnostics)
      if diagnostics.contains(where: { $0.code == "pipeline-missing" }) { return .noInput }
      return diagnostics.isEmpty ? .success : .wantsPerson
    }
  }
}
