import Diagnostics
import Testing

@testable import Documents

private func read(
  _ text: String, _ body: (inout MappingReader, inout [Diagnostic]) -> Void
) throws -> [String] {
  var problems: [Diagnostic] = []
  var reader = try #require(MappingReader(try parse(text), as: "a stage", into: &problems))
  body(&reader, &problems)
  reader.finish(into: &problems)
  return problems.map { $0.rendered() }
}

@Suite struct `A mapping reader` {
  @Test func `gives each key its type`() throws {
    let text = """
      name: n
      on: true
      count: 3
      share: 0.5
      age: 1h30m
      one: x
      many: [a, b]
      empty:
      """
    let problems = try read(text) { reader, problems in
      #expect(reader.required("name", into: &problems)?.text == "n")
      #expect(reader.bool("on", into: &problems) == true)
      #expect(reader.int("count", in: 1...5, into: &problems) == 3)
      #expect(reader.double("share", into: &problems) == 0.5)
      #expect(reader.duration("age", into: &problems) == .seconds(5400))
      #expect(reader.stringOrList("one", into: &problems) == ["x"])
      #expect(reader.stringList("many", into: &problems) == ["a", "b"])
      #expect(reader.string("empty", into: &problems) == nil)
      #expect(reader.string("absent", into: &problems) == nil)
    }
    #expect(problems == [])
  }

  @Test func `reports an unknown key with the nearest name`() throws {
    let problems = try read("polcy: x\nzzz: 1\n") { reader, problems in
      _ = reader.optional("policy")
      _ = reader.optional("name")
    }
    #expect(
      problems == [
        """
        f.yaml:1:1: error: a stage has no key "polcy" [unknown-key]
          1 | polcy: x
            | ^^^^^
          = did you mean "policy"?
        """,
        """
        f.yaml:2:1: error: a stage has no key "zzz" [unknown-key]
          2 | zzz: 1
            | ^^^
          = known keys: name, policy
        """,
      ])
  }

  @Test func `reports a key that is missing or has no value`() throws {
    let problems = try read("from:\n") { reader, problems in
      _ = reader.required("from", into: &problems)
      _ = reader.required("to", into: &problems)
    }
    #expect(
      problems == [
        """
        f.yaml:1:1: error: "from" has no value [missing-key]
          1 | from:
            | ^^^^
          = write a value after the colon
        """,
        """
        f.yaml:1:1: error: a stage needs the key "to" [missing-key]
          1 | from:
            | ^
          = add a line "to: …"
        """,
      ])
  }

  @Test func `reports a value of another type`() throws {
    let text = "a: {b: 1}\nc: no\nd: 7\ne: 5\nf: x\ng: 1 day\nh: -1\n"
    let problems = try read(text) { reader, problems in
      _ = reader.string("a", into: &problems)
      _ = reader.bool("c", into: &problems)
      _ = reader.int("d", in: 1...5, into: &problems)
      _ = reader.stringList("e", into: &problems)
      _ = reader.double("f", into: &problems)
      _ = reader.duration("g", into: &problems)
      _ = reader.int("h", in: 0 ... .max, into: &problems)
    }
    #expect(
      problems == [
        """
        f.yaml:1:4: error: here stands a mapping, but text is wanted [wrong-type]
          1 | a: {b: 1}
            |    ^
          = if this is an expression or text, put it in single quotes, or in a block after "|"
        """,
        """
        f.yaml:2:4: error: here stands "no", but true or false is wanted [wrong-type]
          2 | c: no
            |    ^^
        """,
        """
        f.yaml:3:4: error: 7 is out of range [out-of-range]
          3 | d: 7
            |    ^
          = write a whole number from 1 to 5
        """,
        """
        f.yaml:4:4: error: here stands "5", but a list is wanted [wrong-type]
          4 | e: 5
            |    ^
        """,
        """
        f.yaml:5:4: error: here stands "x", but a number is wanted [wrong-type]
          5 | f: x
            |    ^
        """,
        """
        f.yaml:6:4: error: here stands "1 day", but a duration is wanted [wrong-type]
          6 | g: 1 day
            |    ^^^^^
          = write whole numbers with a unit: 500ms, 30s, 15m, 4h, 90d, 1h30m
        """,
        """
        f.yaml:7:4: error: -1 is out of range [out-of-range]
          7 | h: -1
            |    ^^
          = write a whole number at least 0
        """,
      ])
  }

  @Test func `reports a value that is no mapping at all`() throws {
    var problems: [Diagnostic] = []
    #expect(MappingReader(try parse("[1]"), as: "a stage", into: &problems) == nil)
    #expect(
      problems.map(\.message) == ["here stands a list, but a stage (a mapping of keys) is wanted"])
  }
}

@Suite struct `An expression in YAML` {
  private func expression(_ text: String) throws -> (text: String?, problems: [String]) {
    var problems: [Diagnostic] = []
    var reader = try #require(MappingReader(try parse(text), as: "a match", into: &problems))
    let node = reader.required("when", into: &problems)?.expression(into: &problems)
    return (node?.text, problems.map(\.code))
  }

  @Test func `may be plain, quoted or a block, and may have a comment behind it`() throws {
    for text in ["when: a == 1", "when: 'a == 1'", "when: |-\n  a == 1", "when: a == 1 # b"] {
      #expect(try expression(text) == ("a == 1", []), "\(text)")
    }
  }

  @Test func `is reported where a comment sign cuts it`() throws {
    #expect(try expression("when: a == 'b #c'").problems == ["cut-expression"])
    #expect(try expression("when: f(a, #b)").problems == ["cut-expression"])
    #expect(
      Diagnostic.cutExpression(at: .init(file: "f")).rendered()
        == """
        f: error: YAML takes " #" for a comment and cuts the expression there [cut-expression]
          = if this is an expression or text, put it in single quotes, or in a block after "|"
        """)
  }

  @Test func `is reported where YAML takes it for a list or a mapping`() throws {
    #expect(try expression("when: [1, 2]").problems == ["wrong-type"])
    #expect(try expression("when: {'a': 1}").problems == ["wrong-type"])
  }

  @Test func `is a syntax error with the remedy where YAML cannot take it apart`() {
    for text in ["when: [1].size() == 1", "when: \"a\" == b", "when: a ? b : c", "when: @a"] {
      #expect(rendered(text).contains("put it in single quotes"), "\(text)")
    }
  }
}

@Suite struct `A written duration` {
  @Test(arguments: [
    ("500ms", Duration.milliseconds(500)), ("90s", .seconds(90)), ("30m", .seconds(1800)),
    ("4h", .seconds(14400)), ("90d", .seconds(7_776_000)), ("2w", .seconds(1_209_600)),
    ("1h30m", .seconds(5400)), ("0s", .zero),
  ])
  func `is a sum of whole numbers with units`(text: String, duration: Duration) {
    #expect(Duration(written: text) == duration)
  }

  @Test(arguments: ["", "5", "m", "1.5h", "-1h", "1 h", "1y", "99999999999999999w", "１h"])
  func `is nothing else`(text: String) {
    #expect(Duration(written: text) == nil)
  }
}
