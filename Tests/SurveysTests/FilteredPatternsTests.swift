import Surveys
import TestKit
import Testing

@Suite struct `Patterns behind a filter of literals` {
  private static let pieces = [
    "did we", "resolve", "solved", "समस्या", "हल", "問題", "解決", "résolu", "ß", "i̇", "5", "?",
    "rate", " ", "", "ок", "x",
  ]

  /// A pattern that is put together at random: alternatives, gaps, optional parts, word ends.
  private static func pattern(_ random: inout SeededGenerator) -> String {
    let count = Int.random(in: 1...4, using: &random)
    return (0..<count).map { _ in
      let some = (0..<3).map { _ in
        (pieces.randomElement(using: &random) ?? "").replacing("?", with: #"\?"#)
      }
      let part = some[0]
      switch Int.random(in: 0..<6, using: &random) {
      case 0: return "(?:" + (some.dropFirst() + [part]).joined(separator: "|") + ")"
      case 1: return "(?:" + part + ")?"
      case 2: return part + ".{0,9}"
      case 3: return #"\b"# + part
      default: return part
      }
    }.joined()
  }

  @Test(arguments: [UInt64(1), 2026, 0xF11])
  func `match what the automaton matches, in the same order`(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<20 {
      let patterns = (0..<40).map { _ in Self.pattern(&random) }
      let automaton = CompiledPatterns(patterns)
      let filter = FilteredPatterns(patterns)
      for _ in 0..<60 {
        let words = (0..<8).map { _ in Self.pieces.randomElement(using: &random) ?? "" }
        let text = Array(words.joined(separator: Bool.random(using: &random) ? " " : "").utf8)
        #expect(
          automaton.matches(in: text[...]) == filter.matches(in: text[...]),
          "seed \(seed): \(patterns) on \(String(decoding: text, as: UTF8.self))")
      }
    }
  }

  @Test func `are matched one by one where RE2 refuses one of them, or where there are none`() {
    #expect(FilteredPatterns(["a", "("]).matches(in: Array("a".utf8)[...]) == nil)
    #expect(FilteredPatterns([]).matches(in: Array("a".utf8)[...]) == nil)
  }
}
