import Patterns
import Surveys
import TestKit
import Testing

@Suite struct `Patterns behind a filter of literals` {
  private static let pieces = [
    "did we", "resolve", "solved", "समस्या", "हल", "問題", "解決", "résolu", "ß", "i̇", "5", "?",
    "rate", " ", "", "ок", "x", "was it", "rating",
  ]

  /// A pattern that is put together at random: alternatives, gaps, optional parts, word ends.
  private static func pattern(_ random: inout SeededGenerator, depth: Int = 0) -> String {
    let count = Int.random(in: 1...4, using: &random)
    return (0..<count).map { _ in
      var some = (0..<3).map { _ in
        (pieces.randomElement(using: &random) ?? "").replacing("?", with: #"\?"#)
      }
      if depth < 2 { some[1] = pattern(&random, depth: depth + 1) }
      let part = some[0]
      switch Int.random(in: 0..<12, using: &random) {
      case 0: return "(?:" + (some.dropFirst() + [part]).joined(separator: "|") + ")"
      case 1: return "(?:" + part + ")?"
      case 2: return part + ".{0,9}"
      case 3: return #"\b"# + part
      case 4: return "(" + some[1] + ")+"
      case 5: return "(?P<rating>" + some[1] + "|" + part + "){2,3}"
      case 6: return part + "s?"
      case 7: return part + "e{0}" + some[2]
      case 8: return #"[^\]a-z]"# + part
      case 9: return "(?i:" + part + ")"
      case 10: return #"\pL*"# + part + #"[\x{80}-\x{10FFFF}]*"#
      default: return part
      }
    }.joined()
  }

  @Test(arguments: [UInt64(1), 2026, 0xF11])
  func `match what each of them matches, in their order`(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<20 {
      let patterns = (0..<40).map { _ in Self.pattern(&random) }
      let set = PatternSet(patterns)
      let single = patterns.map { try? Pattern($0) }
      for _ in 0..<60 {
        let words = (0..<8).map { _ in Self.pieces.randomElement(using: &random) ?? "" }
        let text = words.joined(separator: Bool.random(using: &random) ? " " : "")
        #expect(
          set.matches(in: Array(text.utf8)[...])
            == single.indices.filter { single[$0]?.matches(text) == true },
          "seed \(seed): \(patterns) on \(text)")
      }
    }
  }

  @Test func `never match where RE2 refuses them`() {
    #expect(PatternSet(["a", "(", "abc"]).matches(in: Array("abc".utf8)[...]) == [0, 2])
    #expect(PatternSet([String]()).matches(in: Array("a".utf8)[...]) == [])
  }

  @Test(arguments: [
    ("was it (good|great) ?\\?", ["was it ", "good|great"]),
    ("(?:^|[^a-z])(?:did (we|you) (re)?solve)(?:[^a-z]|$)", ["did ", "solve"]),
    ("colou?rs", ["colo"]), ("(yes|no)", []), ("(resolve|)", []), ("(solve|fix)d", ["fix|solve"]),
    ("(?i)resolve", []), ("abcd{3|xyz", []), ("abc{2}d", []), ("(abc){1,}", ["abc"]),
    ("(abc){0,2}", []), ("(abc){,2}", []), (#"\Qabc|d\E"#, []),
    (#"rate \x{e9}\.now"#, ["now", "rate "]), ("हल हुआ", ["हल हुआ"]), ("(abc", []),
  ])
  func `need these literals`(_ pattern: String, _ expected: [String]) {
    let choices = NeededLiterals(of: pattern).choices.map { choice in
      choice.literals.map { String(decoding: $0, as: UTF8.self) }.sorted().joined(separator: "|")
    }
    #expect(choices.sorted() == expected.sorted())
  }
}
