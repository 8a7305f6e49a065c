import CEL
import Diagnostics
import Policies
import Testing

private let text = """
  rule:
    variables:
      - {name: big, expression: x > 10}
    match:
      - id: first
        condition: variables.big && !(a || b)
        output: '"first"'
      - id: second
        condition: >-
          a ? x > 5
            : b
        output: '"second"'
        explanation: '"x is " + string(x) + "."'
      - id: third
        condition: 100 / x > 1
        output: '"third"'
  """

/// The terms of a rule with their values, in short.
private func terms(_ rule: RuleTrace?) -> [String] {
  (rule?.terms ?? []).map { term in
    switch term.outcome {
    case .value(.bool(let value)): "\(term.text): \(value)"
    case .value: "\(term.text): a value"
    case .failed(let error): "\(term.text): \(error.kind.rawValue)"
    case .notLookedAt: "\(term.text): not looked at"
    }
  }
}

@Suite struct `A trace` {
  @Test func `shows each term that was looked at, and the first that failed`() throws {
    let policy = try SmallPolicy(text)
    let trace = policy.policy.explain(policy.facts(x: 20, a: true, b: false))
    #expect(trace.result == .matched(.string("second"), ruleID: "second"))
    #expect(trace.rules.map(\.id) == ["first", "second", "third"])
    #expect(trace.rules.map(\.outcome) == [.notHeld, .won, .shadowed])
    #expect(terms(trace.rules[0]) == ["variables.big: true", "a: true", "b: not looked at"])
    #expect(trace.rules[0].firstFailed?.text == "a")
    #expect(trace.rules[0].firstFailed?.place.description == "p.yaml:6:37")
    #expect(terms(trace.winner) == ["a: true", "x > 5: true", "b: not looked at"])
    #expect(trace.winner?.explanation == "x is 20.")
    #expect(trace.rules[2].explanation == nil)
  }

  @Test func `tells a rule that would have held from one that would not`() throws {
    let policy = try SmallPolicy(text)
    let trace = policy.policy.explain(policy.facts(x: 200, a: false, b: false))
    #expect(trace.rules.map(\.outcome) == [.won, .notReached, .notReached])
    #expect(trace.rules[1].firstFailed?.text == "b")
  }

  @Test func `names the failure that ended the evaluation`() throws {
    let policy = try SmallPolicy(text)
    let trace = policy.policy.explain(policy.facts(x: 0, a: false, b: false))
    guard case .failed(let error, "third") = trace.result else {
      Issue.record("does not fail")
      return
    }
    #expect(trace.rules[2].outcome == .failed(error))
    #expect(trace.winner == nil)
  }

  @Test func `agrees with the evaluation on every set of facts`() throws {
    let policies = [
      text,
      """
      rule:
        match:
          - condition: a
            rule: {match: [{condition: b, output: '1'}]}
          - rule: {match: [{condition: x > 1, output: '2'}, {condition: b && x == 1, output: '3'}]}
          - {condition: x == 0 || 1 / x == 1, output: '4'}
      """,
      """
      rule:
        match:
          - condition: a
            rule: {aggregate: [{condition: b, output: '1'}, {condition: 10 / x > 5, output: '2'}]}
          - {condition: b, output: '[3]'}
      """,
    ]
    for text in policies {
      let policy = try SmallPolicy(text)
      for x in [Int64](-1...3) + [20] {
        for bits in 0..<4 {
          let facts = policy.facts(x: x, a: bits & 1 != 0, b: bits & 2 != 0)
          let trace = policy.policy.explain(facts)
          #expect(trace.result == policy.policy.evaluate(facts))
          switch trace.result {
          case .matched(_, let id): #expect((trace.winner?.id ?? "") == id)
          case .none:
            #expect(trace.rules.allSatisfy { $0.outcome == .notHeld || !$0.isReached })
          case .failed(let error, _):
            #expect(trace.rules.contains { $0.outcome == .failed(error) })
          }
        }
      }
    }
  }
}
