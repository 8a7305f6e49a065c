import Diagnostics
import Pipelines

/// Results as JUnit XML, which CI systems show.
struct JUnitText {
  /// One thing that was tried; it failed where there is a message.
  struct Case {
    var name: String
    var failure: String?
    /// Where it stands.
    var place: Place?
  }

  private(set) var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"

  init(_ suites: [(name: String, cases: [Case])]) {
    for (name, cases) in suites {
      let failures = cases.count { $0.failure != nil }
      text +=
        "  <testsuite name=\"\(Self.escaped(name))\" tests=\"\(cases.count)\" "
        + "failures=\"\(failures)\">\n"
      for one in cases { add(one, of: name) }
      text += "  </testsuite>\n"
    }
    text += "</testsuites>\n"
  }

  private mutating func add(_ one: Case, of suite: String) {
    var attributes = "name=\"\(Self.escaped(one.name))\" classname=\"\(Self.escaped(suite))\""
    if let place = one.place {
      attributes += " file=\"\(Self.escaped(place.file))\""
      if let line = place.line { attributes += " line=\"\(line)\"" }
    }
    guard let failure = one.failure else {
      text += "    <testcase \(attributes)/>\n"
      return
    }
    text +=
      "    <testcase \(attributes)><failure message=\"\(Self.escaped(failure))\"/></testcase>\n"
  }

  /// Text for an attribute; characters that XML cannot hold are made visible.
  private static func escaped(_ text: String) -> String {
    text.madeVisible.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
      .replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
  }
}

extension JUnitText {
  /// The results of cases, and of the shares of the rules that they must show.
  init(_ suites: [TestSuite]) {
    self.init(
      suites.map { suite in
        let cases = suite.run.verdicts.map { verdict in
          Case(
            name: verdict.test.name,
            failure: verdict.differences.isEmpty
              ? nil : verdict.differences.joined(separator: "; "), place: verdict.test.place)
        }
        return (suite.path, cases + suite.shortfalls.map { Case(name: "coverage", failure: $0) })
      })
  }
  /// The findings of a check: a failed case each, or one that passes where there is none.
  init(findings: [(name: String, diagnostics: [Diagnostic])]) {
    self.init(
      findings.map { name, diagnostics in
        let cases = diagnostics.map { finding in
          Case(
            name: finding.code,
            failure: [finding.message, finding.remedy].compactMap(\.self).joined(separator: " = "),
            place: finding.place)
        }
        return (name, cases.isEmpty ? [Case(name: "no mistakes")] : cases)
      })
  }
}
