import CEL
public import Diagnostics

/// What of a policy some evaluations have shown: each rule, and each term as true and as false.
public struct PolicyCoverage: Sendable {
  /// How often a rule did what.
  public struct Rule: Sendable, Hashable {
    /// The rule's id.
    public let id: String
    /// Where the rule stands.
    public let place: Place
    /// How often it gave the output.
    public internal(set) var wins = 0
    /// How often its conditions held below a rule that had decided.
    public internal(set) var shadowed = 0
    /// The rules that decided above it while its conditions held, and how often each did.
    public internal(set) var shadowedBy: [String: Int] = [:]
    /// How often it failed.
    public internal(set) var failures = 0
    /// The terms of its conditions.
    public internal(set) var terms: [Term]
  }

  /// How often a term was what.
  public struct Term: Sendable, Hashable {
    /// The text, on one line.
    public let text: String
    /// Where the term stands.
    public let place: Place
    /// How often it was looked at and true.
    public internal(set) var wasTrue = 0
    /// How often it was looked at and false.
    public internal(set) var wasFalse = 0
  }

  /// Every rule, in order.
  public private(set) var rules: [Rule]
  /// How many evaluations were recorded.
  public private(set) var evaluations = 0

  /// Begins with nothing shown.
  public init(of policy: CompiledPolicy) {
    rules = policy.leaves.map { leaf in
      Rule(
        id: leaf.id, place: leaf.place,
        terms: leaf.terms.map { Term(text: $0.text, place: $0.place) })
    }
  }

  /// Adds one evaluation, which may stand for several with the same facts.
  ///
  /// Terms count only in rules that were looked at before a decision was found.
  public mutating func record(_ trace: PolicyTrace, times: Int = 1) {
    evaluations += times
    let winner = trace.winner?.id
    for (index, rule) in trace.rules.enumerated() where rules.indices.contains(index) {
      switch rule.outcome {
      case .won: rules[index].wins += times
      case .shadowed:
        rules[index].shadowed += times
        if let winner { rules[index].shadowedBy[winner, default: 0] += times }
      case .failed: rules[index].failures += times
      case .notHeld, .notReached: break
      }
      guard rule.isReached else { continue }
      for (number, term) in rule.terms.enumerated() where number < rules[index].terms.count {
        if term.outcome == .value(.bool(true)) { rules[index].terms[number].wasTrue += times }
        if term.outcome == .value(.bool(false)) { rules[index].terms[number].wasFalse += times }
      }
    }
  }

  /// The share of rules that won at least once; 1 where there are none.
  public var ruleShare: Double {
    rules.isEmpty ? 1 : Double(rules.count { $0.wins > 0 }) / Double(rules.count)
  }

  /// The share of terms' two values that were seen; 1 where there are no terms.
  public var termShare: Double {
    let terms = rules.flatMap(\.terms)
    let seen = terms.reduce(0) { $0 + ($1.wasTrue > 0 ? 1 : 0) + ($1.wasFalse > 0 ? 1 : 0) }
    return terms.isEmpty ? 1 : Double(seen) / Double(terms.count * 2)
  }

  /// Adds what another recording of the same policy has shown.
  public mutating func merge(_ other: PolicyCoverage) {
    evaluations += other.evaluations
    for (index, rule) in other.rules.enumerated() where rules.indices.contains(index) {
      rules[index].wins += rule.wins
      rules[index].shadowed += rule.shadowed
      rules[index].shadowedBy.merge(rule.shadowedBy) { $0 + $1 }
      rules[index].failures += rule.failures
      for (number, term) in rule.terms.enumerated() where number < rules[index].terms.count {
        rules[index].terms[number].wasTrue += term.wasTrue
        rules[index].terms[number].wasFalse += term.wasFalse
      }
    }
  }
}
