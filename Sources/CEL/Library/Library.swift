/// The functions of the core language and of its extensions.
enum Library {
  static func functions(_ extensions: Extensions) -> [String: FunctionDeclaration] {
    var tables = [core]
    let optional: [(Extensions, FunctionTable)] = [
      (.strings, strings), (.math, math), (.lists, lists), (.sets, sets), (.optionals, optionals),
      (.encoders, encoders), (.network, network),
    ]
    for (library, table) in optional where extensions.contains(library) { tables.append(table) }
    var functions: [String: FunctionDeclaration] = [:]
    for table in tables {
      for (name, overloads) in table.entries {
        functions[name, default: FunctionDeclaration(name: name, overloads: [])].overloads +=
          overloads
      }
    }
    return functions
  }

  static func typeNames(_ extensions: Extensions) -> [String: CELType] {
    var names: [String: CELType] = [
      "bool": .bool, "int": .int, "uint": .uint, "double": .double, "string": .string,
      "bytes": .bytes, "list": .list(.dyn), "map": .map(.dyn, .dyn), "null_type": .null,
      "type": .type(.dyn), "google.protobuf.Timestamp": .timestamp,
      "google.protobuf.Duration": .duration,
    ]
    if extensions.contains(.optionals) { names["optional_type"] = .optional(.dyn) }
    if extensions.contains(.network) {
      names["net.IP"] = IPAddress.celType
      names["net.CIDR"] = IPBlock.celType
    }
    return names
  }

  private static let core = FunctionTable(operators, arithmetic, conversions, texts, times)
}

/// Functions by name.
struct FunctionTable: Sendable {
  private(set) var entries: [(String, [Overload])] = []

  init(_ parts: FunctionTable...) {
    for part in parts { entries += part.entries }
  }

  init(_ entries: [(String, [Overload])]) { self.entries = entries }
}

extension Overload {
  typealias One = @Sendable (Value) throws(EvaluationError) -> Value
  typealias Two = @Sendable (Value, Value) throws(EvaluationError) -> Value

  static func one(
    _ id: String, _ parameter: CELType, _ result: CELType, isInstance: Bool = false,
    _ body: @escaping One
  ) -> Overload {
    Overload(
      id: id, parameters: [parameter], result: result, isInstance: isInstance, body: .unary(body))
  }

  static func two(
    _ id: String, _ a: CELType, _ b: CELType, _ result: CELType, isInstance: Bool = false,
    _ body: @escaping Two
  ) -> Overload {
    Overload(
      id: id, parameters: [a, b], result: result, isInstance: isInstance, body: .binary(body))
  }

  static func many(
    _ id: String, _ parameters: [CELType], _ result: CELType, isInstance: Bool = false,
    _ body: @escaping Implementation
  ) -> Overload {
    Overload(
      id: id, parameters: parameters, result: result, isInstance: isInstance,
      body: .variadic(body))
  }

  /// An overload that a node of its own evaluates.
  static func known(_ id: String, _ parameters: [CELType], _ result: CELType) -> Overload {
    Overload(id: id, parameters: parameters, result: result, isInstance: false, body: .declared)
  }
}
