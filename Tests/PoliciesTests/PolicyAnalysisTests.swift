import CEL
import Diagnostics
import Policies
import Testing

/// Every set of facts with a small `x`.
private func everyCase(_ policy: SmallPolicy) -> [VariableValues] {
  var cases: [VariableValues] = []
  for x in Int64(0)...3 {
    for bits in 0..<4 {
      cases.append(policy.facts(x: x, a: bits & 1 != 0, b: bits & 2 != 0))
    }
  }
  return cases
}

@Suite struct `An analysis over every case` {
  @Test func `finds rules that never hold, rules in a shadow and cases without a rule`() throws {
    let policy = try SmallPolicy(
      """
      rule:
        match:
          - {id: two, condition: x >= 2, output: '1'}
          - {id: never, condition: x > 3, output: '2'}
          - {id: a, condition: a, output: '3'}
          - {id: shadowed, condition: a && x > 0, output: '4'}
      """)
    let analysis = policy.policy.analysis(over: everyCase(policy))
    #expect(analysis.caseCount == 16)
    #expect(analysis.neverHolding == ["never"])
    #expect(analysis.shadowed.map(\.id) == ["shadowed"])
    #expect(analysis.shadowed.first?.by == ["two", "a"])
    #expect(analysis.shadowed.first?.count == 6)
    let slot = try #require(policy.environment.slot(of: "x"))
    #expect(analysis.shadowed.first?.witness[slot] == .int(1))
    #expect(analysis.uncovered?.count == 4)
    #expect(analysis.uncovered?.witness[slot] == .int(0))
    #expect(analysis.failing.isEmpty)
    #expect(!analysis.isClean)
  }

  @Test func `finds rules that fail`() throws {
    let policy = try SmallPolicy(
      """
      rule:
        match:
          - {id: divides, condition: 6 / x > 2, output: '1'}
          - {id: rest, output: '2'}
      """)
    let analysis = policy.policy.analysis(over: everyCase(policy))
    #expect(analysis.failing.map(\.ruleID) == ["divides"])
    #expect(analysis.failing.first?.count == 4)
    #expect(analysis.failing.first?.subject.kind == .divisionByZero)
  }

  @Test func `checks the invariants on every output`() throws {
    let policy = try SmallPolicy(
      """
      rule:
        match:
          - {id: plain, condition: a, output: x}
          - {id: more, output: x + 1}
      verification:
        - {id: small, condition: output < 4, message: an output is less than 4}
        - {id: same, condition: output == x || b, message: an output is x}
        - {id: fails, condition: 1 / x > 0 || output > 0 || x == 0, message: never broken}
      """)
    let analysis = policy.policy.analysis(over: everyCase(policy))
    #expect(
      analysis.brokenInvariants.map { "\($0.subject.id) \($0.ruleID ?? "") \($0.count)" }
        == ["same more 4", "small more 2"])
    #expect(analysis.brokenInvariants.last?.subject.message == "an output is less than 4")
    #expect(analysis.brokenInvariants.last?.subject.place.description == "p.yaml:6:5")
    let facts = policy.facts(x: 3, a: false, b: true)
    #expect(
      policy.policy.brokenInvariants(of: policy.policy.evaluate(facts), facts).map(\.id)
        == ["small"])
    #expect(policy.policy.brokenInvariants(of: .none, facts) == [])
  }

  @Test func `counts an invariant that fails as broken`() throws {
    let policy = try SmallPolicy(
      """
      rule: {match: [{output: '1'}]}
      verification: [{id: divides, condition: output / x > 0, message: m}]
      """)
    let facts = policy.facts(x: 0)
    #expect(
      policy.policy.brokenInvariants(of: policy.policy.evaluate(facts), facts).map(\.id)
        == ["divides"])
  }

  @Test func `is clean for a policy without faults`() throws {
    let policy = try SmallPolicy(
      "rule: {match: [{condition: a, output: '1'}, {condition: b, output: '2'}, {output: '3'}]}")
    let analysis = policy.policy.analysis(over: everyCase(policy))
    #expect(analysis.isClean)
    #expect(analysis.coverage.ruleShare == 1)
    #expect(analysis.coverage.termShare == 1)
  }
}

