import CEL
import Diagnostics
import Documents
import Foundation
import Testing

@testable import Policies

@Suite(
  .enabled(
    if: ConformanceCase.root != nil,
    "needs the conformance data: set EXITPOLL_CONFORMANCE to its folder"))
struct `The public CEL Policy suite` {
  @Test func `passes, but for the two folders that need protobuf`() throws {
    var count = 0
    var failures: [String] = []
    for suite in ConformanceCase.all {
      let (tests, problems) = try run(suite)
      count += tests
      failures += problems.map { "\(suite.name): \($0)" }
    }
    print("CEL Policy conformance: \(count - failures.count) of \(count)")
    #expect(failures == [])
    #expect(count == 87)
    let page = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "docs/cel.md")
    #expect(
      try String(contentsOf: page, encoding: .utf8).contains(
        "\(count - failures.count) of \(count)"))
  }

  private func run(_ suite: ConformanceCase) throws -> (tests: Int, failures: [String]) {
    let tests = try suite.tests()
    var problems: [Diagnostic] = []
    let environment = try ConformanceEnvironment.make(for: suite)
    let policy = try suite.policy(into: &problems)?.compile(in: environment, into: &problems)
    return (
      tests.count,
      tests.compactMap { test in
        let name = test["name"]?.text ?? "?"
        let failure =
          test["output"]?["error_set"] != nil
          ? compileFailure(suite, policy, problems)
          : outputFailure(test, policy, problems, environment)
        return failure.map { "\(name): \($0)" }
      }
    )
  }

  private func compileFailure(
    _ suite: ConformanceCase, _ policy: CompiledPolicy?, _ problems: [Diagnostic]
  ) -> String? {
    guard policy == nil else { return "compiles" }
    let found = problems.filter { $0.severity == .error }
      .map { "\($0.code) \($0.place?.line ?? 0):\($0.place?.column ?? 0)" }
    let wanted = ConformanceErrors.wanted[suite.name] ?? []
    return found == wanted ? nil : "reports \(found), not \(wanted)"
  }

  private func outputFailure(
    _ test: YAMLNode, _ policy: CompiledPolicy?, _ problems: [Diagnostic],
    _ environment: Environment
  ) -> String? {
    guard let policy else { return problems.map { $0.rendered() }.joined(separator: "\n") }
    guard let output = test["output"], let wanted = value(output, in: environment) else {
      return "has no output that can be read"
    }
    var input: [String: Value] = [:]
    if case .mapping(let entries)? = test["input"]?.content {
      for (key, node) in entries {
        guard let name = key.text, let value = value(node, in: environment) else {
          return "has an input that cannot be read"
        }
        input[name] = value
      }
    }
    let found: Value
    switch policy.evaluate(VariableValues(input, in: environment)) {
    case .matched(let value, _): found = value
    case .none: found = .optional(nil)
    case .failed(let error, let rule): return "fails in \(rule): \(error)"
    }
    return found == wanted ? nil : "gives \(found), not \(wanted)"
  }

  private func value(_ node: YAMLNode, in environment: Environment) -> Value? {
    if let value = node["value"] { return value.celValue }
    guard let text = node["expr"]?.text else { return nil }
    var problems: [Diagnostic] = []
    let program = environment.compile(
      SourceText(name: "tests.yaml", text: text), into: &problems)
    return try? program?.evaluate(VariableValues())
  }
}
