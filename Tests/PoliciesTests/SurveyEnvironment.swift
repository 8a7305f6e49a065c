import CEL

/// The facts and functions that rules about surveys are written in.
enum SurveyEnvironment {
  static func make() -> Environment {
    var environment = Environment()
    for type in types { environment.declare(objectType: type) }
    for function in functions { environment.declare(function: function) }
    environment.declare(variable: "survey", type: .object("Survey"))
    environment.declare(variable: "conversation", type: .object("Conversation"))
    return environment
  }

  private static let states: [(name: String, type: CELType)] = [
    ("asked", .bool), ("answered", .bool), ("unanswered", .bool), ("declined", .bool),
    ("unreadable", .bool),
  ]

  private static let types: [ObjectType] = [
    ObjectType(
      name: "Survey",
      fields: [
        ("sources_disagree", .bool), ("several_ratings", .bool), ("earlier_survey", .bool),
        ("asked", .bool), ("resolved", .object("Resolved")), ("rating", .object("Rating")),
        ("comment", .object("Comment")), ("flags", .list(.string)),
      ]),
    ObjectType(
      name: "Resolved",
      fields: states + [("yes", .bool), ("no", .bool), ("partly", .bool), ("state", .string)]),
    ObjectType(name: "Rating", fields: states + [("value", .int), ("state", .string)]),
    ObjectType(name: "Comment", fields: Array(states.prefix(4)) + [("text", .string)]),
    ObjectType(name: "Conversation", fields: [("channel", .string), ("id", .string)]),
    ObjectType(
      name: "Decision",
      fields: [
        ("action", .string), ("reason", .string), ("resolved", .bool), ("rating", .int),
        ("flags", .list(.string)), ("comment", .string),
      ]),
  ]

  private static let decision = CELType.object("Decision")

  private static let functions: [FunctionDeclaration] = [
    function("submit", [.bool, .int]) { arguments in
      guard case .bool(let resolved) = arguments[0], case .int(let rating) = arguments[1] else {
        return nil
      }
      return DecisionObject("submit", resolved: resolved, rating: rating)
    },
    function("skip", [.string]) { $0[0].text.map { DecisionObject("skip", reason: $0) } },
    function("review", [.string]) { $0[0].text.map { DecisionObject("review", reason: $0) } },
    function("flag", [decision, .string], isInstance: true) { arguments in
      arguments[1].text.flatMap { arguments[0].decision?.adding(flag: $0) }
    },
    function("comment", [decision, .string], isInstance: true) { arguments in
      arguments[1].text.flatMap { arguments[0].decision?.replacing(comment: $0) }
    },
  ]

  private static func function(
    _ name: String, _ parameters: [CELType], isInstance: Bool = false,
    making make: @escaping @Sendable ([Value]) -> DecisionObject?
  ) -> FunctionDeclaration {
    FunctionDeclaration(
      name: name,
      overloads: [
        Overload(
          id: name, parameters: parameters, result: decision, isInstance: isInstance
        ) { arguments throws(EvaluationError) in
          guard let made = make(arguments) else {
            throw EvaluationError(.invalidArgument, "\(name) cannot take this")
          }
          return .object(made)
        }
      ])
  }
}

extension Value {
  var text: String? { if case .string(let text) = self { text } else { nil } }
  var decision: DecisionObject? {
    if case .object(let object) = self { object as? DecisionObject } else { nil }
  }
}

extension SurveyCase {
  func activation(in environment: Environment) -> VariableValues {
    VariableValues(["survey": value], in: environment)
  }
}
