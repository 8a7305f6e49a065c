import CEL
import Documents

/// The environment that a folder of the suite declares, with the host functions that it names.
enum ConformanceEnvironment {
  static func make(for suite: ConformanceCase) throws -> Environment {
    var environment = Environment()
    guard let config = try suite.document("config.yaml") else { return environment }
    for variable in config["variables"]?.items ?? [] {
      guard let name = variable["name"]?.text else { continue }
      environment.declare(variable: name, type: variable.celType)
    }
    for function in config["functions"]?.items ?? [] {
      guard let name = function["name"]?.text else { continue }
      let overloads = (function["overloads"]?.items ?? []).map { overload in
        Overload(
          id: overload["id"]?.text ?? name,
          parameters: overload["args"]?.items.map(\.celType) ?? [],
          result: overload["return"]?.celType ?? .dyn
        ) { arguments throws(EvaluationError) in
          try call(name, arguments)
        }
      }
      environment.declare(function: FunctionDeclaration(name: name, overloads: overloads))
    }
    return environment
  }

  /// What the suite's host functions do, as its other runners have it.
  private static func call(
    _ name: String, _ arguments: [Value]
  ) throws(EvaluationError) -> Value {
    switch (name, arguments.first) {
    case ("locationCode", .string(let address)):
      switch address {
      case "10.0.0.1": return .string("us")
      case "10.0.0.2": return .string("de")
      default: return .string("ir")
      }
    case ("hasCreditCard", .map(let map)): return .bool(map[.string("cc")] != nil)
    case ("hasEmailOrPhone", .map(let map)):
      return .bool(map[.string("email")] != nil || map[.string("phone")] != nil)
    default: throw EvaluationError(.host, "\(name) is not known here")
    }
  }
}
