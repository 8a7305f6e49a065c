/// The messages of `google.protobuf` that are values of the language itself.
enum WellKnownMessages {
  static let constants: [String: Value] = ["google.protobuf.NullValue.NULL_VALUE": .null]

  static let all: [ObjectType] = [
    wrapper("BoolValue", .bool, .bool(false)), wrapper("BytesValue", .bytes, .bytes([])),
    wrapper("StringValue", .string, .string("")), wrapper("DoubleValue", .double, .double(0)),
    wrapper("FloatValue", .double, .double(0)) { value in
      guard case .double(let number) = value else { return nil }
      return .double(Double(Float(number)))
    },
    wrapper("Int64Value", .int, .int(0)), wrapper("UInt64Value", .uint, .uint(0)),
    wrapper("Int32Value", .int, .int(0)) { value in
      guard case .int(let number) = value, Int32(exactly: number) != nil else { return nil }
      return value
    },
    wrapper("UInt32Value", .uint, .uint(0)) { value in
      guard case .uint(let number) = value, UInt32(exactly: number) != nil else { return nil }
      return value
    },
    message("ListValue", [("values", .list(.dyn))], .list(.dyn)) { $0[0] ?? .list([]) },
    message("Struct", [("fields", .map(.string, .dyn))], .map(.string, .dyn)) {
      $0[0] ?? .map(MapValue())
    },
    message(
      "Value",
      [
        ("null_value", .null), ("number_value", .double), ("string_value", .string),
        ("bool_value", .bool), ("struct_value", .map(.string, .dyn)),
        ("list_value", .list(.dyn)),
      ], .dyn
    ) { fields in fields.compactMap(\.self).last ?? .null },
    message("Any", [("type_url", .string), ("value", .bytes)], .dyn) { _ in nil },
    message("Timestamp", [("seconds", .int), ("nanos", .int)], .timestamp) { fields in
      guard let (seconds, nanos) = parts(fields), (0...999_999_999).contains(nanos) else {
        return nil
      }
      let time = TimestampValue(seconds: seconds, nanoseconds: Int32(nanos))
      return time.isInRange ? .timestamp(time) : nil
    },
    message("Duration", [("seconds", .int), ("nanos", .int)], .duration) { fields in
      guard let (seconds, nanos) = parts(fields), nanos.magnitude < 1_000_000_000,
        seconds.magnitude <= UInt64(Duration.celLimit)
      else { return nil }
      return .duration(.seconds(seconds) + .nanoseconds(nanos))
    },
  ]

  private static func parts(_ fields: [Value?]) -> (Int64, Int64)? {
    guard case .int(let seconds) = fields[0] ?? .int(0), case .int(let nanos) = fields[1] ?? .int(0)
    else { return nil }
    return (seconds, nanos)
  }

  /// A message whose construction gives nil for values that it cannot hold.
  private static func message(
    _ name: String, _ fields: [(String, CELType)], _ valueType: CELType,
    _ make: @escaping @Sendable ([Value?]) -> Value?
  ) -> ObjectType {
    ObjectType(
      name: "google.protobuf." + name, fields: fields.map { (name: $0.0, type: $0.1) },
      valueType: valueType
    ) { (values) throws(EvaluationError) in
      guard let value = make(values) else { throw EvaluationSentence.badConversion.error }
      return value
    }
  }

  private static func wrapper(
    _ name: String, _ type: CELType, _ zero: Value,
    _ convert: @escaping @Sendable (Value) -> Value? = { $0 }
  ) -> ObjectType {
    message(name, [("value", type)], .wrapper(type)) { convert($0[0] ?? zero) }
  }
}
