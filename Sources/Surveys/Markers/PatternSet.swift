import CRE2
import Patterns

/// Many patterns matched in one pass over a text; one per worker.
///
/// They are compiled when a text is first matched, since most chats speak few languages.
final class PatternSet {
  /// How far the compiling is.
  private enum State {
    case waiting
    /// Nil where RE2 takes them one by one only.
    case compiled(OpaquePointer?)
  }

  private var state = State.waiting
  private var single: [Pattern?] = []
  private let patterns: [String]

  /// Takes patterns; those that RE2 refuses never match.
  init(_ patterns: [String]) {
    self.patterns = patterns
  }

  deinit {
    if case .compiled(let set?) = state { cre2_set_free(set) }
  }

  private func compiled() -> OpaquePointer? {
    if case .compiled(let set) = state { return set }
    let set = Self.compile(patterns)
    state = .compiled(set)
    return set
  }

  private static func compile(_ patterns: [String]) -> OpaquePointer? {
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
    if isComplete, cre2_set_compile(set) { return set }
    cre2_set_free(set)
    return nil
  }

  /// Returns the indexes of the patterns that match a folded text, ascending.
  func matches(in bytes: ArraySlice<UInt8>) -> [Int] {
    guard !patterns.isEmpty else { return [] }
    guard let set = compiled() else { return matchesOneByOne(in: bytes) }
    let (found, total) = withUnsafeTemporaryAllocation(of: Int32.self, capacity: 64) { buffer in
      let total = bytes.withUnsafeBytes { raw in
        cre2_set_match(
          set, raw.bindMemory(to: CChar.self).baseAddress, raw.count, buffer.baseAddress, 64)
      }
      return (buffer.prefix(Int(max(0, min(total, 64)))).map(Int.init), total)
    }
    return total < 0 || total > 64 ? matchesOneByOne(in: bytes) : found
  }

  private func matchesOneByOne(in bytes: ArraySlice<UInt8>) -> [Int] {
    if single.isEmpty { single = patterns.map { try? Pattern($0) } }
    return single.indices.filter { single[$0]?.firstMatch(in: bytes) != nil }
  }
}
