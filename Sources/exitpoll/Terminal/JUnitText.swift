import Diagnostics
import Pipelines

/// Results of cases as JUnit XML, which CI systems show.
struct JUnitText {
  private(set) var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"

  init(_ suites: [(name: String, run: CaseRun)]) {
    for (name, run) in suites {
      let failures = run.verdicts.count { !$0.differences.isEmpty }
      text +=
        "  <testsuite name=\"\(Self.escaped(name))\" tests=\"\(run.verdicts.count)\" "
        + "failures=\"\(failures)\">\n"
      for verdict in run.verdicts { add(verdict) }
      text += "  </testsuite>\n"
    }
    text += "</testsuites>\n"
  }

  private mutating func add(_ verdict: CaseRun.Verdict) {
    let name = Self.escaped(verdict.test.name)
    guard !verdict.differences.isEmpty else {
      text += "    <testcase name=\"\(name)\"/>\n"
      return
    }
    let message = Self.escaped(verdict.differences.joined(separator: "; "))
    text +=
      "    <testcase name=\"\(name)\"><failure message=\"\(message)\"/></testcase>\n"
  }

  /// Text for an attribute; characters that XML cannot hold are made visible.
  private static func escaped(_ text: String) -> String {
    text.madeVisible.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
      .replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
  }
}
