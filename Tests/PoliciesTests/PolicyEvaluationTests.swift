import CEL
import Diagnostics
import Policies
import Synchronization
import Testing

/// A policy over the facts `x` (int), `a`, `b` (bool) and the function `slow(int)`, which counts its
/// calls.
final class SmallPolicy: Sendable {
  let environment: Environment
  let policy: CompiledPolicy
  let calls: Mutex<Int>

  init(_ text: String) throws {
    let counter = Counter()
    var environment = Environment()
    environment.declare(variable: "x", type: .int)
    environment.declare(variable: "a", type: .bool)
    environment.declare(variable: "b", type: .bool)
    environment.declare(
      function: FunctionDeclaration(
        name: "slow",
        overloads: [
          Overload(id: "slow", parameters: [.int], result: .int) {
            arguments throws(EvaluationError) in
            counter.add()
            return arguments[0]
          }
        ]))
    var problems: [Diagnostic] = []
    let policy = Policy.parse(SourceText(name: "p.yaml", text: text), into: &problems)?
      .compile(in: environment, into: &problems)
    #expect(problems.map { $0.rendered() } == [])
    self.environment = environment
    self.policy = try #require(policy)
    self.counter = counter
    calls = Mutex(0)
  }

  private let counter: Counter

  var slowCalls: Int { counter.count }

  func facts(x: Int64 = 0, a: Bool? = nil, b: Bool? = nil) -> VariableValues {
    var named: [String: Value] = ["x": .int(x)]
    if let a { named["a"] = .bool(a) }
    if let b { named["b"] = .bool(b) }
    return VariableValues(named, in: environment)
  }

  func result(x: Int64 = 0, a: Bool? = nil, b: Bool? = nil) -> PolicyResult {
    policy.evaluate(facts(x: x, a: a, b: b))
  }
}

/// A number that counts up, from any task.
final class Counter: Sendable {
  private let value = Mutex(0)
  var count: Int { value.withLock { $0 } }
  func add() { value.withLock { $0 += 1 } }
}

@Suite struct `A compiled policy` {
  @Test func `gives the output of the first match that holds`() throws {
    let policy = try SmallPolicy(
      """
      rule:
        match:
          - id: big
            condition: x > 10
            output: '"big"'
          - id: positive
            condition: x > 0
            output: '"positive"'
      """)
    #expect(policy.result(x: 11) == .matched(.string("big"), ruleID: "big"))
    #expect(policy.result(x: 1) == .matched(.string("positive"), ruleID: "positive"))
    #expect(policy.result(x: 0) == .none)
    #expect(policy.policy.outputType == .string)
  }

  @Test func `works out a variable once, and only if it is asked for`() throws {
    let policy = try SmallPolicy(
      """
      rule:
        variables:
          - {name: twice, expression: slow(x) * 2}
          - {name: more, expression: variables.twice + variables.twice}
        match:
          - condition: x < 0
            output: '0'
          - condition: variables.twice > 2 && variables.more > 4
            output: variables.more
      """)
    #expect(policy.result(x: -1) == .matched(.int(0), ruleID: "1"))
    #expect(policy.slowCalls == 0)
    #expect(policy.result(x: 2) == .matched(.int(8), ruleID: "2"))
    #expect(policy.slowCalls == 1)
  }

  @Test func `lets an inner variable hide an outer one, in its own rule only`() throws {
    let policy = try SmallPolicy(
      """
      rule:
        variables:
          - {name: v, expression: '1'}
          - {name: w, expression: variables.v + 1}
        match:
          - condition: x == 1
            rule:
              variables:
                - {name: v, expression: '"inner " + string(variables.v)'}
              match:
                - output: variables.v + string(variables.w)
          - condition: x == 2
            rule:
              variables:
                - {name: u, expression: variables.w * 10}
              match:
                - output: string(variables.u)
          - output: string(variables.v)
      """)
    #expect(policy.result(x: 1) == .matched(.string("inner 12"), ruleID: "1.1"))
    #expect(policy.result(x: 2) == .matched(.string("20"), ruleID: "2.1"))
    #expect(policy.result(x: 3) == .matched(.string("1"), ruleID: "3"))
  }

