/// What of a first-match rule is still reached, match after match.
struct Reachability {
  private(set) var isExhaustive = false
  /// Whether a condition above may hold and yet give nothing, which ends the rule.
  private var mayEndEmpty = false

  /// Takes in the next match; returns whether it leaves nothing to the matches below it.
  mutating func closes(with match: PolicyCompiler.MatchResult, isLast: Bool) -> Bool {
    guard match.isUnconditional else {
      if !match.isExhaustive { mayEndEmpty = true }
      return false
    }
    guard match.isExhaustive else { return false }
    if !mayEndEmpty { isExhaustive = true }
    return !isLast
  }
}
