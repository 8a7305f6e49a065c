import Diagnostics
import Pipelines
import Policies

/// Results of cases as lines that a person reads in a terminal.
struct TestText {
  private(set) var lines: [String] = []

  init(_ suite: TestSuite, isQuiet: Bool) {
    let run = suite.run
    for verdict in run.verdicts where !verdict.differences.isEmpty {
      let place = verdict.test.place.description.madeVisible
      lines.append("\(place): \(verdict.test.name.madeVisible)")
      lines += verdict.differences.map { "    \($0.madeVisible)" }
    }
    if !isQuiet || !suite.hasPassed {
      let failed = run.verdicts.count { !$0.differences.isEmpty }
      lines.append(
        "\(suite.path.madeVisible): \(run.verdicts.count - failed) passed, \(failed) failed; "
          + "\(Int(run.coverage.ruleShare * 100)) % of the rules decided a case, "
          + "\(Int(run.coverage.termShare * 100)) % of the terms' two values were seen")
      lines += suite.shortfalls.map { "    \($0)" }
      addUnseen(run.coverage)
    }
  }

  private mutating func addUnseen(_ coverage: PolicyCoverage) {
    for rule in coverage.rules where rule.wins == 0 {
      lines.append("    no case shows the rule \(rule.id.madeVisible)")
    }
    for rule in coverage.rules where rule.wins > 0 {
      for term in rule.terms where term.wasTrue == 0 || term.wasFalse == 0 {
        let values = [term.wasTrue == 0 ? "true" : nil, term.wasFalse == 0 ? "false" : nil]
        lines.append(
          "    in \(rule.id.madeVisible), no case shows \(term.text.madeVisible) as "
            + values.compactMap { $0 }.joined(separator: " or "))
      }
    }
  }

  /// What the rules did with a real export: a line for each rule.
  static func lines(of export: ExportCoverage) -> [String] {
    let decided = export.conversations - export.leftOut
    let rules = export.coverage.rules
    let width = String(rules.map(\.wins).max() ?? 0).count
    let head =
      "the rules were asked about \(decided) of \(export.conversations) conversations"
      + (export.leftOut == 0 ? "" : "; filter or after left the others out")
    return [head]
      + rules.map { rule in
        "    \(rule.wins.padded(to: width))  \(rule.id.madeVisible)" + remark(on: rule)
      }
  }

  private static func remark(on rule: PolicyCoverage.Rule) -> String {
    var remark = ""
    if rule.wins == 0, rule.shadowed == 0 { remark = ": never fired" }
    if rule.wins == 0, rule.shadowed > 0 {
      let others = rule.shadowedBy.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        .map { "\($0.key.madeVisible) (\($0.value))" }
      remark = ": held \(rule.shadowed) times, each time under " + others.joined(separator: ", ")
    }
    if rule.failures > 0 { remark += ": failed \(rule.failures) times" }
    return remark
  }
}
