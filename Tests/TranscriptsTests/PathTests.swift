import Testing

@testable import Transcripts

@Suite struct `Paths` {
  /// Returns the texts that a path finds in a JSON text.
  private func values(_ path: String, in json: String) throws -> [String] {
    var plan = FormatPlan()
    plan.messages = []
    let compiler = ProgramCompiler(isMarkup: false)
    let route = compiler.route(try JSONPath.parse(path))
    let evaluator = TreeEvaluator(plan: plan, compiler: compiler, limits: .standard)
    let parser = try #require(JSONParser(limits: .standard))
    let bytes = Array(json.utf8) + [UInt8](repeating: 0, count: JSONParser.padding)
    return try bytes.withUnsafeBufferPointer { buffer in
      let text = UnsafeBufferPointer(rebasing: buffer[..<json.utf8.count])
      let root = try parser.parse(text)
      var found: [String] = []
      evaluator.each(route, of: root) { node in
        found.append(evaluator.scalar(node)?.text ?? (node.isObject ? "{}" : "[]"))
        return true
      }
      return found
    }
  }

  static let store = #"""
    {"a": [{"b": 1, "c": "x"}, {"b": 2.5}, {"b": true, "d": null}], "k-1": {"a": {"b": "deep"}},
    "x/y": -7, "big": 18446744073709551615}
    """#

  @Test(
    arguments: [
      ("$.a[0].b", ["1"]), ("$.a[-1].b", ["true"]), ("$.a[9].b", []),
      ("$.a[*].b", ["1", "2.5", "true"]),
      ("$['a'][1]['b']", ["2.5"]), ("$..b", ["1", "2.5", "true", "deep"]),
      ("$.a[?@.c].b", ["1"]), ("$.a[?@.b == 2.5].b", ["2.5"]),
      ("$.a[?@.c != 'x'].b", ["2.5", "true"]),
      ("$.a[?!@.c].b", ["2.5", "true"]), ("$.a[?@.d == null].b", ["1", "2.5", "true"]),
      ("$.k-1.a.b", ["deep"]), ("$['x/y']", ["-7"]), ("/x~1y", ["-7"]), ("/a/1/b", ["2.5"]),
      ("$.a", ["[]"]), ("$", ["{}"]), ("$.nothing.there", []), ("$.a.b", []),
    ] as [(String, [String])])
  func `a JSONPath or pointer finds its values in order`(_ path: String, _ wanted: [String]) throws
  {
    #expect(try values(path, in: Self.store) == wanted)
  }

  @Test(
    arguments: [
      ("a.b", 0), ("$.", 2), ("$.a[", 4), ("$.a[1:2]", 5), ("$.a['x]", 4), ("$x", 1),
      ("$.a[?b]", 5), ("$.a[?@.b == ]", 12), ("$.a[1,2]", 5),
    ])
  func `a mistake in a JSONPath is pointed at`(_ path: String, _ offset: Int) {
    #expect { try JSONPath.parse(path) } throws: { ($0 as? PathError)?.offset == offset }
  }

  @Test(arguments: [
    "a/b/@c", ".", "a[@k='v']/b", "//a[2]", "x:a/y:b", "a[not(@x)]", "a/text()", "*",
  ])
  func `the XPath that formats use is read`(_ path: String) throws {
    _ = try XPath.parse(path)
  }

  @Test(arguments: [("a/", 2), ("a[", 2), ("a[0]", 3), ("a[b=1]", 4), ("a b", 1), ("", 0)])
  func `a mistake in an XPath is pointed at`(_ path: String, _ offset: Int) {
    #expect { try XPath.parse(path) } throws: { ($0 as? PathError)?.offset == offset }
  }
}