@Suite struct `An analysis of facts that the cases do not vary` {
  private func analysis(_ rules: String) throws -> PolicyAnalysis<VariableValues> {
    let policy = try SmallPolicy(rules)
    // `b` stands for what is not known.
    return policy.policy.analysis(
      over: everyCase(policy).filter { $0[policy.environment.slot(of: "b") ?? 0] == .bool(false) },
      isVaried: { $0.name != "b" }, facts: { $0 })
  }

  @Test func `tries both answers, and names those that matter`() throws {
    let found = try analysis(
      """
      rule:
        match:
          - {id: known, condition: b && x > 1, output: '1'}
          - {id: other, condition: "!b && a", output: '2'}
          - {id: shadowed, condition: b && x > 2 && a, output: '3'}
      """)
    #expect(found.openQuestions == ["b"])
    #expect(found.neverHolding == [])
    #expect(found.shadowed.map(\.id) == ["shadowed"])
    #expect(found.shadowed.first?.by == ["known"])
    #expect(found.shadowed.first?.answers == ["b": true])
    #expect(found.uncovered?.count == 6)
    #expect(found.uncovered?.answers == [:])
  }

  @Test func `takes a question and its opposite for one`() throws {
    let found = try analysis(
      """
      rule:
        match:
          - {id: is, condition: b == true, output: '1'}
          - {id: differs, condition: b != true, output: '2'}
          - {id: rest, output: '3'}
      """)
    #expect(found.openQuestions == ["true == b"])
    #expect(found.shadowed.map(\.id) == ["rest"])
    #expect(found.uncovered == nil)
  }

  @Test func `does not evaluate outputs that read them`() throws {
    let found = try analysis(
      """
      rule:
        match:
          - {id: open, condition: a, output: 'b ? 1 / 0 : 1 / 0'}
          - {id: known, condition: x > 0 || b, output: x}
      verification: [{id: small, condition: output < 3, message: m}]
      """)
    #expect(found.failing.isEmpty)
    #expect(found.brokenInvariants.map { "\($0.ruleID ?? "") \($0.count)" } == ["known 1"])
    #expect(found.uncovered?.answers == ["b": false])
  }
}

@Suite struct `Coverage` {
  private static let text = """
    rule:
      match:
        - {id: both, condition: a && b, output: '1'}
        - {id: big, condition: x > 1, output: '2'}
        - {id: rest, output: '3'}
    """

  @Test func `counts each rule, and each term as true and as false`() throws {
    let policy = try SmallPolicy(Self.text)
    var coverage = PolicyCoverage(of: policy.policy)
    coverage.record(policy.policy.explain(policy.facts(x: 5, a: true, b: true)))
    coverage.record(policy.policy.explain(policy.facts(x: 0, a: false, b: true)), times: 10)
    #expect(coverage.evaluations == 11)
    #expect(coverage.rules.map(\.wins) == [1, 0, 10])
    #expect(coverage.rules.map(\.shadowed) == [0, 1, 1])
    #expect(coverage.rules[0].terms.map(\.text) == ["a", "b"])
    #expect(coverage.rules[0].terms.map(\.wasTrue) == [1, 1])
    // Where `a` is false, `b` is not looked at.
    #expect(coverage.rules[0].terms.map(\.wasFalse) == [10, 0])
    // Below the winner a term does not count, although it was true.
    #expect(coverage.rules[1].terms.map(\.wasTrue) == [0])
    #expect(coverage.rules[1].terms.map(\.wasFalse) == [10])
    #expect(coverage.ruleShare == 2.0 / 3)
    #expect(coverage.termShare == 4.0 / 6)
  }

  @Test func `of two parts can be merged`() throws {
    let policy = try SmallPolicy(Self.text)
    let traces = [(5, true), (0, false), (2, false)].map {
      policy.policy.explain(policy.facts(x: Int64($0.0), a: $0.1, b: true))
    }
    var whole = PolicyCoverage(of: policy.policy)
    var first = PolicyCoverage(of: policy.policy)
    var second = PolicyCoverage(of: policy.policy)
    for trace in traces { whole.record(trace) }
    first.record(traces[0])
    for trace in traces.dropFirst() { second.record(trace) }
    first.merge(second)
    #expect(first.rules == whole.rules)
    #expect(first.evaluations == whole.evaluations)
    #expect(whole.ruleShare == 1)
  }
}
