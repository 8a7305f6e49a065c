/// A value of the Common Expression Language.
///
/// `==` is the language's own equality: numbers of different types are equal when their values are,
/// values of unrelated types are unequal, and NaN is unequal to itself.
public enum Value: Sendable {
  /// `null`.
  case null
  /// A truth value.
  case bool(Bool)
  /// A signed whole number.
  case int(Int64)
  /// An unsigned whole number.
  case uint(UInt64)
  /// A floating-point number.
  case double(Double)
  /// A text.
  case string(String)
  /// A byte sequence.
  case bytes([UInt8])
  /// A list.
  case list([Value])
  /// A map.
  case map(MapValue)
  /// A type as a value; parameters of lists, maps and optionals are `dyn`.
  case type(CELType)
  /// A moment.
  case timestamp(TimestampValue)
  /// A span of time.
  case duration(Duration)
  /// An optional value.
  indirect case optional(Value?)
  /// An object of a type that the host declares.
  case object(any ObjectValue)
}

extension Value {
  /// The type that `type(value)` gives.
  public var type: CELType {
    switch self {
    case .null: .null
    case .bool: .bool
    case .int: .int
    case .uint: .uint
    case .double: .double
    case .string: .string
    case .bytes: .bytes
    case .list: .list(.dyn)
    case .map: .map(.dyn, .dyn)
    case .type: .type(.dyn)
    case .timestamp: .timestamp
    case .duration: .duration
    case .optional: .optional(.dyn)
    case .object(let object): object.type
    }
  }

  /// Whether this is the value that its type has by default: zero, empty, false, null or none.
  public var isZero: Bool {
    switch self {
    case .null: true
    case .bool(let value): !value
    case .int(let value): value == 0
    case .uint(let value): value == 0
    case .double(let value): value == 0
    case .string(let value): value.isEmpty
    case .bytes(let value): value.isEmpty
    case .list(let value): value.isEmpty
    case .map(let value): value.isEmpty
    case .type: false
    case .timestamp(let value): value == TimestampValue(seconds: 0)
    case .duration(let value): value == .zero
    case .optional(let value): value == nil
    case .object: false
    }
  }
}
