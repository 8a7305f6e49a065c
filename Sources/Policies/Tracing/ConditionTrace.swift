import CEL

/// The evaluation of a condition, with the value of each term that was looked at.
struct ConditionTrace {
  let condition: CompiledCondition
  private let outcomes: [TermTrace.Outcome]
  /// What the condition gave as a whole; nil where it failed.
  private(set) var holds: Bool?
  /// Why the condition failed.
  private(set) var failure: EvaluationError?
  /// The term that made the condition false.
  private(set) var firstFailed: Int?

  init(
    _ condition: CompiledCondition, in activation: any Activation, assuming answers: Answers = [:]
  ) {
    self.condition = condition
    let trace = condition.program.trace(
      activation, assuming: Self.assumptions(condition.terms, answers))
    outcomes = trace.steps.map { step in
      switch step.outcome {
      case .success(let value)?: .value(value)
      case .failure(let error)?: .failed(error)
      case nil: .notLookedAt
      }
    }
    switch trace.result {
    case .success(.bool(let value)): holds = value
    case .success: failure = EvaluationError(.noSuchOverload, notABool)
    case .failure(let error): failure = error
    }
    if holds == false { firstFailed = culprit(of: condition.tree, wanting: true) }
  }

  private static func assumptions(_ terms: [CompiledTerm], _ answers: Answers) -> [Int: Bool] {
    guard !answers.isEmpty else { return [:] }
    var assumptions: [Int: Bool] = [:]
    for (number, term) in terms.enumerated() {
      assumptions[number] = answers[term.question.text].map { $0 != term.question.isNegated }
    }
    return assumptions
  }

  var terms: [TermTrace] {
    zip(condition.terms, outcomes).map { term, outcome in
      TermTrace(text: term.text, place: term.place, outcome: outcome)
    }
  }

  /// Returns the first term that kept a part from being what was wanted.
  private func culprit(of tree: ConditionTree, wanting: Bool) -> Int? {
    switch tree {
    case .term(let index):
      if case .value(.bool(let value)) = outcomes[index], value != wanting { return index }
      return nil
    case .not(let inner): return culprit(of: inner, wanting: !wanting)
    case .all(let parts), .any(let parts):
      for part in parts where value(of: part) == !wanting {
        if let index = culprit(of: part, wanting: wanting) { return index }
      }
      return nil
    case .choice(let condition, let first, let second):
      return value(of: condition).flatMap { culprit(of: $0 ? first : second, wanting: wanting) }
    }
  }

  /// What a part gave, from the values of its terms.
  private func value(of tree: ConditionTree) -> Bool? {
    switch tree {
    case .term(let index):
      if case .value(.bool(let value)) = outcomes[index] { return value }
      return nil
    case .not(let inner): return value(of: inner).map { !$0 }
    case .all(let parts):
      let values = parts.map { value(of: $0) }
      return values.contains(false) ? false : values.contains(nil) ? nil : true
    case .any(let parts):
      let values = parts.map { value(of: $0) }
      return values.contains(true) ? true : values.contains(nil) ? nil : false
    case .choice(let condition, let first, let second):
      return value(of: condition).flatMap { value(of: $0 ? first : second) }
    }
  }
}
