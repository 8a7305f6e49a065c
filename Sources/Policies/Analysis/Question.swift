public import CEL

/// What a term asks, in a form that terms with one meaning share: `a != b` asks `a == b` and turns
/// the answer round.
struct Question: Sendable, Hashable {
  let text: String
  let isNegated: Bool

  init(_ expression: Expression) {
    guard case .call(let name, nil, let operands) = expression.kind, operands.count == 2 else {
      text = expression.source
      isNegated = false
      return
    }
    let left = operands[0].source
    let right = operands[1].source
    switch name {
    case "_==_", "_!=_":
      text = [left, right].sorted().reversed().joined(separator: " == ")
      isNegated = name == "_!=_"
    case "_<_", "_>=_":
      text = left + " < " + right
      isNegated = name == "_>=_"
    case "_>_", "_<=_":
      text = left + " > " + right
      isNegated = name == "_<=_"
    default:
      text = expression.source
      isNegated = false
    }
  }
}

/// Answers to questions, by their text.
public typealias Answers = [String: Bool]

extension CompiledPolicy {
  /// Returns what the policy asks about facts that a study does not vary, each once, in order.
  ///
  /// `isVaried` says of a fact whether the cases of the study vary it.
  public func openQuestions(isVaried: (Reference) -> Bool) -> [String] {
    var seen: Set<String> = []
    return leaves.flatMap(\.terms).compactMap { term in
      guard !term.references.allSatisfy(isVaried) else { return nil }
      return seen.insert(term.question.text).inserted ? term.question.text : nil
    }
  }
}

extension Answers {
  /// Returns the answers without which a claim may not hold: whatever the others are, it does.
  func needed(_ claim: (Answers) -> Bool) -> Answers {
    var free: [String] = []
    for question in keys.sorted() {
      let fewer = free + [question]
      let holds = Answers.all(to: fewer).allSatisfy { claim(merging($0) { _, new in new }) }
      if holds { free = fewer }
    }
    return filter { !free.contains($0.key) }
  }

  /// Every combination of answers to some questions, all no first.
  public static func all(to questions: [String]) -> [Answers] {
    (0..<(1 << questions.count)).map { bits in
      Answers(uniqueKeysWithValues: questions.enumerated().map { ($1, bits >> $0 & 1 == 1) })
    }
  }
}
