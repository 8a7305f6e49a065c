import CRE2

/// Patterns that are tried one by one, each only where the literals occur in a text that it cannot
/// match without.
///
/// Slower to make than `CompiledPatterns`, and quicker on texts that were never seen: an automaton
/// of hundreds of patterns meets a new state at almost every word of those. Several threads may match
/// at once: nothing is changed after `init`, `FilteredRE2::AllMatches` and `RE2::Set::Match` are
/// const, and RE2 locks the states that it adds while it matches (`re2/filtered_re2.h`,
/// `re2/dfa.cc`).
package final class FilteredPatterns: @unchecked Sendable {
  /// Nil where RE2 refuses one of them.
  private let filter: OpaquePointer?

  /// The shortest literals that are looked for, in bytes; shorter ones occur in most texts.
  private static let minLiteral: Int32 = 3

  /// Compiles patterns.
  package init(_ patterns: [String]) {
    let options = cre2_options(case_insensitive: false, literal: false, max_memory: 8 << 20)
    let filter = cre2_filter_new(options, Self.minLiteral)
    let isComplete = ManyPatterns.added(patterns) { cre2_filter_add(filter, $0, $1, nil, 0) }
    if isComplete, cre2_filter_compile(filter) {
      self.filter = filter
    } else {
      cre2_filter_free(filter)
      self.filter = nil
    }
  }

  deinit {
    if let filter { cre2_filter_free(filter) }
  }

  /// Returns the indexes of the patterns that match a folded text, ascending; nil where they must
  /// be matched one by one.
  package func matches(in bytes: ArraySlice<UInt8>) -> [Int]? {
    guard let filter else { return nil }
    return ManyPatterns.matches(in: bytes) { cre2_filter_match(filter, $0, $1, $2, $3) }
  }
}
