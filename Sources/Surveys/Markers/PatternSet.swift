import Patterns
import Synchronization

/// Many patterns looked for in a text; one per worker, of patterns that all share.
///
/// A pattern is tried only where the literals stand in the text that it cannot match without, and is
/// compiled when it is first tried. Most wordings are never tried: few languages are spoken in an
/// export, and one automaton of all would meet a new state at almost every word of a new text.
package final class PatternSet {
  private let patterns: SharedPatterns
  private var filter: LiteralFilter?
  /// What was compiled, by its index; nil within where RE2 refuses the pattern.
  private var compiled: [Int: Pattern?] = [:]

  /// Takes patterns; those that RE2 refuses never match.
  init(_ patterns: SharedPatterns) {
    self.patterns = patterns
  }

  /// Takes patterns that nobody shares.
  package convenience init(_ patterns: [String]) {
    self.init(SharedPatterns(patterns))
  }

  /// Returns the indexes of the patterns that match a folded text, ascending.
  package func matches(in bytes: ArraySlice<UInt8>) -> [Int] {
    guard !patterns.patterns.isEmpty else { return [] }
    let filter = self.filter ?? patterns.filter()
    self.filter = filter
    return filter.candidates(in: bytes).filter { pattern($0)?.matches(bytes) == true }
  }

  /// Returns a pattern by its index; nil where RE2 refuses it.
  func pattern(_ index: Int) -> Pattern? {
    if let known = compiled[index] { return known }
    let new = patterns.pattern(index)
    compiled[index] = .some(new)
    return new
  }
}

/// Patterns that are compiled once for all workers, each when it is first needed.
final class SharedPatterns: Sendable {
  private struct State {
    var filter: LiteralFilter?
    var compiled: [Int: Pattern?] = [:]
  }

  let patterns: [String]
  private let state = Mutex(State())

  init(_ patterns: [String]) {
    self.patterns = patterns
  }

  /// Returns the filter before the patterns; waits where another worker makes it.
  func filter() -> LiteralFilter {
    state.withLock { state in
      let filter = state.filter ?? LiteralFilter(patterns)
      state.filter = filter
      return filter
    }
  }

  /// Returns a pattern; nil where RE2 refuses it.
  func pattern(_ index: Int) -> Pattern? {
    state.withLock { state in
      if let known = state.compiled[index] { return known }
      let new = try? Pattern(patterns[index])
      state.compiled[index] = .some(new)
      return new
    }
  }
}
