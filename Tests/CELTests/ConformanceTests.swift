import CEL
import Foundation
import Testing

@Suite struct `The public conformance suite` {
  /// How many of the tests pass; raised when more do.
  private static let reached = 1855

  @Test(
    .enabled(
      if: ConformanceSuite.folder != nil,
      "the conformance data is not here: set EXITPOLL_CONFORMANCE to its folder"))
  func `passes at least as many tests as it did`() throws {
    var passed = 0
    var total = 0
    for (file, cases) in try ConformanceSuite.cases() {
      let failures = cases.compactMap { test in
        ConformanceRun(test: test).failure().map { "\(test.name): \($0)" }
      }
      passed += cases.count - failures.count
      total += cases.count
      print("CEL conformance: \(file) \(cases.count - failures.count) of \(cases.count)")
      for failure in failures { print("  failed \(failure)") }
    }
    print("CEL conformance: \(passed) of \(total) without protobuf")
    let page = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "docs/cel.md")
    let shares = [passed, total].map { $0.formatted(.number.locale(Locale(identifier: "en_US"))) }
    #expect(
      try String(contentsOf: page, encoding: .utf8).contains(shares.joined(separator: " of ")),
      "the page must state the number")
    #expect(passed >= `The public conformance suite`.reached)
  }
}
