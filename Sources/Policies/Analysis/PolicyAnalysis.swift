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
  public func analysis<Case>(
    over cases: some Sequence<Case>, facts: (Case) -> any Activation
  ) -> PolicyAnalysis<Case> {
    var study = PolicyStudy<Case>(of: self)
    for item in cases { study.take(item, explain(facts(item))) }
    return study.conclusion
  }
}

/// The gathering of findings, case by case.
private struct PolicyStudy<Case> {
  private struct Shadow {
    var by: Set<Int> = []
    var count = 0
    var witness: Case
  }

  private let policy: CompiledPolicy
  private var analysis: PolicyAnalysis<Case>
  private var shadows: [Int: Shadow] = [:]

  init(of policy: CompiledPolicy) {
    self.policy = policy
    analysis = PolicyAnalysis(coverage: PolicyCoverage(of: policy))
  }

  mutating func take(_ item: Case, _ trace: PolicyTrace) {
    analysis.caseCount += 1
    analysis.coverage.record(trace)
    let winner = trace.rules.firstIndex { $0.outcome == .won }
    for (index, rule) in trace.rules.enumerated() where rule.outcome == .shadowed {
      var shadow = shadows[index] ?? Shadow(witness: item)
      shadow.count += 1
      if let winner { shadow.by.insert(winner) }
      shadows[index] = shadow
    }
    switch trace.result {
    case .none: note(&analysis.uncovered, item)
    case .failed(let error, let id): note(&analysis.failing, error, in: id, item) { _ in true }
    case .matched(_, let id):
      for invariant in trace.brokenInvariants {
        note(&analysis.brokenInvariants, invariant, in: id, item) { $0.id == invariant.id }
      }
    }
  }

  private func note(_ finding: inout PolicyAnalysis<Case>.Finding<Void>?, _ item: Case) {
    finding = .init(
      subject: (), ruleID: nil, count: (finding?.count ?? 0) + 1,
      witness: finding?.witness ?? item)
  }

  private func note<Subject>(
    _ findings: inout [PolicyAnalysis<Case>.Finding<Subject>], _ subject: Subject,
    in id: String, _ item: Case, isSame: (Subject) -> Bool
  ) {
    if let index = findings.firstIndex(where: { $0.ruleID == id && isSame($0.subject) }) {
      findings[index].count += 1
    } else {
      findings.append(.init(subject: subject, ruleID: id, count: 1, witness: item))
    }
  }

  var conclusion: PolicyAnalysis<Case> {
    var analysis = analysis
    for (index, rule) in analysis.coverage.rules.enumerated() where rule.wins == 0 {
      if let shadow = shadows[index] {
        analysis.shadowed.append(
          .init(
            id: rule.id, by: shadow.by.sorted().map { policy.leaves[$0].id },
            count: shadow.count, witness: shadow.witness))
      } else if rule.failures == 0 {
        analysis.neverHolding.append(rule.id)
      }
    }
    return analysis
  }
}
