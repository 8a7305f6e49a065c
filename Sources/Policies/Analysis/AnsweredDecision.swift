public import CEL

extension CompiledPolicy {
  /// Decides as `evaluate` does, with answers to questions taken for granted.
  ///
  /// `answers` are to questions of `openQuestions(isVaried:)`; slower than `evaluate`.
  public func decide(_ activation: any Activation, answering answers: Answers) -> PolicyResult {
    guard !answers.isEmpty else { return evaluate(activation) }
    var walk = PolicyWalk(leaves: leaves, answers: answers)
    walk.visit(root, in: activation, under: .root)
    return walk.result
  }
}
