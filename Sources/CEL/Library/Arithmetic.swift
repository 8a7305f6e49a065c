extension Library {
  static let arithmetic = FunctionTable([
    (
      "_+_",
      wholes("add", { $0.addingReportingOverflow($1) }, { $0.addingReportingOverflow($1) })
        + [doubles("add_double", +)] + sums + timeSums
    ),
    (
      "_-_",
      wholes(
        "subtract", { $0.subtractingReportingOverflow($1) },
        { $0.subtractingReportingOverflow($1) }) + [doubles("subtract_double", -)]
        + timeDifferences
    ),
    (
      "_*_",
      wholes(
        "multiply", { $0.multipliedReportingOverflow(by: $1) },
        { $0.multipliedReportingOverflow(by: $1) }) + [doubles("multiply_double", *)]
    ),
    (
      "_/_",
      wholes(
        "divide", zeroFails: .divisionByZero, { $0.dividedReportingOverflow(by: $1) },
        { $0.dividedReportingOverflow(by: $1) }) + [doubles("divide_double", /)]
    ),
    (
      "_%_",
      wholes(
        "modulo", zeroFails: .moduloByZero, { $0.remainderReportingOverflow(dividingBy: $1) },
        { $0.remainderReportingOverflow(dividingBy: $1) })
    ),
    (
      "-_",
      [
        .one("negate_int64", .int, .int) { (value) throws(EvaluationError) in
          guard case .int(let number) = value, number != .min else {
            throw EvaluationSentence.overflow.error
          }
          return .int(-number)
        },
        .one("negate_double", .double, .double) { (value) throws(EvaluationError) in
          guard case .double(let number) = value else {
            throw EvaluationSentence.noOverload.error
          }
          return .double(-number)
        },
      ]
    ),
  ])

  private typealias Checked<T> = @Sendable (T, T) -> (partialValue: T, overflow: Bool)

  private static func wholes(
    _ name: String, zeroFails: EvaluationSentence? = nil, _ signed: @escaping Checked<Int64>,
    _ unsigned: @escaping Checked<UInt64>
  ) -> [Overload] {
    [
      .two("\(name)_int64", .int, .int, .int) { (a, b) throws(EvaluationError) in
        guard case (.int(let a), .int(let b)) = (a, b) else {
          throw EvaluationSentence.noOverload.error
        }
        if b == 0, let zeroFails { throw zeroFails.error }
        let (result, overflow) = signed(a, b)
        if overflow { throw EvaluationSentence.overflow.error }
        return .int(result)
      },
      .two("\(name)_uint64", .uint, .uint, .uint) { (a, b) throws(EvaluationError) in
        guard case (.uint(let a), .uint(let b)) = (a, b) else {
          throw EvaluationSentence.noOverload.error
        }
        if b == 0, let zeroFails { throw zeroFails.error }
        let (result, overflow) = unsigned(a, b)
        if overflow { throw EvaluationSentence.overflow.error }
        return .uint(result)
      },
    ]
  }

  private static func doubles(
    _ id: String, _ operation: @escaping @Sendable (Double, Double) -> Double
  ) -> Overload {
    .two(id, .double, .double, .double) { (a, b) throws(EvaluationError) in
      guard case (.double(let a), .double(let b)) = (a, b) else {
        throw EvaluationSentence.noOverload.error
      }
      return .double(operation(a, b))
    }
  }

  private static let sums: [Overload] = [
    .two("add_string", .string, .string, .string) { (a, b) throws(EvaluationError) in
      guard case (.string(let a), .string(let b)) = (a, b) else {
        throw EvaluationSentence.noOverload.error
      }
      return .string(a + b)
    },
    .two("add_bytes", .bytes, .bytes, .bytes) { (a, b) throws(EvaluationError) in
      guard case (.bytes(let a), .bytes(let b)) = (a, b) else {
        throw EvaluationSentence.noOverload.error
      }
      return .bytes(a + b)
    },
    .two("add_list", .list(.typeParam("A")), .list(.typeParam("A")), .list(.typeParam("A"))) {
      (a, b) throws(EvaluationError) in
      guard case (.list(let a), .list(let b)) = (a, b) else {
        throw EvaluationSentence.noOverload.error
      }
      return .list(a + b)
    },
  ]
}
