/// A compiled expression.
///
/// Immutable: any number of threads can evaluate one at once.
public struct Program: Sendable {
  /// The expression that was compiled.
  public let expression: Expression
  /// The text that was compiled.
  public let text: String
  /// The deduced type of the result; `dyn` where it is known only at evaluation.
  public let resultType: CELType
  /// The variables and fields that the expression reads, each once, in the order of the text.
  public let references: [Reference]
  /// The boolean terms that `trace` tells of, in the order of the text.
  public let terms: [Term]

  let root: any Node
  let tracingRoot: any Node
  let localCount: Int
  let costLimit: Int

  /// Evaluates the expression.
  public func evaluate(_ activation: some Activation) throws(EvaluationError) -> Value {
    var frame = Frame(localCount: localCount, budget: costLimit)
    return try root.value(activation, &frame)
  }

  /// Evaluates a condition, without making a `Value` of the result.
  public func evaluateCondition(_ activation: some Activation) throws(EvaluationError) -> Bool {
    var frame = Frame(localCount: localCount, budget: costLimit)
    return try root.truth(activation, &frame)
  }

  /// Evaluates the expression and tells the value of each boolean term.
  public func trace(_ activation: some Activation) -> Trace {
    var frame = Frame(localCount: localCount, budget: costLimit)
    frame.outcomes = Array(repeating: nil, count: terms.count)
    let result: Result<Value, EvaluationError>
    do {
      result = .success(try tracingRoot.value(activation, &frame))
    } catch {
      result = .failure(error)
    }
    return Trace(result: result, terms: terms, outcomes: frame.outcomes ?? [])
  }
}

/// A variable, or a field of one, that an expression reads.
public struct Reference: Sendable, Hashable {
  /// The slot of the variable.
  public let slot: Int
  /// The indexes of the fields, from the variable on.
  public let path: [Int]
  /// The name as declarations spell it, such as `survey.resolved.answered`.
  public let name: String
  /// The names of the fields, from the variable on.
  public let fields: [String]
}

/// A boolean term of a condition: what stands between `&&`, `||` and `!`.
public struct Term: Sendable, Hashable {
  /// Where it stands, in Unicode scalars of the expression.
  public let range: Range<Int>
  /// Its text.
  public let text: String
}
