import CEL
import Conversations
import Diagnostics
import Policies

/// Rules of your own over facts of your own: whom to call back.
struct CallBackRules {
  private let environment: Environment
  private let policy: CompiledPolicy

  /// Compiles the rules, or throws all their mistakes.
  init() throws {
    let text = """
      name: call-back
      rule:
        match:
          - id: unsolved
            condition: resolved == "no" || (rated && rating <= 2)
            output: '"call back"'
          - id: silent
            condition: '!rated && resolved != "yes"'
            output: '"leave alone"'
          - id: content
            output: '"thank"'
      """
    var environment = Environment()
    environment.declare(variable: "resolved", type: .string)
    environment.declare(variable: "rated", type: .bool)
    environment.declare(variable: "rating", type: .int)
    var mistakes: [Diagnostic] = []
    let policy = Policy.compiled(
      SourceText(name: "call-back.policy.yaml", text: text), in: environment,
      outputType: .string, into: &mistakes)
    guard let policy else { throw Mistakes(mistakes) }
    self.policy = policy
    self.environment = environment
  }

  /// What to do about a survey, and the rule that says so.
  func advice(for outcome: Outcome) -> String {
    let facts = VariableValues(
      [
        "resolved": .string(outcome.resolved.value?.rawValue ?? outcome.resolved.state),
        "rated": .bool(outcome.rating.value != nil),
        "rating": .int(Int64(outcome.rating.value ?? 0)),
      ], in: environment)
    switch policy.evaluate(facts) {
    case .matched(.string(let advice), let rule): return "\(advice) (\(rule))"
    case .matched(let value, _): return "\(value)"
    case .none: return "no rule"
    case .failed(let error, let rule): return "\(rule) failed: \(error)"
    }
  }
}
