import CEL
import Diagnostics
import Foundation
import Policies
import TestKit
import Testing

private let seedText = """
  name: p
  rule:
    variables:
      - {name: v, expression: 'x * 2 + 1'}
      - name: w
        expression: >-
          variables.v > 3 ? [x, 2].map(i, i / x) : [x]
    match:
      - id: m
        condition: a && (b || variables.w.exists(i, i > 1))
        output: '["text " + string(variables.v)]'
        explanation: '"because"'
      - condition: x > 1
        rule:
          aggregate:
            - condition: |
                b == true
              output: '"a"'
      - output: '["b"]'
  verification:
    - {id: i, condition: 'output != ["c"]', message: m}
  """

@Suite struct `Any text as a policy` {
  @Test func `is refused with a place or decides, without a crash`() throws {
    let seed: UInt64 = 20_261_123
    var generator = SeededGenerator(seed: seed)
    let pieces = [
      "", "!", "(", ")", "\"", "'", "variables.v", "variables.", "x", " || ", " && ", "match:",
      "rule:", "output:", "- ", "\n", "  ", "{", "}", "[", "]", "?", ":", "1", "true", "null", "#",
      "aggregate:", "é", "\u{0}",
    ]
    var decided = 0
    for round in 0..<1500 {
      var bytes = Array(seedText.utf8)
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let start = Int.random(in: 0..<bytes.count, using: &generator)
        let end = min(bytes.count, start + Int.random(in: 0...4, using: &generator))
        let piece = pieces.randomElement(using: &generator) ?? ""
        bytes.replaceSubrange(start..<end, with: Array(piece.utf8))
      }
      let text = String(decoding: bytes, as: UTF8.self)
      if try decides(text, "seed \(seed), round \(round):\n\(text)") { decided += 1 }
    }
    #expect(decided > 20, "too few of the damaged policies are still policies")
  }

  /// Compiles a text and runs what comes of it; returns whether it is a policy.
  private func decides(_ text: String, _ comment: String) throws -> Bool {
    var environment = Environment()
    environment.declare(variable: "x", type: .int)
    environment.declare(variable: "a", type: .bool)
    environment.declare(variable: "b", type: .bool)
    var problems: [Diagnostic] = []
    let policy = Policy.parse(SourceText(name: "p.yaml", text: text), into: &problems)?
      .compile(in: environment, into: &problems)
    let errors = problems.filter { $0.severity == .error }
    #expect((policy == nil) == !errors.isEmpty, "\(comment)")
    for problem in problems { #expect(problem.place?.file == "p.yaml", "\(comment)") }
    guard let policy else { return false }
    for x in Int64(0)...2 {
      let facts = VariableValues(
        ["x": .int(x), "a": .bool(x > 0), "b": .bool(x > 1)], in: environment)
      let trace = policy.explain(facts)
      #expect(trace.result == policy.evaluate(facts), "\(comment)")
      if case .failed(let error, _) = trace.result {
        #expect(error.kind != .noSuchOverload, "\(comment)")
      }
    }
    return true
  }
}
