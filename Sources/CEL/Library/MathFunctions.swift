import Foundation

extension Library {
  static let math = FunctionTable(extremes, roundings, tests, signs, bits)

  private static let numbers: [CELType] = [.int, .uint, .double]

  private static let extremes = FunctionTable([
    ("math.greatest", extreme("greatest", .greater)), ("math.least", extreme("least", .less)),
  ])

  private static func extreme(_ name: String, _ wanted: Order) -> [Overload] {
    @Sendable func best(_ values: [Value]) throws(EvaluationError) -> Value {
      guard var best = values.first else { throw EvaluationSentence.noArguments.error }
      for value in values {
        guard value.isNumber else { throw EvaluationSentence.noOverload.error }
        if value.order(to: best) == wanted { best = value }
      }
      return best
    }
    var overloads: [Overload] = []
    for a in numbers {
      overloads.append(
        .one("math_\(name)_\(a)", a, a) { (value) throws(EvaluationError) in value })
      for b in numbers {
        overloads.append(
          .two("math_\(name)_\(a)_\(b)", a, b, a == b ? a : .dyn) {
            (a, b) throws(EvaluationError) in try best([a, b])
          })
      }
      overloads.append(
        .one("math_\(name)_list_\(a)", .list(a), a) { (value) throws(EvaluationError) in
          guard case .list(let values) = value else { throw EvaluationSentence.noOverload.error }
          return try best(values)
        })
    }
    return overloads
  }

  private static func real(
    _ name: String, _ body: @escaping @Sendable (Double) -> Value
  ) -> (String, [Overload]) {
    (
      "math.\(name)",
      [
        .one("math_\(name)_double", .double, body(0).type) { (value) throws(EvaluationError) in
          guard case .double(let number) = value else { throw EvaluationSentence.noOverload.error }
          return body(number)
        }
      ]
    )
  }

  private static let roundings = FunctionTable([
    real("ceil") { .double($0.rounded(.up)) }, real("floor") { .double($0.rounded(.down)) },
    real("round") { .double($0.rounded(.toNearestOrAwayFromZero)) },
    real("trunc") { .double($0.rounded(.towardZero)) },
  ])

  private static let tests = FunctionTable([
    real("isNaN") { .bool($0.isNaN) }, real("isInf") { .bool($0.isInfinite) },
    real("isFinite") { .bool($0.isFinite) },
  ])

  private static let signs = FunctionTable([
    (
      "math.abs",
      numbers.map { type in
        .one("math_abs_\(type)", type, type) { (value) throws(EvaluationError) in
          switch value {
          case .int(.min): throw EvaluationSentence.overflow.error
          case .int(let number): return .int(abs(number))
          case .double(let number): return .double(abs(number))
          default: return value
          }
        }
      }
    ),
    (
      "math.sign",
      numbers.map { type in
        .one("math_sign_\(type)", type, type) { (value) throws(EvaluationError) in
          switch value {
          case .int(let number): .int(number.signum())
          case .uint(let number): .uint(number == 0 ? 0 : 1)
          case .double(let number):
            .double(number.isNaN || number == 0 ? number : number < 0 ? -1 : 1)
          default: throw EvaluationSentence.noOverload.error
          }
        }
      }
    ),
    (
      "math.sqrt",
      numbers.map { type in
        .one("math_sqrt_\(type)", type, .double) { (value) throws(EvaluationError) in
          switch value {
          case .int(let number): .double(Double(number).squareRoot())
          case .uint(let number): .double(Double(number).squareRoot())
          case .double(let number): .double(number.squareRoot())
          default: throw EvaluationSentence.noOverload.error
          }
        }
      }
    ),
  ])
}
