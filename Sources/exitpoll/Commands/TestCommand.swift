import ArgumentParser
import Diagnostics
import Foundation
import Pipelines
import Policies

/// Runs the cases that stand beside the rules.
struct TestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Run the cases that stand beside the rules.")

  @Argument(help: "The pipeline files.") var pipelines: [String]
  @Option(
    help: ArgumentHelp(
      "Fail where the cases show less than this share of the rules, in percent.",
      valueName: "percent"))
  var coverage: Int?
  @Option(help: ArgumentHelp("Write the results as JUnit XML.", valueName: "file"))
  var junit: String?
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let console = output.console
    try await console.exiting {
      var isGood = true
      var suites: [(name: String, run: CaseRun)] = []
      for path in pipelines {
        let run = CaseRun(try console.pipeline(path), now: .now())
        suites.append((path, run))
        report(run, of: path, console)
        isGood = isGood && run.hasPassed && isCovered(run)
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

  private func isCovered(_ run: CaseRun) -> Bool {
    Int(run.coverage.ruleShare * 100) >= coverage ?? 0
  }

  private func report(_ run: CaseRun, of path: String, _ console: Console) {
    for verdict in run.verdicts where !verdict.differences.isEmpty {
      let place = verdict.test.place.description.madeVisible
      console.result("\(place): \(verdict.test.name.madeVisible)")
      for difference in verdict.differences { console.result("    \(difference.madeVisible)") }
    }
    let failed = run.verdicts.count { !$0.differences.isEmpty }
    if !output.quiet || failed > 0 {
      console.result(
        "\(path): \(run.verdicts.count - failed) passed, \(failed) failed; "
          + "\(Int(run.coverage.ruleShare * 100)) % of the rules decided a case")
      for rule in run.coverage.rules where rule.wins == 0 {
        console.result("    no case shows the rule \(rule.id.madeVisible)")
      }
    }
  }
}
