import CEL
import Diagnostics
import Testing

/// Compiles and evaluates expressions for the tests.
struct Calculator {
  var environment = Environment(extensions: .all)
  var values: [String: Value] = [:]

  func program(_ text: String) throws -> Program {
    try environment.compile(SourceText(name: "rules.cel", text: text))
  }

  func value(_ text: String) throws -> Value {
    try program(text).evaluate(VariableValues(values, in: environment))
  }

  /// The error of an expression that compiles and then fails.
  func failure(_ text: String) throws -> EvaluationError? {
    let program = try program(text)
    do {
      _ = try program.evaluate(VariableValues(values, in: environment))
      return nil
    } catch {
      return error
    }
  }

  /// What is said about an expression that does not compile.
  func diagnostics(_ text: String) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    _ = environment.compile(SourceText(name: "rules.cel", text: text), into: &diagnostics)
    return diagnostics
  }
}
