import CEL
import Diagnostics
import Testing

/// A host's facts: an object with an object in it.
private final class Survey: ObjectValue {
  let rating: Int64?

  init(rating: Int64?) { self.rating = rating }

  var type: CELType { .object("Survey") }

  func field(_ index: Int) throws(EvaluationError) -> Value {
    index == 0 ? .bool(rating != nil) : rating.map(Value.int) ?? .null
  }

  func hasField(_ index: Int) -> Bool { index == 0 || rating != nil }
}

/// Facts that are read without making the object.
private struct DirectFacts: Activation {
  func value(ofVariable slot: Int) throws(EvaluationError) -> Value {
    throw EvaluationError(.host, "the object is not made")
  }

  func value(ofVariable slot: Int, path: [Int]) throws(EvaluationError) -> Value {
    path == [0] ? .bool(true) : .int(4)
  }
}

@Suite struct `A host` {
  private var calculator = Calculator()

  init() {
    calculator.environment.declare(
      objectType: ObjectType(
        name: "Survey", fields: [("answered", .bool), ("rating", .wrapper(.int))]))
    calculator.environment.declare(variable: "survey", type: .object("Survey"))
    calculator.environment.declare(variable: "team.name", type: .string)
    calculator.values = [
      "survey": .object(Survey(rating: 4)), "team.name": .string("billing"),
    ]
  }

  @Test func `hands typed objects to expressions`() throws {
    #expect(try calculator.value("survey.answered && survey.rating > 3") == .bool(true))
    #expect(try calculator.value("dyn(survey).rating") == .int(4))
    #expect(try calculator.value("[survey][0].rating == 4 && has(survey.rating)") == .bool(true))
    #expect(try calculator.value("type(survey) == Survey") == .bool(true))
  }

  @Test func `may give a field without its object`() throws {
    let program = try calculator.program("survey.answered && survey.rating == 4")
    #expect(try program.evaluateCondition(DirectFacts()))
  }

  @Test func `learns what an expression reads`() throws {
    let program = try calculator.program(
      "survey.answered && team.name != '' && [1].all(x, survey.answered) && survey == survey")
    #expect(program.references.map(\.name) == ["survey.answered", "team.name", "survey"])
    #expect(program.references.map(\.path) == [[0], [], []])
    #expect(program.references.map(\.slot) == [0, 1, 0])
  }

  @Test func `declares functions of its own`() throws {
    var calculator = calculator
    calculator.environment.declare(
      function: FunctionDeclaration(
        name: "label",
        overloads: [
          Overload(id: "label_int", parameters: [.int], result: .string, isInstance: true) {
            (values) throws(EvaluationError) in
            guard case .int(let number) = values[0], number > 0 else {
              throw EvaluationError(.host, "there is no label")
            }
            return .string("#\(number)")
          }
        ]))
    #expect(try calculator.value("5.label() + '!'") == .string("#5!"))
    #expect(try calculator.failure("dyn('a').label()")?.kind == .noSuchOverload)
    #expect(try calculator.failure("1 + 0 - 1 == 0 && 0.label() == ''")?.position == 18..<27)
    #expect(calculator.diagnostics("'a'.label()").map(\.code) == ["no-overload"])
  }

  @Test func `declares variables one after the other, each of the type of an expression`() throws {
    var calculator = calculator
    let high = try calculator.program("survey.rating > 3")
    #expect(high.resultType == .bool)
    let slot = calculator.environment.declare(variable: "variables.high", type: high.resultType)
    var values = VariableValues(calculator.values, in: calculator.environment)
    values[slot] = try high.evaluate(values)
    let program = try calculator.program("variables.high && survey.answered")
    #expect(try program.evaluateCondition(values))
    #expect(
      calculator.diagnostics("variables.hig").first?.remedy == "did you mean \"variables.high\"?")
  }

  @Test func `judges arguments that are written out`() throws {
    var calculator = calculator
    calculator.environment.declare(
      function: FunctionDeclaration(
        name: "grade",
        overloads: [
          Overload(id: "grade_int", parameters: [.int], result: .int) { $0[0] }
            .judging { value in
              guard case .int(let number) = value, number > 5 else { return nil }
              return LiteralFault(kind: "grade", reason: "it is 5 at most")
            }
        ]))
    #expect(try calculator.value("grade(5) + grade(3 + 3)") == .int(11))
    #expect(
      calculator.diagnostics("1 + grade(6)").map { $0.rendered() } == [
        """
        rules.cel:1:11: error: this is no grade: it is 5 at most [bad-literal]
          1 | 1 + grade(6)
            |           ^
        """
      ])
  }

  @Test func `learns that a variable has no value`() throws {
    var calculator = calculator
    calculator.environment.declare(variable: "x", type: .int)
    let error = try calculator.failure("1 + x")
    #expect(error?.message == "the variable has no value")
    #expect(error?.position == 4..<5)
  }

  @Test func `looks names up in a container`() throws {
    var calculator = calculator
    calculator.environment.container = "team.deep"
    #expect(try calculator.value("name + .team.name") == .string("billingbilling"))
  }
}

@Suite struct `A trace` {
  private func steps(_ text: String, x: Int64) throws -> [String] {
    var calculator = Calculator()
    calculator.environment.declare(variable: "x", type: .int)
    let program = try calculator.program(text)
    let trace = program.trace(VariableValues(["x": .int(x)], in: calculator.environment))
    return trace.steps.map { step in
      switch step.outcome {
      case .success(let value)?: "\(step.term.text) = \(value)"
      case .failure(let error)?: "\(step.term.text) failed: \(error.message)"
      case nil: "\(step.term.text) was not asked"
      }
    }
  }

  @Test func `tells the value of each boolean term`() throws {
    #expect(
      try steps("x > 1 && !(x == 3 || x > 9)", x: 2) == [
        "x > 1 = bool(true)", "x == 3 = bool(false)", "x > 9 = bool(false)",
      ])
  }

  @Test func `tells which terms were not asked, and which failed`() throws {
    #expect(
      try steps("x > 5 && x < 9", x: 2) == ["x > 5 = bool(false)", "x < 9 was not asked"])
    #expect(
      try steps("1 / x > 5 || x == 0", x: 0) == [
        "1 / x > 5 failed: a number is divided by zero", "x == 0 = bool(true)",
      ])
  }

  @Test func `takes terms for what they are assumed to be`() throws {
    var calculator = Calculator()
    calculator.environment.declare(variable: "x", type: .int)
    let program = try calculator.program("1 / x > 5 || !(x == 0) && x < 9")
    let values = VariableValues(["x": .int(0)], in: calculator.environment)
    #expect(try program.trace(values, assuming: [0: true]).result.get() == .bool(true))
    #expect(try program.trace(values, assuming: [0: false]).result.get() == .bool(false))
    let trace = program.trace(values, assuming: [0: false, 1: false])
    #expect(try trace.result.get() == .bool(true))
    #expect(try trace.steps.compactMap { try $0.outcome?.get() }.count == 3)
    #expect(program.terms.map { $0.references.map(\.name) } == [["x"], ["x"], ["x"]])
  }

  @Test func `gives the same result as an evaluation`() throws {
    var calculator = Calculator()
    calculator.environment.declare(variable: "x", type: .int)
    let program = try calculator.program("cel.bind(y, x * 2, y > 3 ? y < 9 : x == 0)")
    for x in Int64(-1)...6 {
      let values = VariableValues(["x": .int(x)], in: calculator.environment)
      #expect(try program.trace(values).result.get() == program.evaluate(values))
    }
    #expect(program.terms.map(\.text) == ["y > 3", "y < 9", "x == 0"])
  }
}
