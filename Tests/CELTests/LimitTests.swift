import CEL
import Diagnostics
import Testing

@Suite struct `The limits` {
  @Test(arguments: [
    String(repeating: "(", count: 10_000), String(repeating: "[", count: 10_000),
    String(repeating: "{1:", count: 10_000), String(repeating: "!", count: 10_000) + "true",
    String(repeating: "-", count: 10_000) + "1", "a" + String(repeating: ".a", count: 10_000),
    "1" + String(repeating: "+1", count: 10_000), "a" + String(repeating: "[0]", count: 10_000),
    String(repeating: "true?true:", count: 9_000) + "true", String(repeating: "f(", count: 10_000),
    "true" + String(repeating: "&&true", count: 10_000), String(repeating: "A{a:", count: 10_000),
    String(repeating: "[1].map(x,", count: 9_000),
  ]) func `give nested expressions a located error`(_ text: String) {
    let diagnostics = Calculator().diagnostics(text)
    #expect(diagnostics.map(\.code) == ["expression-too-deep"])
    #expect(diagnostics.first?.place?.column != nil)
  }

  @Test(arguments: [
    "lists.range(1000).all(a, lists.range(1000).all(b, lists.range(1000).all(c, true)))",
    "lists.range(100000).map(x, lists.range(100000))",
    "cel.bind(x, [lists.range(50000)], lists.range(10000).all(i, sets.contains(x, x)))",
    "cel.bind(x, [lists.range(50000)], lists.range(10000).all(i, x.distinct() == x))",
    "lists.range(90000).exists(i, 'b'.matches('a{1' + string(i % 90) + '}'))",
    "cel.bind(x, lists.range(50000), lists.range(20000).all(i, [x] == [x]))",
    "lists.range(100000).map(x, 'a').map(x, lists.range(1000)).flatten()",
  ]) func `end what costs too much`(_ text: String) throws {
    let error = try Calculator().failure(text)
    #expect(error?.kind == .costLimit)
    #expect(error?.position != nil)
  }

  @Test(arguments: ["x + x", "[x, x]", "{'a': x, 'b': x}"])
  func `end values that double again and again`(_ step: String) throws {
    let start = step == "x + x" ? "'aaaaaaaaaaaaaaaa'" : "[1]"
    let binds = String(repeating: "cel.bind(x, dyn(\(step)), ", count: 60)
    let text = "cel.bind(x, dyn(\(start)), \(binds)x == x\(String(repeating: ")", count: 61))"
    #expect(try Calculator().failure(text)?.kind == .costLimit)
  }

  @Test(arguments: ["{x: x}", "[[x], [x]]", "{1: {1: x, 2: x}}", "optional.of({x: x})"])
  func `keep types from doubling again and again`(_ step: String) {
    let binds = String(repeating: "cel.bind(x, \(step), ", count: 90)
    let text = "cel.bind(x, [], \(binds)x == x\(String(repeating: ")", count: 91))"
    #expect(Calculator().diagnostics(text).isEmpty)
  }

  @Test func `leave room for long lists of conditions`() {
    let text = "[" + Array(repeating: "[] == [1]", count: 8000).joined(separator: ", ") + "]"
    #expect(Calculator().diagnostics(text).isEmpty)
  }

  @Test(arguments: ["true && ", "false || ", "1 / 0 == 1 || ", "1 / 0 == 1 && "])
  func `need no doubling work for failing terms in terms`(_ term: String) throws {
    let text =
      String(repeating: "\(term)(", count: 90) + "1 / 0 == 1" + String(repeating: ")", count: 90)
    #expect(try Calculator().failure(text)?.kind == .divisionByZero)
  }

  @Test func `do not let a certain answer hide that an evaluation costs too much`() throws {
    let text = "lists.range(100000).all(a, lists.range(100).all(b, true)) || true"
    #expect(try Calculator().failure(text)?.kind == .costLimit)
  }

  @Test func `let replacements grow only so far`() throws {
    let text =
      "cel.bind(x, lists.range(20000).map(i, 'aaaaaaaaaa').join(), x.replace('a', x))"
    #expect(try Calculator().failure(text)?.kind == .costLimit)
  }

  @Test func `end an evaluation whose task is cancelled`() async throws {
    let program = try Calculator().program(
      "lists.range(100000).all(x, x >= 0)")
    let task = Task { () -> EvaluationError.Kind? in
      withUnsafeCurrentTask { $0?.cancel() }
      do throws(EvaluationError) {
        _ = try program.evaluate(VariableValues())
        return nil
      } catch {
        #expect(error.message == "the evaluation was cancelled")
        return error.kind
      }
    }
    #expect(await task.value == .cancelled)
  }
}