  @Test func `names the rule in which an expression fails`() throws {
    let policy = try SmallPolicy(
      """
      rule:
        variables:
          - {name: broken, expression: 1 / x > 0}
        match:
          - id: guarded
            condition: a || variables.broken
            output: '1'
          - id: divides
            condition: variables.broken
            output: '2'
          - id: gives
            output: 10 / x
      """)
    #expect(policy.result(x: 0, a: true) == .matched(.int(1), ruleID: "guarded"))
    guard case .failed(let error, "guarded") = policy.result(x: 0, a: false) else {
      Issue.record("does not fail where it must")
      return
    }
    #expect(error.kind == .divisionByZero)
    #expect(policy.result(x: 1, a: false) == .matched(.int(1), ruleID: "guarded"))
    #expect(policy.result(x: -3, a: false) == .matched(.int(-3), ruleID: "gives"))
  }

  @Test func `numbers the rules that have no id`() throws {
    let policy = try SmallPolicy(
      """
      rule:
        match:
          - condition: a
            rule:
              id: inner
              match:
                - {condition: b, output: '1'}
                - {id: named, output: '2'}
          - condition: b
            rule: {match: [{output: '3'}]}
          - output: '4'
      """)
    #expect(policy.policy.rules.map(\.id) == ["inner.1", "named", "2.1", "3"])
    #expect(policy.policy.rules[0].conditions == ["a", "b"])
    #expect(policy.policy.rules[3].conditions == [])
    #expect(policy.policy.rules[3].place.description == "p.yaml:11:7")
  }

  @Test func `knows the facts that it reads`() throws {
    let policy = try SmallPolicy(
      """
      rule:
        variables:
          - {name: v, expression: x + 1}
        match:
          - {id: one, condition: variables.v > 1, output: '1'}
          - {id: two, condition: a, output: '2', explanation: 'a && b ? "" : ""'}
      """)
    #expect(policy.policy.references.map(\.name).sorted() == ["a", "x"])
    #expect(policy.policy.explanationReferences.map(\.name) == ["b"])
    #expect(policy.policy.references(ofRule: "one").map(\.name) == ["x"])
    #expect(policy.policy.references(ofRule: "two").map(\.name) == ["a"])
    #expect(policy.policy.references(ofRule: "three").isEmpty)
  }

  @Test func `gathers the outputs of an aggregate`() throws {
    let policy = try SmallPolicy(
      """
      rule:
        aggregate:
          - {condition: x > 10, output: '"big"'}
          - rule:
              match:
                - {condition: x > 5, output: '"middle"'}
          - {condition: x > 0, output: '"positive"'}
      """)
    #expect(
      policy.result(x: 11)
        == .matched(.list([.string("big"), .string("middle"), .string("positive")]), ruleID: "1"))
    #expect(
      policy.result(x: 6)
        == .matched(.list([.string("middle"), .string("positive")]), ruleID: "2.1"))
    #expect(policy.result(x: 0) == .matched(.list([]), ruleID: ""))
    #expect(policy.policy.outputType == .list(.string))
  }

  @Test func `writes an imported type by the last part of its name`() throws {
    let policy = try SmallPolicy(
      """
      imports:
        - name: google.protobuf.Timestamp
      rule:
        match:
          - output: type(timestamp(x)) == Timestamp
      """)
    #expect(policy.result(x: 5) == .matched(.bool(true), ruleID: "1"))
  }

  @Test func `cannot grow without end, however its variables feed on each other`() throws {
    var text = "rule:\n  variables:\n    - {name: v0, expression: '\"0123456789abcdef\"'}\n"
    for index in 1...200 {
      let previous = "variables.v\(index - 1)"
      text += "    - {name: v\(index), expression: \(previous) + \(previous)}\n"
    }
    let policy = try SmallPolicy(text + "  match:\n    - output: variables.v200.size()\n")
    guard case .failed(let error, "1") = policy.result() else {
      Issue.record("does not fail")
      return
    }
    #expect(error.kind == .costLimit)
  }
}
