public import CEL

/// What is found by trying a policy on every case there is; each finding has a case that shows it.
public struct PolicyAnalysis<Case> {
  /// A rule that never gives the output though its conditions hold in some case.
  public struct Shadowed {
    /// The rule's id.
    public let id: String
    /// The ids of the rules that decide in its stead, in the policy's order.
    public let by: [String]
    /// How often its conditions hold.
    public let count: Int
    /// The first case in which they do.
    public let witness: Case
    /// How open questions are answered in it, as far as they matter.
    public fileprivate(set) var answers: Answers
  }

  /// Cases that something is wrong with.
  public struct Finding<Subject> {
    /// What is wrong.
    public let subject: Subject
    /// The rule in which it shows; nil where none has part in it.
    public let ruleID: String?
    /// How many cases show it.
    public internal(set) var count: Int
    /// The first of them.
    public let witness: Case
    /// How open questions are answered in it, as far as they matter.
    public fileprivate(set) var answers: Answers
    /// The number of the last case that was counted.
    fileprivate var lastCase: Int
  }

  /// How many cases were tried.
  public internal(set) var caseCount = 0
  /// What each rule did, and each term.
  public internal(set) var coverage: PolicyCoverage
  /// The ids of rules whose conditions hold in no case.
  public internal(set) var neverHolding: [String] = []
  /// The rules that always stand in another's shadow.
  public internal(set) var shadowed: [Shadowed] = []
  /// The cases that no rule catches; nil where there are none.
  public internal(set) var uncovered: Finding<Void>?
  /// The rules that fail, with the first error of each.
  public internal(set) var failing: [Finding<EvaluationError>] = []
  /// What the policy asks that the cases do not vary, so that both answers were tried.
  public internal(set) var openQuestions: [String] = []
  /// The invariants that are broken, by the rule that breaks them.
  public internal(set) var brokenInvariants: [Finding<Invariant>] = []

  /// Whether there is nothing to mend.
  public var isClean: Bool {
    neverHolding.isEmpty && shadowed.isEmpty && uncovered == nil && failing.isEmpty
      && brokenInvariants.isEmpty
  }
}

extension PolicyAnalysis: Sendable where Case: Sendable {}
extension PolicyAnalysis.Shadowed: Sendable where Case: Sendable {}
extension PolicyAnalysis.Finding: Sendable where Case: Sendable, Subject: Sendable {}

extension CompiledPolicy {
  /// Tries the policy on every given case; exhaustive where the cases are all there are.
  ///
  /// Rules that read facts which the cases do not vary may be reported though they can fire: see
  /// `references(ofRule:)`.
  public func analysis<Case: Activation>(over cases: some Sequence<Case>) -> PolicyAnalysis<Case> {
    analysis(over: cases) { $0 }
  }

  /// Tries the policy on every given case, with the facts that `facts` gives for each.
  ///
  /// `isVaried` says of a fact whether the cases vary it. Terms that read others are open: they are
  /// not evaluated, both answers are tried. Outputs that read others are not evaluated, and
  /// invariants that do are not looked at. Cost: twice as much for each open question.
  public func analysis<Case>(
    over cases: some Sequence<Case>, isVaried: (Reference) -> Bool = { _ in true },
    facts: (Case) -> any Activation
  ) -> PolicyAnalysis<Case> {
    let questions = openQuestions(isVaried: isVaried)
    let openOutputs = leaves.indices.filter { !leaves[$0].outputReferences.allSatisfy(isVaried) }
    let invariants = invariants?.varied(isVaried)
    let everyAnswer = Answers.all(to: questions)
    var study = PolicyStudy<Case>(of: self)
    func trace(_ activation: any Activation, _ answers: Answers) -> PolicyTrace {
      questions.isEmpty && openOutputs.isEmpty
        ? explain(activation) : walked(activation, answers, Set(openOutputs), invariants)
    }
    for item in cases {
      let activation = facts(item)
      study.begin(item)
      for answers in everyAnswer { study.take(item, answers, trace(activation, answers)) }
    }
    var conclusion = study.conclusion(questions)
    if !questions.isEmpty { conclusion.sharpen { trace(facts($0), $1) } }
    return conclusion
  }

  /// Explains without evaluating what is open; an output that is open is null.
  private func walked(
    _ activation: any Activation, _ answers: Answers, _ openOutputs: Set<Int>,
    _ invariants: CompiledInvariants?
  ) -> PolicyTrace {
    var walk = PolicyWalk(leaves: leaves, answers: answers, openOutputs: openOutputs)
    walk.visit(root, in: activation, under: .root)
    let result = walk.result
    let broken =
      walk.output == nil ? [] : invariants?.broken(by: result, activation) ?? []
    return PolicyTrace(result: result, rules: walk.traces, brokenInvariants: broken)
  }
}

