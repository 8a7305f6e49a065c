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
    var isComplete = true
    for pattern in patterns {
      var pattern = pattern
      let index = pattern.withUTF8 { bytes in
        bytes.withMemoryRebound(to: CChar.self) {
          cre2_set_add(set, $0.baseAddress, bytes.count, nil, 0)
        }
      }
      if index < 0 { isComplete = false }
    }
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
    return withUnsafeTemporaryAllocation(of: Int32.self, capacity: 64) { buffer in
      let total = bytes.withUnsafeBytes { raw in
        cre2_set_match(
          set, raw.bindMemory(to: CChar.self).baseAddress, raw.count, buffer.baseAddress, 64)
      }
      guard (0...64).contains(total) else { return nil }
      return buffer.prefix(Int(total)).map(Int.init)
    }
  }
}
