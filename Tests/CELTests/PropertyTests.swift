@testable import CEL
import Diagnostics
import TestKit
import Testing

/// Writes expressions that mostly make sense.
struct ExpressionWriter {
  var numbers: SeededGenerator

  private mutating func pick(_ choices: [String]) -> String {
    choices.randomElement(using: &numbers) ?? ""
  }

  mutating func expression(_ depth: Int) -> String {
    if depth == 0 {
      return pick([
        "1", "-2", "0", "3u", "1.5", "'a'", "'abc'", "b'x'", "true", "false", "null", "i", "s",
        "l", "m", "t", "duration('1m')", "optional.of(i)", "9223372036854775807",
      ])
    }
    let (a, b, c) = (expression(depth - 1), expression(depth - 1), expression(depth - 1))
    return switch Int.random(in: 0..<16, using: &numbers) {
    case 0...4:
      "(\(a) \(pick(["+", "-", "*", "/", "%", "<", "<=", "==", "!=", "&&", "||", "in"])) \(b))"
    case 5: "(\(a) ? \(b) : \(c))"
    case 6: "[\(a), \(b)]"
    case 7: "{\(a): \(b)}"
    case 8: "\(a)[\(b)]"
    case 9: "\(a).\(pick(["all", "exists", "exists_one", "filter", "map"]))(x, \(b))"
    case 10: "\(a).\(pick(["contains", "startsWith", "split", "indexOf", "matches"]))(\(b))"
    case 11: "\(pick(["size", "int", "string", "type", "double", "uint", "!", "-"]))(\(a))"
    case 12: "\(a).\(pick(["size", "trim", "sort", "distinct", "getHours", "value"]))()"
    case 13: "cel.bind(x, \(a), \(b))"
    case 14: "\(a).\(pick(["?a", "a", "reverse()", "orValue(1)", "optMap(x, x)"]))"
    default: "\(a)[?\(b)]"
    }
  }
}

@Suite struct `Whatever the expression` {
  private static let seeds: [UInt64] = [1, 2026, 0xCE1]

  private var calculator: Calculator {
    var calculator = Calculator()
    let variables: [(String, CELType, Value)] = [
      ("i", .int, .int(7)), ("s", .string, .string("abc")),
      ("l", .list(.int), .list([.int(1), .int(2)])),
      ("m", .map(.string, .int), .map(["a": .int(1)])),
      ("t", .timestamp, .timestamp(TimestampValue(seconds: 1_700_000_000))),
      ("x", .int, .int(1)),
    ]
    for (name, type, value) in variables {
      calculator.environment.declare(variable: name, type: type)
      calculator.values[name] = value
    }
    return calculator
  }

  @Test(arguments: seeds) func `a checked one never fails with a type error`(_ seed: UInt64) throws
  {
    var writer = ExpressionWriter(numbers: SeededGenerator(seed: seed))
    let calculator = calculator
    var compiled = 0
    for _ in 0..<4000 {
      let text = writer.expression(Int.random(in: 1...3, using: &writer.numbers))
      guard let program = try? calculator.program(text) else { continue }
      compiled += 1
      do {
        let value = try program.evaluate(
          VariableValues(calculator.values, in: calculator.environment))
        #expect(fits(value, program.resultType), "seed \(seed): \(text) gave \(value)")
      } catch {
        let isOpen = hasOpenTypes(program.expression, calculator.environment)
        #expect(error.kind != .noSuchOverload || isOpen, "seed \(seed): \(text)")
        #expect(error.kind != .unknownName, "seed \(seed): \(text)")
      }
    }
    #expect(compiled > 300, "seed \(seed): only \(compiled) expressions compile")
  }

  /// Whether the checker had to leave a type open, as that of a list of several types.
  private func hasOpenTypes(_ expression: Expression, _ environment: Environment) -> Bool {
    let (checked, _) = Checker.check(expression, in: environment)
    func isOpen(_ part: Expression) -> Bool {
      checked.types[part.id].description.contains("dyn")
        || checked.types[part.id].description.contains("null")
        || part.children.contains(where: isOpen)
    }
    return isOpen(expression)
  }

  private func fits(_ value: Value, _ type: CELType) -> Bool {
    if value == .null { return true }
    return switch type {
    case .dyn: true
    case .wrapper(let inner): fits(value, inner)
    default: type.runtimeName == value.type.runtimeName
    }
  }

  @Test(arguments: seeds) func `printing and parsing it again changes nothing`(_ seed: UInt64) {
    var writer = ExpressionWriter(numbers: SeededGenerator(seed: seed))
    let environment = calculator.environment
    for _ in 0..<1000 {
      let text = writer.expression(3)
      var diagnostics: [Diagnostic] = []
      let first = environment.parse(SourceText(name: "", text: text), into: &diagnostics)
      guard let printed = first?.source else { continue }
      let second = environment.parse(SourceText(name: "", text: printed), into: &diagnostics)
      #expect(second?.source == printed, "seed \(seed): \(text)")
    }
  }

  @Test(arguments: [
    #"{'a': b"\x00\xff", r"\n": "\n\"'"}"#, "a.`b-c`.?d[?1]", "-(1) - -1 - (-x).y", "!(!a)",
    "{?'a': b, 'c': [?d]}", "a.b.C{d: 1, ?e: f}", "[1].transformMap(i, v, i > 0, v)",
    "cel.block([1], cel.index(0) + 1)", "has(a.b) ? (c ? 1 : 2) : 3", "(a in b) in c",
  ]) func `what is written stays what it means`(_ text: String) throws {
    let environment = calculator.environment
    var diagnostics: [Diagnostic] = []
    let first = environment.parse(SourceText(name: "", text: text), into: &diagnostics)
    let printed = try #require(first?.source)
    let second = environment.parse(SourceText(name: "", text: printed), into: &diagnostics)
    #expect(second?.source == printed)
    #expect(second?.withoutPlaces == first?.withoutPlaces)
  }

  @Test(arguments: seeds) func `random text never crashes the parser`(_ seed: UInt64) {
    var numbers = SeededGenerator(seed: seed)
    let words = [
      "(", ")", "[", "]", "{", "}", ".", ",", ":", "?", "'", "\"", "'''", "\\", "a", "in", "1",
      "0x", "1e", "u", "b'", "r\"", "&&", "||", "!", "-", "`", "has(", ".map(", "\u{0}", "é", "\n",
      "//", "\u{1F600}", "cel.bind(", "9", "_", "\\x", "\\U0010FFFF", "?.", "[?",
    ]
    let environment = calculator.environment
    for _ in 0..<1000 {
      let count = Int.random(in: 0..<20, using: &numbers)
      let text = (0..<count).map { _ in words.randomElement(using: &numbers) ?? "" }.joined()
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &numbers) }
      for text in [text, String(decoding: bytes, as: UTF8.self)] {
        var diagnostics: [Diagnostic] = []
        let program = environment.compile(SourceText(name: "", text: text), into: &diagnostics)
        #expect((program == nil) == !diagnostics.isEmpty, "seed \(seed): \(text)")
      }
    }
  }
}

extension Expression {
  /// The kinds of all nodes in order: the tree without ids and ranges.
  fileprivate var withoutPlaces: [String] {
    let own: String =
      switch kind {
      case .literal(let value): "\(value)"
      case .identifier(let name): name
      case .select(_, let field, let isOptional): "select \(field) \(isOptional)"
      case .call(let name, let target, let arguments): "\(name) \(target != nil) \(arguments.count)"
      default: "other"
      }
    return [own] + children.flatMap(\.withoutPlaces)
  }
}
