public import CEL

extension CompiledPolicy {
  /// Decides as `evaluate` does, and says for every rule what became of it and why.
  ///
  /// Looks at every rule, the ones below the winner too; much slower than `evaluate`.
  public func explain(_ activation: any Activation) -> PolicyTrace {
    let result = evaluate(activation)
    var walk = PolicyWalk(leaves: leaves)
    walk.visit(root, in: activation, under: .root)
    return PolicyTrace(
      result: result, rules: walk.traces,
      brokenInvariants: brokenInvariants(of: result, activation))
  }
}

/// A walk over every rule of a policy that notes what became of each.
struct PolicyWalk {
  /// What the conditions above a match came to.
  struct Context {
    var terms: [TermTrace] = []
    var firstFailed: TermTrace?
    var failure: EvaluationError?
    var holds: Bool { firstFailed == nil && failure == nil && !isUndecided }
    /// Whether a condition is neither true nor named as false.
    var isUndecided = false

    static let root = Context()
  }

  let leaves: [CompiledLeaf]
  /// What is taken for granted.
  let answers: Answers
  /// The rules whose outputs are not evaluated.
  let openOutputs: Set<Int>
  private(set) var traces: [RuleTrace] = []
  /// The first output, where it was evaluated.
  private(set) var output: Value?
  /// Whether a decision was found, so that what follows changes nothing.
  private var isDecided = false
  /// Whether an expression failed on the way, which ends the evaluation.
  private var hasFailed = false

  init(leaves: [CompiledLeaf], answers: Answers = [:], openOutputs: Set<Int> = []) {
    self.leaves = leaves
    self.answers = answers
    self.openOutputs = openOutputs
  }

  /// What `evaluate` would give; null for an output that is not evaluated.
  var result: PolicyResult {
    for trace in traces {
      switch trace.outcome {
      case .won: return .matched(output ?? .null, ruleID: trace.id)
      case .failed(let error): return .failed(error, ruleID: trace.id)
      default: continue
      }
    }
    return .none
  }

  /// Visits a rule's matches; returns whether the rule gave something.
  @discardableResult
  mutating func visit(
    _ rule: CompiledRule, in activation: any Activation, under context: Context
  ) -> Bool {
    let scope = rule.scope(over: activation)
    var hasGiven = false
    for match in rule.matches {
      let wasDecided = isDecided
      let inner =
        match.condition.map {
          context.adding(ConditionTrace($0, in: scope, assuming: answers))
        } ?? context
      let gave = visit(match, in: scope, under: inner)
      hasGiven = hasGiven || gave
      if rule.semantic == .aggregate {
        // Every match of an aggregate is looked at, whatever the ones above it gave.
        isDecided = wasDecided
      } else if inner.holds, gave || match.condition != nil {
        isDecided = true
      }
      if inner.failure != nil, !wasDecided { hasFailed = true }
    }
    return hasGiven || (rule.semantic == .aggregate && context.holds)
  }

  private mutating func visit(
    _ match: CompiledMatch, in scope: any Activation, under context: Context
  ) -> Bool {
    switch match.outcome {
    case .rule(let rule): return visit(rule, in: scope, under: context)
    case .output(let output):
      var outcome = self.outcome(of: context)
      var sentence: String?
      if outcome == .won, !openOutputs.contains(output.leaf) {
        do throws(EvaluationError) {
          let value = try output.program.evaluate(scope)
          if self.output == nil { self.output = value }
          if case .string(let text)? = try? output.explanation?.evaluate(scope) { sentence = text }
        } catch {
          outcome = .failed(error)
          hasFailed = true
        }
      }
      traces.append(
        RuleTrace(
          id: leaves[output.leaf].id, outcome: outcome, terms: context.terms,
          firstFailed: context.firstFailed, explanation: sentence))
      return outcome == .won
    }
  }

  private func outcome(of context: Context) -> RuleTrace.Outcome {
    if isDecided || hasFailed { return context.holds ? .shadowed : .notReached }
    if let failure = context.failure { return .failed(failure) }
    return context.holds ? .won : .notHeld
  }
}

extension PolicyWalk.Context {
  /// Returns the context below a further condition.
  ///
  /// A condition below one that does not hold is not looked at.
  func adding(_ trace: @autoclosure () -> ConditionTrace) -> Self {
    guard holds else { return self }
    let trace = trace()
    var context = self
    context.terms += trace.terms
    context.failure = trace.failure
    context.firstFailed = trace.firstFailed.map { trace.terms[$0] }
    context.isUndecided = trace.holds != true
    return context
  }
}
