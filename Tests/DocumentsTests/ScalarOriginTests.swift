import Diagnostics
import Testing

@testable import Documents

/// The scalar at the end of a path of keys.
private func value(_ text: String) throws -> YAMLNode {
  var node = try parse(text)
  while case .mapping(let entries) = node.content, let last = entries.last { node = last.value }
  return node
}

/// The place of the first `@` of the scalar's text.
private func placeOfMark(_ text: String) throws -> String {
  let node = try value(text)
  let scalars = Array((node.text ?? "").unicodeScalars)
  let offset = try #require(scalars.firstIndex(of: "@"))
  return node.place(atScalar: offset).description
}

@Suite struct `A place inside a scalar` {
  @Test(arguments: [
    ("a: b @c", "f.yaml:1:6"),
    ("a: b\n   c\n\n   d  @e", "f.yaml:4:7"),
    ("a: 'it''s @'", "f.yaml:1:11"),
    ("a: 'b\n\n  c  @'", "f.yaml:3:6"),
    ("a: \"\\n\\u0041 \\x41\\\\ @\"", "f.yaml:1:21"),
    ("a: \"b \\\n   c @\"", "f.yaml:2:6"),
    ("a: \"b\n   c @\"", "f.yaml:2:6"),
    ("a: |\n  b\n  c @", "f.yaml:3:5"),
    ("a: |\n\n\n    b\n      c @", "f.yaml:5:9"),
    ("a: |2-\n    b\n    c @", "f.yaml:3:7"),
    ("a:\n  b: >\n    c\n    d @e\n", "f.yaml:4:7"),
    ("a: >\n  c\n\n    d\n  e @f\n", "f.yaml:5:5"),
    ("a: >-\n  c == 'x y' &&\n  !(d\n   in @)", "f.yaml:4:7"),
    ("जी: \"é 👍 @\"", "f.yaml:1:10"),
  ])
  func `is right for each way of writing`(text: String, place: String) throws {
    #expect(try placeOfMark(text) == place)
  }

  @Test func `is the end for an offset beyond it, and the node's for a list`() throws {
    #expect(try value("a: b").place(atScalar: 99).description == "f.yaml:1:5")
    #expect(try parse("- b").place(atScalar: 3).description == "f.yaml:1:1")
  }

  @Test func `always holds the scalar that was asked for where nothing is escaped or folded`()
    throws
  {
    let lines = ["x == 1 && (y || z)", "", "  && !b", "c in [1,", "  2]", "'ü' != \"\\n\""]
    for style in ["|", "|-", "|+", ">", ">-"] {
      let text = "k:\n  v: \(style)\n" + lines.map { "     \($0)\n" }.joined()
      let node = try value(text)
      for (offset, scalar) in (node.text ?? "").unicodeScalars.enumerated()
      where scalar != "\n" && scalar != " " {
        let place = node.place(atScalar: offset)
        let line = Array((place.excerpt ?? "").unicodeScalars)
        #expect(line[(place.column ?? 0) - 1] == scalar, "\(style) \(offset)")
      }
    }
  }
}
