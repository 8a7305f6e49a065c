import Diagnostics
import TestKit
import Testing

@testable import Documents

func parse(_ text: String) throws(Diagnostic) -> YAMLNode {
  try YAMLDocument.parse(SourceText(name: "f.yaml", text: text))
}

func rendered(_ text: String) -> String {
  do throws(Diagnostic) {
    _ = try parse(text)
    return "no error"
  } catch {
    return error.rendered()
  }
}

@Suite struct `A YAML document` {
  @Test func `keeps the order of keys and says where each value stands`() throws {
    let root = try parse("b: 1\na:\n  - x\n  - 'y'\n")
    guard case .mapping(let entries) = root.content else {
      Issue.record("no mapping")
      return
    }
    #expect(entries.map(\.key.text) == ["b", "a"])
    guard case .sequence(let items) = entries[1].value.content else {
      Issue.record("no list")
      return
    }
    #expect(items.map(\.text) == ["x", "y"])
    #expect(items[1].place.description == "f.yaml:4:5")
    #expect(items[1].place.length == 3)
    #expect(items[1].place.excerpt == "  - 'y'")
  }

  @Test func `leaves a scalar as it was written`() throws {
    for word in ["yes", "010", "1e3", "2026-01-01", "0x1F"] {
      #expect(try parse(word).text == word)
    }
    #expect(try parse("").isNull)
    #expect(try parse("~").isNull)
    #expect(try !parse("'~'").isNull)
  }

  @Test func `counts columns in Unicode scalars after a byte order mark`() throws {
    #expect(
      rendered("\u{FEFF}# नमस्ते\nजी: !x")
        == """
        f.yaml:2:5: error: YAML takes a value that begins with "!" for a tag [yaml-tag]
          2 | जी: !x
            |    ^
          = if this is an expression or text, put it in single quotes, or in a block after "|"
        """)
  }

  @Test func `reads stars and ampersands inside text as text`() throws {
    let text = "a: x *2 && y\nb: '*a'\nc: |\n  *a\n  && b *c\nd: \"&x *y\" # *z\n"
    guard case .mapping(let entries) = try parse(text).content else {
      Issue.record("no mapping")
      return
    }
    #expect(entries.map(\.value.text) == ["x *2 && y", "*a", "*a\n&& b *c\n", "&x *y"])
  }

  @Test func `may be one long line`() throws {
    let items = Array(repeating: "é*1", count: 100_000).joined(separator: ",")
    guard case .sequence(let nodes) = try parse("[" + items + "]").content else {
      Issue.record("no list")
      return
    }
    #expect(nodes.count == 100_000)
    #expect(nodes[99_999].place.column == 399_998)
  }
}

@Suite struct `A YAML document that is refused` {
  @Test func `holds a syntax error`() {
    #expect(
      rendered("a: 1\nb: x ? \"y\" : \"z\"\n")
        == """
        f.yaml:2:12: error: this is not valid YAML: mapping values are not allowed in this context \
        [yaml-syntax]
          2 | b: x ? "y" : "z"
            |            ^
          = look at this line and the one above it; if this is an expression or text, put it in \
        single quotes, or in a block after "|"
        """)
  }

  @Test func `holds an alias, an anchor or a merge key`() {
    let text = { (line: String, caret: String) in
      """
      f.yaml:2:4: error: anchors, aliases and merge keys are not read here [yaml-alias]
        2 | \(line)
          |    \(caret)
        = write the value out; if this is an expression or text, put it in single quotes, or in a \
      block after "|"
      """
    }
    #expect(rendered("a: 1\nb: *a\n") == text("b: *a", "^"))
    #expect(rendered("a: 1\nb: &x 5\n") == text("b: &x 5", "^"))
    #expect(rendered("<<: {a: 1}\n").contains("[yaml-alias]"))
  }

  @Test func `holds a tag, even one that YAML drops`() {
    for text in ["a: !x", "a: ! x", "a: !!str 5", "a: !(b in c)"] {
      #expect(rendered(text).hasPrefix("f.yaml:1:4: error: YAML takes a value"), "\(text)")
    }
  }

  @Test func `names a key twice`() {
    #expect(
      rendered("a: 1\nb: 2\n\"a\": 3\n")
        == """
        f.yaml:1:1: error: "a" stands here twice [duplicate-key]
          1 | a: 1
            | ^
          = remove one of the two
        """)
  }

  @Test func `holds a second document`() {
    #expect(
      rendered("a: 1\n---\nb: 2\n")
        == """
        f.yaml:2:1: error: the file holds more than one YAML document [yaml-several-documents]
          2 | ---
            | ^
          = put each document, without the line "---", in a file of its own
        """)
  }

  @Test func `is indented with a tab`() {
    #expect(
      rendered("a:\n\tb: 2\n")
        == """
        f.yaml:2:1: error: YAML does not allow a tab here [yaml-tab]
          2 | \\tb: 2
            | ^^
          = indent with spaces
        """)
  }

  @Test func `is nested too deep`() {
    let deep = String(repeating: "[", count: 66) + String(repeating: "]", count: 66)
    #expect(
      rendered(deep).hasPrefix(
        "f.yaml:1:66: error: lists and mappings are nested more than 64 deep [yaml-too-deep]"))
    #expect(rendered(deep).hasSuffix("  = flatten the file"))
    for opening in ["[", "- ", "{a: ", "? "] {
      #expect(rendered(String(repeating: opening, count: 100_000)).contains("error:"))
    }
  }

  @Test func `is too large`() {
    #expect(
      rendered("a: " + String(repeating: "x", count: 1 << 20))
        == """
        f.yaml: error: the file is larger than 1 MB [yaml-too-large]
          = split it into several files
        """)
  }

  @Test func `blows up by aliases of aliases, in values and in keys`() {
    var text = "a0: &a0 [x, x]\n"
    for level in 1...60 { text += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
    #expect(rendered(text + "? *a60\n: 1\n").contains("[yaml-alias]"))
  }

  @Test func `is any damaged version of a good one, without a crash`() {
    let good = Array("a: &x [1, 'b', \"\\u0041\"]\nc: |2\n   d *x\n? {e: >-\n f}\n: !t *x\n".utf8)
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<3000 {
      var bytes = good
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let index = Int.random(in: bytes.indices, using: &generator)
        let noise = Array("*&!|>{}[],:?-'\"\\\n\t #%@`\u{0}é".utf8)
        bytes[index] = noise.randomElement(using: &generator) ?? 0
      }
      _ = rendered(String(decoding: bytes, as: UTF8.self))
    }
  }
}
