import Patterns
import Synchronization

/// Many patterns matched in one pass over a text; one per worker, of patterns that all share.
final class PatternSet {
  /// After how many texts a worker goes over to the filter, which takes longer to make and does not
  /// slow down where no text is like those before.
  private static let fewTexts = 200

  private let patterns: SharedPatterns
  private var compiled: CompiledPatterns?
  private var filtered: FilteredPatterns?
  private var texts = 0
  private var single: [Pattern?] = []

  /// Takes patterns; those that RE2 refuses never match.
  init(_ patterns: SharedPatterns) {
    self.patterns = patterns
  }

  /// Compiles the patterns, unless another worker is at it or has done it.
  func prepare() {
    if compiled == nil && filtered == nil { patterns.prepare() }
  }

  /// Returns the indexes of the patterns that match a folded text, ascending.
  func matches(in bytes: ArraySlice<UInt8>) -> [Int] {
    guard !patterns.patterns.isEmpty else { return [] }
    return found(in: bytes) ?? matchesOneByOne(in: bytes)
  }

  private func found(in bytes: ArraySlice<UInt8>) -> [Int]? {
    if let filtered { return filtered.matches(in: bytes) }
    texts += 1
    guard texts <= Self.fewTexts else {
      compiled = nil
      filtered = patterns.filtered()
      return filtered?.matches(in: bytes)
    }
    let set = compiled ?? patterns.compiled()
    compiled = set
    return set.matches(in: bytes)
  }

  private func matchesOneByOne(in bytes: ArraySlice<UInt8>) -> [Int] {
    if single.isEmpty { single = patterns.patterns.map { try? Pattern($0) } }
    return single.indices.filter { single[$0]?.firstMatch(in: bytes) != nil }
  }
}

/// Patterns that are compiled once for all workers, when a text is first matched, since most chats
/// speak few languages.
final class SharedPatterns: Sendable {
  private struct State {
    var compiled: CompiledPatterns?
    var filtered: FilteredPatterns?
  }

  let patterns: [String]
  private let state = Mutex(State())

  init(_ patterns: [String]) {
    self.patterns = patterns
  }

  /// Returns the compiled patterns; waits where another worker compiles them.
  func compiled() -> CompiledPatterns {
    state.withLock { Self.compiled(patterns, &$0) }
  }

  /// Returns the patterns with a filter before them; waits where another worker makes it.
  func filtered() -> FilteredPatterns {
    state.withLock { state in
      let filtered = state.filtered ?? FilteredPatterns(patterns)
      state.filtered = filtered
      return filtered
    }
  }

  /// Compiles them, unless another worker is at it or has done it.
  func prepare() {
    guard !patterns.isEmpty else { return }
    _ = state.withLockIfAvailable { Self.compiled(patterns, &$0) }
  }

  private static func compiled(_ patterns: [String], _ state: inout State) -> CompiledPatterns {
    if let compiled = state.compiled { return compiled }
    let new = CompiledPatterns(patterns)
    state.compiled = new
    return new
  }
}
