package import CEL
package import Conversations

/// The facts of one conversation, as the pipeline's expressions read them.
///
/// Nothing is made before an expression asks for it.
package struct Facts: Activation, Sendable {
  /// The conversation; its messages may be the last ones only.
  package var conversation: Conversation
  /// Where it came from.
  package var source: Source
  /// What was read of its survey; nothing before the survey stage.
  package var outcome: Outcome
  private let parameters: Parameters

  /// Makes the facts of a conversation.
  package init(
    conversation: Conversation, source: Source, outcome: Outcome = Outcome(),
    parameters: Parameters = Parameters()
  ) {
    self.conversation = conversation
    self.source = source
    self.outcome = outcome
    self.parameters = parameters
  }

  /// Makes the facts of an outcome alone, for tables and analysis.
  package init(outcome: Outcome, parameters: Parameters = Parameters()) {
    self.init(
      conversation: Conversation(id: "", messages: []), source: Source(path: "", record: 0),
      outcome: outcome, parameters: parameters)
  }

  package func value(ofVariable slot: Int) throws(EvaluationError) -> Value {
    switch FactVariable(rawValue: slot) {
    case .survey: .object(FactObject(outcome, SurveyFacts.survey))
    case .conversation:
      .object(FactObject((conversation, source), ConversationFacts.conversation))
    case .messages: ConversationFacts.messages(of: conversation)
    case .parameters: .object(parameters)
    case nil: throw EvaluationError(.unknownName, "there is no such variable")
    }
  }

  package func value(
    ofVariable slot: Int, path: [Int]
  ) throws(EvaluationError) -> Value {
    switch (FactVariable(rawValue: slot), path.count) {
    case (.survey, 1): return SurveyFacts.survey.facts[path[0]].value(outcome)
    case (.survey, 2): return SurveyFacts.nested[path[0]].facts[path[1]].value(outcome)
    case (.conversation, 1):
      return ConversationFacts.conversation.facts[path[0]].value((conversation, source))
    default:
      var value = try value(ofVariable: slot)
      for index in path {
        guard case .object(let object) = value else {
          throw EvaluationError(.noSuchField, "only an object has fields")
        }
        value = try object.field(index)
      }
      return value
    }
  }
}
