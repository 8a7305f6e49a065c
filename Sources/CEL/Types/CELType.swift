/// A type of the Common Expression Language.
public indirect enum CELType: Sendable, Hashable {
  /// The type of `null`.
  case null
  /// `true` and `false`.
  case bool
  /// Signed 64-bit whole numbers.
  case int
  /// Unsigned 64-bit whole numbers.
  case uint
  /// 64-bit floating-point numbers.
  case double
  /// Unicode text.
  case string
  /// Byte sequences.
  case bytes
  /// `google.protobuf.Timestamp`.
  case timestamp
  /// `google.protobuf.Duration`.
  case duration
  /// Lists of one element type.
  case list(CELType)
  /// Maps of one key and one value type.
  case map(CELType, CELType)
  /// A type that is known only when the expression is evaluated.
  case dyn
  /// The type of a type.
  case type(CELType)
  /// `optional_type`: a value or none.
  case optional(CELType)
  /// A primitive type that may also be null.
  case wrapper(CELType)
  /// An object type that the host declares, by its full name.
  case object(String)
  /// A type parameter of a function declaration.
  case typeParam(String)
  /// Any other named type, with its parameters.
  case abstract(String, [CELType])
  /// The type of an expression that has a mistake; it goes with everything.
  case error
}

extension CELType {
  /// The name that the type has at run time, such as `list` or `google.protobuf.Timestamp`.
  public var runtimeName: String {
    switch self {
    case .null: "null_type"
    case .timestamp: "google.protobuf.Timestamp"
    case .duration: "google.protobuf.Duration"
    case .list: "list"
    case .map: "map"
    case .type: "type"
    case .optional: "optional_type"
    case .wrapper(let inner): inner.runtimeName
    case .object(let name), .abstract(let name, _), .typeParam(let name): name
    default: description
    }
  }

  /// The types that the type is made of.
  var parameters: [CELType] {
    switch self {
    case .list(let element): [element]
    case .map(let key, let value): [key, value]
    case .optional(let inner), .type(let inner): [inner]
    case .abstract(_, let parameters): parameters
    default: []
    }
  }

  var isTypeParam: Bool {
    if case .typeParam = self { true } else { false }
  }

  var isDynOrError: Bool { self == .dyn || self == .error }
}

extension CELType: CustomStringConvertible {
  /// The type as declarations write it, such as `map(string, int)`.
  public var description: String {
    switch self {
    case .null: "null_type"
    case .bool: "bool"
    case .int: "int"
    case .uint: "uint"
    case .double: "double"
    case .string: "string"
    case .bytes: "bytes"
    case .timestamp: "timestamp"
    case .duration: "duration"
    case .list(let element): "list(\(element))"
    case .map(let key, let value): "map(\(key), \(value))"
    case .dyn: "dyn"
    case .type(let inner): inner == .dyn ? "type" : "type(\(inner))"
    case .optional(let inner): "optional_type(\(inner))"
    case .wrapper(let inner): "wrapper(\(inner))"
    case .object(let name), .typeParam(let name): name
    case .abstract(let name, let parameters):
      parameters.isEmpty
        ? name : "\(name)(\(parameters.map(\.description).joined(separator: ", ")))"
    case .error: "error"
    }
  }
}
