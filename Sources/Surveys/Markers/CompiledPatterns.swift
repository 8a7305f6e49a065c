import CRE2

/// Patterns as one automaton of RE2.
///
/// Several threads may match at once: the set is never changed after `init`, `RE2::Set::Match` is
/// const, and RE2 locks the states that it adds while it matches (`re2/set.h`, `re2/dfa.cc`).
package final class CompiledPatterns: @unchecked Sendable {
  /// Nil where RE2 takes them one by one only.
  private let set: OpaquePointer?

  /// Compiles patterns.
  package init(_ patterns: [String]) {
    let options = cre2_options(case_insensitive: false, literal: false, max_memory: 64 << 20)
    let set = cre2_set_new(options, CRE2_UNANCHORED)
    let isComplete = ManyPatterns.added(patterns) { cre2_set_add(set, $0, $1, nil, 0) }
    if isComplete, cre2_set_compile(set) {
      self.set = set
    } else {
      cre2_set_free(set)
      self.set = nil
    }
  }

  deinit {
    if let set { cre2_set_free(set) }
  }

  /// Returns the indexes of the patterns that match a folded text, ascending; nil where they must
  /// be matched one by one.
  package func matches(in bytes: ArraySlice<UInt8>) -> [Int]? {
    guard let set else { return nil }
    return ManyPatterns.matches(in: bytes) { cre2_set_match(set, $0, $1, $2, $3) }
  }
}