extension PolicyAnalysis {
  /// Leaves out of each finding the answers that do not matter to it.
  fileprivate mutating func sharpen(_ trace: (Case, Answers) -> PolicyTrace) {
    for index in shadowed.indices {
      let found = shadowed[index]
      shadowed[index].answers = found.answers.needed { (answers: Answers) in
        trace(found.witness, answers).rules.contains {
          $0.id == found.id && $0.outcome == .shadowed
        }
      }
    }
    uncovered?.sharpen { trace($0, $1).result == .none }
    for index in failing.indices {
      let id = failing[index].ruleID
      failing[index].sharpen {
        if case .failed(_, let failed) = trace($0, $1).result { failed == id } else { false }
      }
    }
    for index in brokenInvariants.indices {
      let finding = brokenInvariants[index]
      brokenInvariants[index].sharpen { item, answers in
        let trace = trace(item, answers)
        return trace.winner?.id == finding.ruleID
          && trace.brokenInvariants.contains { $0.id == finding.subject.id }
      }
    }
  }
}

extension PolicyAnalysis.Finding {
  fileprivate mutating func sharpen(_ holds: (Case, Answers) -> Bool) {
    answers = answers.needed { holds(witness, $0) }
  }
}

/// The gathering of findings, case by case.
private struct PolicyStudy<Case> {
  private struct Shadow {
    var by: Set<Int> = []
    var count = 0
    var witness: Case
    var answers: Answers
    var lastCase = 0
  }

  private let policy: CompiledPolicy
  private var analysis: PolicyAnalysis<Case>
  private var shadows: [Int: Shadow] = [:]
  /// The rules that stood below one that failed.
  private var hidden: Set<Int> = []

  init(of policy: CompiledPolicy) {
    self.policy = policy
    analysis = PolicyAnalysis(coverage: PolicyCoverage(of: policy))
  }

  mutating func begin(_ item: Case) {
    analysis.caseCount += 1
  }

  mutating func take(_ item: Case, _ answers: Answers, _ trace: PolicyTrace) {
    analysis.coverage.record(trace)
    if case .failed = trace.result { return noteFailure(of: trace, item, answers) }
    let winner = trace.rules.firstIndex { $0.outcome == .won }
    for (index, rule) in trace.rules.enumerated() where rule.outcome == .shadowed {
      var shadow = shadows[index] ?? Shadow(witness: item, answers: answers)
      if shadow.lastCase != analysis.caseCount { shadow.count += 1 }
      shadow.lastCase = analysis.caseCount
      if let winner { shadow.by.insert(winner) }
      shadows[index] = shadow
    }
    switch trace.result {
    case .none:
      var found = analysis.uncovered.map { [$0] } ?? []
      note(&found, (), in: nil, item, answers) { _ in true }
      analysis.uncovered = found.first
    case .failed: break
    case .matched(_, let id):
      for invariant in trace.brokenInvariants {
        note(&analysis.brokenInvariants, invariant, in: id, item, answers) {
          $0.id == invariant.id
        }
      }
    }
  }

  /// What the rules below one that fails would do, nobody knows before it is mended.
  private mutating func noteFailure(of trace: PolicyTrace, _ item: Case, _ answers: Answers) {
    guard case .failed(let error, let id) = trace.result else { return }
    note(&analysis.failing, error, in: id, item, answers) { _ in true }
    let failing = trace.rules.firstIndex { $0.id == id } ?? trace.rules.count
    hidden.formUnion(trace.rules.indices.filter { $0 > failing })
  }

  private func note<Subject>(
    _ findings: inout [PolicyAnalysis<Case>.Finding<Subject>], _ subject: Subject,
    in id: String?, _ item: Case, _ answers: Answers, isSame: (Subject) -> Bool
  ) {
    let number = analysis.caseCount
    guard let index = findings.firstIndex(where: { $0.ruleID == id && isSame($0.subject) }) else {
      findings.append(
        .init(
          subject: subject, ruleID: id, count: 1, witness: item, answers: answers,
          lastCase: number))
      return
    }
    if findings[index].lastCase != number { findings[index].count += 1 }
    findings[index].lastCase = number
  }

  func conclusion(_ questions: [String]) -> PolicyAnalysis<Case> {
    var analysis = analysis
    analysis.openQuestions = questions
    for (index, rule) in analysis.coverage.rules.enumerated() where rule.wins == 0 {
      // A rule that fails would decide if it were mended.
      guard rule.failures == 0, !hidden.contains(index) else { continue }
      guard let shadow = shadows[index] else {
        analysis.neverHolding.append(rule.id)
        continue
      }
      analysis.shadowed.append(
        .init(
          id: rule.id, by: shadow.by.sorted().map { policy.leaves[$0].id },
          count: shadow.count, witness: shadow.witness, answers: shadow.answers))
    }
    return analysis
  }
}
