import CEL
import Foundation

/// Reads the values and types of the conformance data.
enum ConformanceForms {
  static func declare(_ declaration: [String: Any], in environment: inout Environment) {
    guard let name = declaration["name"] as? String else { return }
    if let type = (declaration["type"] as? String).flatMap(type) {
      environment.declare(variable: name, type: type)
    }
    guard let function = declaration["function"] as? [String: Any] else { return }
    let overloads = (function["overloads"] as? [[String: Any]] ?? []).map { overload in
      Overload(
        declaredID: overload["overload_id"] as? String ?? "",
        parameters: (overload["params"] as? [String] ?? []).compactMap(type),
        result: (overload["result_type"] as? String).flatMap(type) ?? .dyn,
        isInstance: overload["is_instance_function"] as? Bool ?? false)
    }
    environment.declare(function: FunctionDeclaration(name: name, overloads: overloads))
  }

  static func value(_ form: Any) -> Value? {
    guard let object = form as? [String: Any], let (kind, content) = object.first else {
      return nil
    }
    let text = content as? String ?? ""
    switch kind {
    case "null": return .null
    case "bool": return .bool(content as? Bool ?? false)
    case "int": return Int64(text).map(Value.int)
    case "uint": return UInt64(text).map(Value.uint)
    case "double": return Double(text).map(Value.double)
    case "string": return .string(text)
    case "bytes": return Data(base64Encoded: text).map { .bytes(Array($0)) }
    case "list": return .list((content as? [Any] ?? []).compactMap(value))
    case "map":
      let pairs = (content as? [[Any]] ?? []).compactMap { pair -> (Value, Value)? in
        guard let key = value(pair[0]), let held = value(pair[1]) else { return nil }
        return (key, held)
      }
      return .map(MapValue(pairs))
    case "type": return .type(runtimeTypes[text] ?? .object(text))
    case "timestamp": return TimestampValue(text).map(Value.timestamp)
    case "duration": return duration(text)
    default: return nil
    }
  }

  private static func duration(_ text: String) -> Value {
    let number = Decimal(string: String(text.dropLast())) ?? 0
    let seconds = Int64(truncating: NSDecimalNumber(decimal: number))
    let rest = (number - Decimal(seconds)) * 1_000_000_000
    let nanoseconds = Int64(truncating: NSDecimalNumber(decimal: rest))
    return .duration(.seconds(seconds) + .nanoseconds(nanoseconds))
  }

  private static let runtimeTypes: [String: CELType] = [
    "bool": .bool, "int": .int, "uint": .uint, "double": .double, "string": .string,
    "bytes": .bytes, "null_type": .null, "list": .list(.dyn), "map": .map(.dyn, .dyn),
    "type": .type(.dyn), "google.protobuf.Timestamp": .timestamp,
    "google.protobuf.Duration": .duration,
  ]

  /// Equality by value and type.
  static func isSame(_ a: Value, _ b: Value) -> Bool {
    switch (a, b) {
    case (.double(let a), .double(let b)): a == b || (a.isNaN && b.isNaN)
    case (.list(let a), .list(let b)): a.count == b.count && zip(a, b).allSatisfy(isSame)
    case (.map(let a), .map(let b)):
      a.count == b.count
        && zip(a.keys, a.values).allSatisfy { key, value in
          b[key].map { isSame(value, $0) } ?? false
        }
    case (.int, .int), (.uint, .uint): a == b
    case (.int, _), (.uint, _), (.double, _), (_, .int), (_, .uint), (_, .double): false
    default: a == b
    }
  }

  static func type(_ text: String) -> CELType? {
    guard let open = text.firstIndex(of: "("), text.last == ")" else { return simple[text] }
    let name = text[..<open]
    let inner = String(text[text.index(after: open)...].dropLast())
    let parts = split(inner)
    let types = parts.compactMap(type)
    switch name {
    case "list": return .list(types[0])
    case "map": return .map(types[0], types[1])
    case "wrapper": return .wrapper(types[0])
    case "optional_type": return .optional(types[0])
    case "type": return .type(types[0])
    case "type_param": return .typeParam(inner)
    case "abstract": return .abstract(parts[0], parts.dropFirst().compactMap(type))
    case "message": return messages[inner.replacing("google.protobuf.", with: "")]
    default: return nil
    }
  }

  private static let simple: [String: CELType] = [
    "bool": .bool, "int": .int, "uint": .uint, "double": .double, "string": .string,
    "bytes": .bytes, "null_type": .null, "dyn": .dyn, "timestamp": .timestamp,
    "duration": .duration, "any": .dyn, "type": .type(.dyn),
  ]

  private static let messages: [String: CELType] = [
    "BoolValue": .wrapper(.bool), "BytesValue": .wrapper(.bytes),
    "StringValue": .wrapper(.string), "DoubleValue": .wrapper(.double),
    "FloatValue": .wrapper(.double), "Int32Value": .wrapper(.int), "Int64Value": .wrapper(.int),
    "UInt32Value": .wrapper(.uint), "UInt64Value": .wrapper(.uint), "Duration": .duration,
    "Timestamp": .timestamp, "Any": .dyn, "Value": .dyn, "ListValue": .list(.dyn),
    "Struct": .map(.string, .dyn),
  ]

  /// Splits at commas outside parentheses.
  private static func split(_ text: String) -> [String] {
    var parts = [""]
    var depth = 0
    for character in text {
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      if character == ",", depth == 0 {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
    }
    return parts.map { String($0.drop { $0 == " " }) }
  }
}
