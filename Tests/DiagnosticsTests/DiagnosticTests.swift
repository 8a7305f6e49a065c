import Diagnostics
import Testing

@Suite struct `A diagnostic` {
  @Test func `shows the place, the line, a caret and the remedy`() {
    let source = SourceText(name: "a.yaml", text: "stages:\n  - ingets:\n      from: x\n")
    let mistake = Diagnostic(
      code: "unknown-stage", "there is no stage \"ingets\"",
      at: source.place(line: 2, column: 5, length: 6), remedy: "did you mean \"ingest\"?")
    #expect(
      mistake.rendered() == """
        a.yaml:2:5: error: there is no stage "ingets" [unknown-stage]
          2 |   - ingets:
            |     ^^^^^^
          = did you mean "ingest"?
        """)
  }

  @Test func `never writes a control or bidi character`() {
    let source = SourceText(name: "a", text: "x\u{1B}[31m\u{202E}y")
    let mistake = Diagnostic(code: "c", "bad \u{7}", at: source.place(line: 1, column: 2))
    #expect(!mistake.rendered().unicodeScalars.contains { $0 != "\n" && $0.isHiddenSteering })
  }

  @Test func `shows the middle of a long line`() {
    let source = SourceText(name: "a", text: String(repeating: "abcdefghij", count: 50))
    let text = Diagnostic(code: "c", "m", at: source.place(line: 1, column: 300)).rendered()
    #expect(text.split(separator: "\n").allSatisfy { $0.count < 120 })
    #expect(text.contains("…"))
  }
}

@Suite struct `A source text` {
  @Test(arguments: [(0, 1, 1), (2, 1, 3), (3, 2, 1), (5, 3, 1), (99, 3, 2)])
  func `knows the place of an offset`(offset: Int, line: Int, column: Int) {
    let place = SourceText(name: "a", text: "ab\n\r\nc").place(atScalar: offset)
    #expect(place.line == line)
    #expect(place.column == column)
  }
}

@Suite struct `The nearest name` {
  @Test(arguments: [("ingets", "ingest"), ("Haptk", "haptik"), ("fliter", "filter")])
  func `is found for a typing mistake`(typed: String, meant: String) {
    #expect(nearestName(to: typed, in: ["ingest", "filter", "survey", "haptik"]) == meant)
  }

  @Test func `is nil where nothing is near`() {
    #expect(nearestName(to: "zebra", in: ["ingest", "filter"]) == nil)
  }
}
