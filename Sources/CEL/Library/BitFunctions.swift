extension Library {
  static let bits = FunctionTable([
    pair("bitAnd") { $0 & $1 }, pair("bitOr") { $0 | $1 }, pair("bitXor") { $0 ^ $1 },
    (
      "math.bitNot",
      [
        .one("math_bitNot_int", .int, .int) { (value) throws(EvaluationError) in
          try with(value) { ~$0 }
        },
        .one("math_bitNot_uint", .uint, .uint) { (value) throws(EvaluationError) in
          try with(value) { ~$0 }
        },
      ]
    ),
    shift("bitShiftLeft") { $0 << $1 }, shift("bitShiftRight") { $0 >> $1 },
  ])

  /// Changes the bits of a whole number; those of an int are taken without a sign.
  private static func with(
    _ value: Value, _ body: (UInt64) -> UInt64
  ) throws(EvaluationError) -> Value {
    switch value {
    case .int(let number): .int(Int64(bitPattern: body(UInt64(bitPattern: number))))
    case .uint(let number): .uint(body(number))
    default: throw EvaluationSentence.noOverload.error
    }
  }

  private static func pair(
    _ name: String, _ body: @escaping @Sendable (UInt64, UInt64) -> UInt64
  ) -> (String, [Overload]) {
    let types: [CELType] = [.int, .uint]
    return (
      "math.\(name)",
      types.map { type in
        .two("math_\(name)_\(type)_\(type)", type, type, type) {
          (a, b) throws(EvaluationError) in
          let other: UInt64
          switch b {
          case .int(let number): other = UInt64(bitPattern: number)
          case .uint(let number): other = number
          default: throw EvaluationSentence.noOverload.error
          }
          return try with(a) { body($0, other) }
        }
      }
    )
  }

  private static func shift(
    _ name: String, _ body: @escaping @Sendable (UInt64, Int64) -> UInt64
  ) -> (String, [Overload]) {
    let types: [CELType] = [.int, .uint]
    return (
      "math.\(name)",
      types.map { type in
        .two("math_\(name)_\(type)_int", type, .int, type) { (a, b) throws(EvaluationError) in
          guard case .int(let count) = b else { throw EvaluationSentence.noOverload.error }
          guard count >= 0 else { throw EvaluationSentence.badBits.error }
          return try with(a) { count > 63 ? 0 : body($0, count) }
        }
      }
    )
  }
}
