import CEL
import Testing

@Suite struct `The language` {
  @Test(arguments: [
    "1 + 2 * 3 == 7", "-7 / 2 == -3", "-7 % 2 == -1", "7u / 2u == 3u", "2.0 / 4.0 == 0.5",
    "'a' + 'b' == 'ab'", "b'a' + b'b' == b'ab'", "[1] + [2] == [1, 2]",
    "dyn(1) == 1u && dyn(1u) == 1.0",
    "dyn(1) != 1.5", "dyn(1) != dyn('1')", "2 in [1, 2]", "'a' in {'a': 1}", "!(3 in [1, 2])",
    "{'a': {'b': 1}}.a.b == 1", "{'a': 1}['a'] == 1", "[4, 5][1] == 5", "has({'a': 1}.a)",
    "!has({'a': 1}.b)", "true ? 1 == 1 : 1 == 2", "false || true", "!(true && false)",
    "1 < 2 && 1 < 1.5 && 2u > 1", "'a' < 'b' && b'a' < b'b' && false < true",
    "0x1F == 31 && 0xfu == 15u", "1e3 == 1000.0 && .5 == 0.5", "-9223372036854775808 < 0",
    "0.0 / 0.0 != 0.0 / 0.0", "type(1) == int && type([]) == list && type(type(1)) == type",
    "size('मदद') == 3 && size(b'é') == 2 && size([1]) == 1 && size({}) == 0",
    "'e\\u0301' != '\\u00e9'", "{1: 'a'}[dyn(1u)] == 'a' && {1: 'a'}[dyn(1.0)] == 'a'",
  ]) func `holds`(_ claim: String) throws {
    #expect(try Calculator().value(claim) == .bool(true))
  }

  @Test(arguments: [
    (#"'\a\b\f\n\r\t\v\\\?\"\'\`'"#, "\u{07}\u{08}\u{0C}\n\r\t\u{0B}\\?\"'`"),
    (#""\x41\u0905\U0001F600\101""#, "Aअ😀A"), (#"r'\n'"#, "\\n"), ("'''a'b\nc'''", "a'b\nc"),
    (#""""say "hi" now""""#, #"say "hi" now"#), ("R\"\"\"\\d\"\"\"", "\\d"), ("''", ""),
  ]) func `reads text literals`(_ literal: String, _ text: String) throws {
    #expect(try Calculator().value(literal) == .string(text))
  }

  @Test func `reads bytes by byte and text in them as UTF-8`() throws {
    #expect(try Calculator().value(#"b'\xff\000é'"#) == .bytes([255, 0, 0xC3, 0xA9]))
    #expect(try Calculator().value(#"bR'\n'"#) == .bytes([0x5C, 0x6E]))
  }

  @Test func `leaves out comments and blanks`() throws {
    #expect(try Calculator().value("1 // one\n + 2") == .int(3))
  }

  @Test(arguments: [
    ("1 / 0 == 1 || true", true), ("true || 1 / 0 == 1", true), ("1 / 0 == 1 && false", false),
    ("false && 1 / 0 == 1", false), ("[1, 0].exists(x, 2 / x == 2)", true),
    ("[0, 1].exists(x, 2 / x == 2)", true), ("[0, 1].all(x, 2 / x == 3)", false),
    ("{}.exists(k, true)", false), ("[].all(x, false)", true),
  ]) func `lets a certain answer stand over an error`(_ text: String, _ answer: Bool) throws {
    #expect(try Calculator().value(text) == .bool(answer))
  }

  @Test(arguments: [
    ("[1, 2, 3].filter(x, x > 1)", "[2, 3]"), ("[1, 2].map(x, x * 2)", "[2, 4]"),
    ("[1, 2, 3].map(x, x > 1, x * 2)", "[4, 6]"), ("{'a': 1}.map(k, k)", "['a']"),
    ("[1, 2].exists_one(x, x > 1)", "true"), ("[5, 6].exists(i, v, i == 1 && v == 6)", "true"),
    ("[5, 6].transformList(i, v, i + v)", "[5, 7]"),
    ("{'a': 1}.transformMap(k, v, v + 1)", "{'a': 2}"),
    ("['x'].transformMapEntry(i, v, {v: i})", "{'x': 0}"),
    ("cel.bind(x, 2, x * x)", "4"), ("cel.block([1, cel.index(0) + 1], cel.index(1))", "2"),
    ("[[1]].map(x, x.map(x, x + 1))", "[[2]]"), ("[1].all(x, [2].all(y, x < y))", "true"),
  ]) func `expands the macro`(_ text: String, _ same: String) throws {
    #expect(try Calculator().value(text) == Calculator().value(same))
  }

  @Test(arguments: [
    ("9223372036854775807 + 1", EvaluationError.Kind.overflow), ("0u - 1u", .overflow),
    ("-9223372036854775808 / -1", .overflow), ("1 / 0", .divisionByZero),
    ("1 % 0", .divisionByZero), ("[1][1]", .indexOutOfRange), ("[1][-1]", .indexOutOfRange),
    ("{'a': 1}['b']", .noSuchKey), ("{'a': 1}.b", .noSuchKey), ("int('x')", .conversion),
    ("int(1e19)", .overflow), ("uint(-1)", .overflow), ("dyn(1) + dyn('a')", .noSuchOverload),
    ("dyn(1).a", .noSuchOverload), ("optional.none().value()", .emptyOptional),
    ("{'a': 1, 'a': 2}", .invalidArgument), ("'a'.substring(2)", .indexOutOfRange),
    ("'a'.matches('(' + '')", .invalidArgument), ("string(b'\\xff')", .conversion),
  ]) func `fails`(_ text: String, _ kind: EvaluationError.Kind) throws {
    #expect(try Calculator().failure(text)?.kind == kind)
  }

  @Test func `says where an evaluation failed`() throws {
    let text = "1 < 2 && 10 / (5 - 5) > 1"
    #expect(try Calculator().failure(text)?.position == 9..<21)
  }
}
