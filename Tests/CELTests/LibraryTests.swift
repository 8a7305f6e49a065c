import CEL
import Testing

@Suite struct `The libraries` {
  @Test(arguments: [
    "'tacocat'.charAt(3) == 'o'", "'banana'.indexOf('na', 3) == 4",
    "'banana'.lastIndexOf('an') == 3", "'banana'.lastIndexOf('x') == -1",
    "'ÄaZ'.lowerAscii() == 'Äaz' && 'äaz'.upperAscii() == 'äAZ'",
    "'a-b-c'.replace('-', '+', 1) == 'a+b-c'", "'ab'.replace('', '_') == '_a_b_'",
    "'a,b,c'.split(',', 2) == ['a', 'b,c']", "'ab'.split('') == ['a', 'b']",
    "'नमस्ते'.substring(1, 3) == 'मस'", "' \\u00a0a '.trim() == 'a'",
    "['a', 'b'].join(', ') == 'a, b'", "'abc'.reverse() == 'cba'",
    "strings.quote('a\"b\\n') == '\"a\\\\\"b\\\\n\"'",
    "'%s is %d, %.2f, %x, %b, %o, %e'.format(['a', 1, 2.5, 255, 5, 8, 1.0])"
      + " == 'a is 1, 2.50, ff, 101, 10, 1.000000e+00'",
    "'%s'.format([{'b': [1, null], 'a': 1.5}]) == '{a: 1.5, b: [1, null]}'",
    "'abc'.contains('bc') && 'abc'.startsWith('a') && 'abc'.endsWith('c')",
    "'aab'.contains('ab') && 'abababc'.contains('ababc')", "'abc'.matches('^a.c$')",
  ]) func `work on text`(_ claim: String) throws {
    #expect(try Calculator().value(claim) == .bool(true))
  }

  @Test(arguments: [
    "math.greatest(1, 2.5, 2u) == 2.5", "math.least([3, 1, 2]) == 1", "math.abs(-2) == 2",
    "math.ceil(1.2) == 2.0 && math.floor(-1.2) == -2.0", "math.round(2.5) == 3.0",
    "math.trunc(-1.9) == -1.0", "math.sign(-3) == -1 && math.sign(0.0) == 0.0",
    "math.sqrt(9) == 3.0", "math.bitAnd(6, 3) == 2 && math.bitOr(6, 3) == 7",
    "math.bitXor(6, 3) == 5 && math.bitNot(0) == -1", "math.bitShiftLeft(1, 3) == 8",
    "math.bitShiftRight(-1, 63) == 1", "math.isNaN(0.0 / 0.0) && math.isInf(1.0 / 0.0)",
  ]) func `calculate`(_ claim: String) throws {
    #expect(try Calculator().value(claim) == .bool(true))
  }

  @Test(arguments: [
    "[1, 2, 3].slice(1, 3) == [2, 3]", "[[1], [2, 3]].flatten() == [1, 2, 3]",
    "[1, [2, [3]]].flatten(2) == [1, 2, 3]", "[3, 1, 2].sort() == [1, 2, 3]",
    "[1, 1u, 2, 1.0].distinct() == [1, 2]", "[1, 2].reverse() == [2, 1]",
    "[1, 2].first().value() == 1 && [1, 2].last().value() == 2", "lists.range(3) == [0, 1, 2]",
    "sets.contains([1, 2], [2]) && !sets.contains([1], [2])",
    "sets.equivalent([1, 1, 2], [2, 1])", "sets.intersects([1, 2], [2, 3])",
  ]) func `work on lists`(_ claim: String) throws {
    #expect(try Calculator().value(claim) == .bool(true))
  }

  @Test(arguments: [
    "{'a': 1}.?a.orValue(0) == 1 && {'a': 1}.?b.orValue(0) == 0",
    "[1][?3].hasValue() == false", "optional.of(2).optMap(x, x + 1).value() == 3",
    "optional.of(2).optFlatMap(x, optional.none()) == optional.none()",
    "[?optional.of(1), ?optional.none()] == [1]", "{?'a': optional.none()} == {}",
    "optional.ofNonZeroValue(0) == optional.none()",
    "optional.none().or(optional.of(1)).value() == 1",
    "[optional.of(1), optional.none()].unwrapOpt() == [1]",
  ]) func `hold optional values`(_ claim: String) throws {
    #expect(try Calculator().value(claim) == .bool(true))
  }

  @Test(arguments: [
    "base64.encode(b'hello') == 'aGVsbG8='", "base64.decode('aGVsbG8') == b'hello'",
    "cidr('10.0.0.0/8').containsIP('10.1.2.3')", "ip('::1').isLoopback()",
    "string(ip('2001:DB8:0:0:1:0:0:1')) == '2001:db8::1:0:0:1'", "!isIP('256.1.1.1')",
    "cidr('10.1.2.3/8').masked() == cidr('10.0.0.0/8')",
    "google.protobuf.Int32Value{value: 3} == 3",
  ]) func `know codes and addresses`(_ claim: String) throws {
    #expect(try Calculator().value(claim) == .bool(true))
  }

  @Test(arguments: [
    "timestamp('2024-02-29T12:30:00Z').getDayOfYear() == 59",
    "timestamp('2024-02-29T23:30:00Z').getDate('Asia/Kolkata') == 1",
    "timestamp('2026-11-01T05:59:00Z').getHours('America/New_York') == 1",
    "timestamp('2026-11-01T06:01:00Z').getHours('America/New_York') == 1",
    "timestamp('2024-01-01T00:00:00Z').getHours('-02:30') == 21",
    "timestamp('2024-01-07T00:00:00Z').getDayOfWeek() == 0",
    "timestamp('2024-01-01T01:00:00+01:00') == timestamp(1704067200)",
    "timestamp('2024-01-01T00:00:00Z') + duration('36h') == timestamp('2024-01-02T12:00:00Z')",
    "timestamp(10) - timestamp(5) == duration('5s')", "duration('1h30m').getMinutes() == 90",
    "string(duration('1m1.5s')) == '61.5s'", "duration('-1.5ms') < duration('0')",
    "string(timestamp('0001-01-01T00:00:00Z')) == '0001-01-01T00:00:00Z'",
  ]) func `know times`(_ claim: String) throws {
    #expect(try Calculator().value(claim) == .bool(true))
  }

  @Test(arguments: ["[1].sort2()", "math.greatest(1, 2)", "'a'.trim()", "{'a': 1}.?a"])
  func `are there only when asked for`(_ text: String) {
    var calculator = Calculator()
    calculator.environment = Environment(extensions: [])
    #expect(!calculator.diagnostics(text).isEmpty)
  }
}
