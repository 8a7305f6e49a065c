public import CEL

extension CompiledPolicy {
  /// Decides: the output of the first rule that holds, or of every one for an aggregate.
  ///
  /// An expression that fails ends the evaluation, unless `||` or `&&` can do without it.
  public func evaluate(_ activation: any Activation) -> PolicyResult {
    do throws(RuleFailure) {
      guard let found = try root.decide(activation) else { return .none }
      return .matched(found.value, ruleID: found.leaf.map { leaves[$0].id } ?? "")
    } catch {
      return .failed(error.error, ruleID: leaves[error.leaf].id)
    }
  }
}

/// An evaluation that failed, and the rule that was looked at.
struct RuleFailure: Error {
  let error: EvaluationError
  let leaf: Int
}

extension CompiledRule {
  typealias Found = (value: Value, leaf: Int?)

  func decide(_ activation: any Activation) throws(RuleFailure) -> Found? {
    let scope = scope(over: activation)
    return semantic == .firstMatch ? try first(in: scope) : try all(in: scope)
  }

  func scope(over activation: any Activation) -> any Activation {
    if let variables { PolicyScope(variables, over: activation) } else { activation }
  }

  private func first(in scope: any Activation) throws(RuleFailure) -> Found? {
    for match in matches where try match.holds(in: scope) {
      if let found = try match.found(in: scope) { return found }
      // A condition that holds has decided, even if what it leads to gives nothing; without one
      // the search goes on.
      if match.condition != nil { return nil }
    }
    return nil
  }

  private func all(in scope: any Activation) throws(RuleFailure) -> Found? {
    var values: [Value] = []
    var leaf: Int?
    for match in matches where try match.holds(in: scope) {
      guard let found = try match.found(in: scope) else { continue }
      values.append(found.value)
      leaf = leaf ?? found.leaf
    }
    return (.list(values), leaf)
  }
}

extension CompiledMatch {
  func holds(in scope: any Activation) throws(RuleFailure) -> Bool {
    guard let condition else { return true }
    do throws(EvaluationError) {
      return try condition.program.evaluateCondition(scope)
    } catch {
      throw RuleFailure(error: error, leaf: firstLeaf)
    }
  }

  func found(in scope: any Activation) throws(RuleFailure) -> CompiledRule.Found? {
    switch outcome {
    case .rule(let rule): return try rule.decide(scope)
    case .output(let output):
      do throws(EvaluationError) {
        return (try output.program.evaluate(scope), output.leaf)
      } catch {
        throw RuleFailure(error: error, leaf: output.leaf)
      }
    }
  }
}
