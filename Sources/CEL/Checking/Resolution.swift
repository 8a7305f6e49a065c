/// What a part of an expression was found to mean.
enum Resolution {
  case variable(slot: Int)
  case local(Int)
  case constant(Value)
  /// The overloads that may be meant; a namespace before the dot is no receiver.
  case function([Overload], isNamespaced: Bool)
  case field(Int)
  case message(ObjectType)
  /// The locals that a macro sets.
  case locals([Int])
  case failure(EvaluationSentence)
}

/// An expression with what the checker found out about it.
struct CheckedExpression {
  let expression: Expression
  let types: [CELType]
  let resolutions: [Resolution?]
  let localCount: Int
}
