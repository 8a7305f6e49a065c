package import CEL

/// What the expressions of a pipeline are checked against: the facts, and for rules the functions
/// that make decisions.
package enum FactEnvironment {
  /// Returns the environment of filters and of the feedback stage.
  package static func environment(parameters: Parameters = Parameters()) -> Environment {
    var environment = Environment(extensions: .standard)
    for type in SurveyFacts.nested { environment.declare(objectType: type.objectType) }
    environment.declare(objectType: SurveyFacts.survey.objectType)
    environment.declare(objectType: ConversationFacts.conversation.objectType)
    environment.declare(objectType: ConversationFacts.message.objectType)
    environment.declare(objectType: parameters.objectType)
    for variable in FactVariable.allCases {
      environment.declare(variable: variable.name, type: variable.type)
    }
    return environment
  }

  /// Returns the environment of rules.
  package static func rules(parameters: Parameters = Parameters()) -> Environment {
    var environment = environment(parameters: parameters)
    environment.declare(objectType: DecisionValue.table.objectType)
    for function in DecisionValue.functions { environment.declare(function: function) }
    return environment
  }
}

/// The variables of a pipeline's expressions; the raw value is the slot.
enum FactVariable: Int, CaseIterable {
  case survey, conversation, messages, parameters

  var name: String { "\(self)" }

  var type: CELType {
    switch self {
    case .survey: .object(SurveyFacts.survey.name)
    case .conversation: .object(ConversationFacts.conversation.name)
    case .messages: .list(.object(ConversationFacts.message.name))
    case .parameters: .object("Parameters")
    }
  }
}
