/// What an evaluation gave, and what each boolean term of it was.
public struct Trace: Sendable {
  /// A term and its value.
  public struct Step: Sendable {
    /// The term.
    public let term: Term
    /// Its value or error; nil where it was not evaluated, because the result was already certain.
    public let outcome: Result<Value, EvaluationError>?
  }

  /// The value of the expression, or why it has none.
  public let result: Result<Value, EvaluationError>
  /// The terms in the order of the text.
  public let steps: [Step]

  init(
    result: Result<Value, EvaluationError>, terms: [Term],
    outcomes: [Result<Value, EvaluationError>?]
  ) {
    self.result = result
    steps = zip(terms, outcomes).map { Step(term: $0, outcome: $1) }
  }
}
