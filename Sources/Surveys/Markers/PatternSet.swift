import Patterns
import Synchronization

/// Many patterns matched in one pass over a text; one per worker, of patterns that all share.
final class PatternSet {
  /// After how many texts a worker that is not alone compiles a set of its own: workers that match
  /// much wait for each other at one set's memory.
  private static let sharedTexts = 5_000

  private let patterns: SharedPatterns
  private var compiled: CompiledPatterns?
  private var isOwn = false
  private var texts = 0
  private var single: [Pattern?] = []

  /// Takes patterns; those that RE2 refuses never match.
  init(_ patterns: SharedPatterns) {
    self.patterns = patterns
  }

  /// Compiles the patterns, unless another worker is at it or has done it.
  func prepare() {
    if compiled == nil { patterns.prepare() }
  }

  /// Returns the indexes of the patterns that match a folded text, ascending.
  func matches(in bytes: ArraySlice<UInt8>) -> [Int] {
    guard !patterns.patterns.isEmpty else { return [] }
    return set().matches(in: bytes) ?? matchesOneByOne(in: bytes)
  }

  private func set() -> CompiledPatterns {
    texts += 1
    if let compiled, isOwn || texts % Self.sharedTexts != 0 { return compiled }
    if compiled != nil, patterns.users > 1 {
      isOwn = true
      compiled = CompiledPatterns(patterns.patterns)
    }
    let set = compiled ?? patterns.compiled()
    compiled = set
    return set
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
    var users = 0
  }

  let patterns: [String]
  private let state = Mutex(State())

  init(_ patterns: [String]) {
    self.patterns = patterns
  }

  /// How many workers took the compiled patterns.
  var users: Int { state.withLock { $0.users } }

  /// Returns the compiled patterns; waits where another worker compiles them.
  func compiled() -> CompiledPatterns {
    state.withLock { state in
      state.users += 1
      return Self.compiled(patterns, &state)
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
