import CEL
import Diagnostics
import Testing

@Suite struct `What is said about an expression that cannot be compiled` {
  private func said(_ text: String) -> String {
    var calculator = Calculator()
    calculator.environment.declare(
      objectType: ObjectType(name: "Survey", fields: [("answered", .bool), ("rating", .int)]))
    calculator.environment.declare(variable: "survey", type: .object("Survey"))
    calculator.environment.limits.length = 500
    calculator.environment.limits.depth = 40
    return calculator.diagnostics(text).map { $0.rendered() }.joined(separator: "\n")
  }

  private static let tooLong =
    "rules.cel:1:501: error: the expression is longer than 500 characters [expression-too-long]"

  @Test func `is the place, the mistake and the remedy`() {
    #expect(
      said("survey.answred && true") == """
        rules.cel:1:8: error: "Survey" has no field "answred" [unknown-field]
          1 | survey.answred && true
            |        ^^^^^^^
          = did you mean "answered"?
        """)
  }

  @Test(arguments: [
    ("surve.rating", #"there is no variable "surve" [unknown-name]"#, #"did you mean "survey"?"#),
    ("siz([])", #"there is no function "siz" [unknown-function]"#, #"did you mean "size"?"#),
    (
      "[1].exsts(x, x > 0)", #"there is no function "exsts" [unknown-function]"#,
      #"did you mean "exists"?"#
    ),
    (
      "hass(survey.rating)", #"there is no function "hass" [unknown-function]"#,
      #"did you mean "has"?"#
    ),
    (
      "math.greates(1, 2)", #"there is no function "math.greates" [unknown-function]"#,
      #"did you mean "math.greatest"?"#
    ),
    (
      "cel.bnd(x, 1, x)", #"there is no function "cel.bnd" [unknown-function]"#,
      #"did you mean "cel.bind"?"#
    ),
    (
      "[1].all(x)",
      #""all" wants a variable and an expression, as in list.all(x, …) [bad-macro]"#, ""
    ),
    (
      "google.protobuf.Int3Value{}",
      #"there is no object type "google.protobuf.Int3Value" [unknown-type]"#,
      #"did you mean "google.protobuf.Int32Value"?"#
    ),
    (
      "1 + 'a'", #""+" does not take (int, string) [no-overload]"#,
      "it takes (int, int), or (uint, uint), or (double, double), or (string, string), "
        + "or (bytes, bytes), or (list(A), list(A))"
    ),
    ("1.5.foo == 1", "a value of type double has no fields [no-fields]", ""),
    ("1.map(x, x)", "a value of type int has no elements to go over [no-elements]", ""),
    ("[1].filter(x, x)", "this is int, and bool is wanted [type-mismatch]", ""),
    ("'a'.matches('(')", "this is no regular expression: missing ): ( [bad-literal]", ""),
    ("duration('1x')", "this is no duration: the text is no duration [bad-literal]", ""),
    ("timestamp('x')", "this is no timestamp: the text is no timestamp [bad-literal]", ""),
    ("1 +", "the end stands where a value is wanted [syntax]", ""),
    ("[1, 2", #"the end stands where "]" is wanted [syntax]"#, ""),
    ("1 # 2", ##""#" means nothing here [unknown-character]"##, ""),
    ("1 = 2", #""=" means nothing here [unknown-character]"#, "compare with =="),
    (
      "true & false", #""&" means nothing here [unknown-character]"#, "write && for and, || for or"
    ),
    (
      "“a” == 'a'", #""“" means nothing here [unknown-character]"#,
      #"write straight quotation marks: "…""#
    ),
    (
      "'abc", "the text is not closed [open-string]",
      "close it with the quotation mark that opened it"
    ),
    (
      #"'\q'"#, #""\q" is no escape sequence [bad-escape]"#,
      #"write \\ for a backslash, or r"…" for text without escapes"#
    ),
    ("99999999999999999999", #""99999999999999999999" is no number"#, ""),
    ("let + 1", #""let" is a reserved word [reserved-word]"#, ""),
    ("has(survey)", #""has" wants a field, as in has(a.b) [bad-macro]"#, ""),
    ("[1].all(1, true)", #""all" wants the name of a variable here [bad-macro]"#, ""),
    ("[1].all(x, x, true)", #"both variables are called "x" [repeated-variable]"#, ""),
  ]) func `names`(_ text: String, _ message: String, _ remedy: String) {
    let said = said(text)
    #expect(said.contains("error: " + message), "\(said)")
    #expect(remedy.isEmpty != said.contains("\n  = "), "\(said)")
    #expect(remedy.isEmpty || said.hasSuffix("\n  = " + remedy), "\(said)")
  }

  @Test func `is all of it at once, in the order of the text`() {
    var calculator = Calculator()
    calculator.environment.declare(variable: "a", type: .int)
    let codes = calculator.diagnostics("b + a.c + d() + 'x'.matches('[')").map(\.code)
    #expect(codes == ["unknown-name", "no-fields", "unknown-function", "bad-literal"])
  }

  @Test func `tells of a text that is too long or too deep`() {
    #expect(said(String(repeating: " ", count: 501)).contains("longer than 500 characters"))
    let deep = said(String(repeating: "(", count: 50))
    #expect(deep.contains("nested deeper than 40 [expression-too-deep]"))
    #expect(deep.hasSuffix("= split it into variables"))
  }

  @Test func `points into the file that holds the expression`() throws {
    let file = SourceText(name: "rules.yaml", text: "when: x\nthen: a + b")
    let origin = ExpressionOrigin { file.place(atScalar: 14 + $0, length: $1) }
    var calculator = Calculator()
    calculator.environment.declare(variable: "a", type: .int)
    var diagnostics: [Diagnostic] = []
    _ = calculator.environment.compile(
      SourceText(name: "", text: "a + b"), at: origin, into: &diagnostics)
    #expect(diagnostics.first?.place?.description == "rules.yaml:2:11")
    #expect(diagnostics.first?.place?.excerpt == "then: a + b")
  }
}

@Suite struct `What is said about an evaluation that fails` {
  @Test(arguments: [
    ("1 / 0", "a number is divided by zero"),
    ("1 % 0", "the remainder of a division by zero is asked for"),
    ("9223372036854775807 + 1", "the result does not fit its type"),
    ("{'secret': 1}['private']", "the map has no such key"),
    ("[1][5]", "the index is outside the list"),
    ("'secret'.charAt(9)", "the index is outside the text"),
    ("int('secret')", "the value cannot be converted to that type"),
    ("dyn('secret') + 1", "the function does not take values of these types"),
    ("{'a': 1, 'a': 2}", "the map has the key twice"),
    ("{dyn(1.5): 1}", "a map's key is a bool, a number that is whole, or a text"),
    ("'a'.matches('se' + '(')", "the text is no regular expression that RE2 takes"),
    ("timestamp('s' + '')", "the text is no timestamp"),
    ("duration('s' + '')", "the text is no duration"),
    ("timestamp(0).getHours('Secret/Zone')", "the text is no time zone"),
    ("timestamp(253402300799) + duration('1s')", "the time is outside the years 1 to 9999"),
    ("optional.none().value()", "the optional holds no value"),
    ("'%y'.format([1])", "the format has a clause that does not exist"),
    ("'%d'.format(['secret'])", "a format clause does not take a value of that type"),
    ("'%d'.format([])", "the format has more clauses than there are values"),
    ("base64.decode('§')", "the text is no base64"),
    ("ip('secret')", "the text is no network address"),
    ("math.bitShiftLeft(1, -1)", "the number of bits to shift is negative"),
    ("math.greatest(dyn([]))", "the list has no elements"),
    ("[dyn(1), 'a'].sort()", "the elements cannot be put in order"),
    ("dyn(1).x", "the value has no fields"),
    ("lists.range(2000000)", "the result is too large"),
    ("[?dyn(1)]", "the value after ? is no optional"),
  ]) func `is one sentence without the values`(_ text: String, _ message: String) throws {
    #expect(try Calculator().failure(text)?.message == message)
  }

  @Test(arguments: [
    ("f(1)", "there is no such function"), ("a.b", "there is no such variable"),
    ("1 + 'a'", "the function does not take values of these types"),
    ("g(1)", "the function is declared without an implementation"),
    ("dyn(ip('1.2.3.4')).x", "the object has no such field"),
  ]) func `is the same where nothing was checked`(_ text: String, _ message: String) throws {
    var environment = Environment()
    environment.declare(
      function: FunctionDeclaration(
        name: "g",
        overloads: [
          Overload(declaredID: "g_int", parameters: [.int], result: .int, isInstance: false)
        ]))
    var diagnostics: [Diagnostic] = []
    let program = try #require(
      environment.compileUnchecked(SourceText(name: "", text: text), into: &diagnostics))
    #expect(throws: (any Error).self) { try program.evaluate(VariableValues()) }
    if case .failure(let error) = program.trace(VariableValues()).result {
      #expect(error.message == message)
    }
  }

  @Test func `is one for what costs too much`() throws {
    let text = "lists.range(100000).all(a, lists.range(1000).all(b, true))"
    #expect(
      try Calculator().failure(text)?.message == "the evaluation costs more than it may")
  }
}
