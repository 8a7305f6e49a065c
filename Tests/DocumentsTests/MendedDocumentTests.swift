import Diagnostics
import Testing

@testable import Documents

@Suite struct `A broken document` {
  private func read(_ text: String) -> (MendedDocument?, [String]) {
    var diagnostics: [Diagnostic] = []
    let document = MendedDocument(SourceText(name: "f.yaml", text: text), into: &diagnostics)
    return (document, diagnostics.map { "\($0.place?.line ?? 0) \($0.code)" })
  }

  @Test func `is read on, so that every broken line is found at once`() throws {
    let (document, found) = read(
      """
      a: "x" == y
      b: !c
      list:
        - d: f("k: v")
        - e: whole
        - f: *g
      """)
    #expect(Set(found) == ["1 yaml-syntax", "2 yaml-tag", "4 yaml-syntax", "6 yaml-alias"])
    let root = try #require(document).root
    guard case .mapping(let entries) = root.content else {
      Issue.record("no mapping")
      return
    }
    #expect(entries.compactMap(\.value.text) == ["\"x\" == y", "!c"])
  }

  @Test func `is not read on where a line is no key with a value`() {
    #expect(read("- [a\nb: c\n").0 == nil)
    #expect(read("a: 'open\n").1.count == 1)
    #expect(read(String(repeating: "a: !b\n", count: 100)).1.count <= 21)
  }

  @Test func `keeps quiet about what else is wrong with broken lines`() throws {
    var diagnostics: [Diagnostic] = []
    let source = SourceText(name: "f.yaml", text: "a: !b\nc: d")
    let document = try #require(MendedDocument(source, into: &diagnostics))
    let later = (1...2).map { (line: Int) in
      Diagnostic(code: "later\(line)", "m", at: Place(file: "f.yaml", line: line))
    }
    diagnostics += later
    document.silence(&diagnostics, after: 1)
    #expect(diagnostics.map(\.code) == ["yaml-tag", "later2"])
  }
}
