extension Library {
  private static let a = CELType.typeParam("A")

  static let optionals = FunctionTable([
    (
      "optional.none",
      [.many("optional_none", [], .optional(a)) { (_) throws(EvaluationError) in .optional(nil) }]
    ),
    (
      "optional.of",
      [.one("optional_of", a, .optional(a)) { (value) throws(EvaluationError) in .optional(value) }]
    ),
    (
      "optional.ofNonZeroValue",
      [
        .one("optional_ofNonZeroValue", a, .optional(a)) { (value) throws(EvaluationError) in
          .optional(value.isZero ? nil : value)
        }
      ]
    ),
    (
      "hasValue",
      [
        .one("optional_hasValue", .optional(a), .bool, isInstance: true) {
          (value) throws(EvaluationError) in .bool(value != .optional(nil))
        }
      ]
    ),
    (
      "value",
      [
        .one("optional_value", .optional(a), a, isInstance: true) {
          (value) throws(EvaluationError) in
          guard case .optional(let held?) = value else {
            throw EvaluationSentence.emptyOptional.error
          }
          return held
        }
      ]
    ),
    (
      "or",
      [
        .two("optional_or_optional", .optional(a), .optional(a), .optional(a), isInstance: true) {
          (value, other) throws(EvaluationError) in value == .optional(nil) ? other : value
        }
      ]
    ),
    (
      "orValue",
      [
        .two("optional_orValue_value", .optional(a), a, a, isInstance: true) {
          (value, other) throws(EvaluationError) in
          if case .optional(let held?) = value { held } else { other }
        }
      ]
    ),
    (
      "optional.unwrap",
      [
        .one("optional_unwrap", .list(.optional(a)), .list(a)) {
          (value) throws(EvaluationError) in try unwrapped(value)
        }
      ]
    ),
    (
      "unwrapOpt",
      [
        .one("optional_unwrapOpt", .list(.optional(a)), .list(a), isInstance: true) {
          (value) throws(EvaluationError) in try unwrapped(value)
        }
      ]
    ),
  ])

  private static func unwrapped(_ value: Value) throws(EvaluationError) -> Value {
    guard case .list(let elements) = value else { throw EvaluationSentence.noOverload.error }
    var result: [Value] = []
    for element in elements {
      guard case .optional(let held) = element else {
        throw EvaluationSentence.notOptional.error
      }
      if let held { result.append(held) }
    }
    return .list(result)
  }
}
