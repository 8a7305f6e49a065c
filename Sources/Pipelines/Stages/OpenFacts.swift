import CEL
import Conversations
import Policies

extension Reference {
  /// Whether the space of outcomes varies the fact, or the pipeline file fixes it.
  ///
  /// Any words stand for all words there, and flags of the reading are left out.
  var isVariedByOutcomes: Bool {
    guard name.hasPrefix("survey.") else { return name.hasPrefix("parameters.") }
    return !["survey.comment", "survey.comment.text", "survey.flags"].contains(name)
  }
}

extension DecisionRules {
  /// How many questions a study tries both answers to, at most.
  private static let mostOpenQuestions = 6

  /// What the rules ask about more than the survey's outcome; nil for too many to try.
  var openQuestions: [String]? {
    let questions = policy.openQuestions(isVaried: \.isVariedByOutcomes)
    return questions.count <= Self.mostOpenQuestions ? questions : nil
  }

  /// Every outcome that the rules can tell apart.
  var outcomes: [Outcome] {
    let readsComment = policy.references.contains {
      $0.name == "survey" || $0.name == "survey.asked" || $0.name.hasPrefix("survey.comment")
    }
    return readsComment
      ? OutcomeSpace.all : OutcomeSpace.all.filter { $0.comment == .notAsked }
  }
}
