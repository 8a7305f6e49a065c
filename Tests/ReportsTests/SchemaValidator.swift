import Foundation

/// Checks a value against the part of JSON Schema 2020-12 that the report's schemas use.
struct SchemaValidator {
  let root: [String: Any]

  init(_ text: String) throws {
    root = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] ?? [:]
  }

  /// What is wrong with a JSON text, each with the path to it.
  func problems(in text: some StringProtocol) throws -> [String] {
    let value = try JSONSerialization.jsonObject(
      with: Data(text.utf8), options: .fragmentsAllowed)
    return problems(in: value, root, at: "$")
  }

  private func problems(in value: Any, _ schema: [String: Any], at path: String) -> [String] {
    if let reference = schema["$ref"] as? String {
      let definitions = root["$defs"] as? [String: [String: Any]]
      let name = reference.split(separator: "/").last.map(String.init) ?? ""
      return problems(in: value, definitions?[name] ?? ["enum": []], at: path)
    }
    if let options = schema["oneOf"] as? [[String: Any]] {
      let fitting = options.count { problems(in: value, $0, at: path).isEmpty }
      return fitting == 1 ? [] : ["\(path): \(fitting) of oneOf"]
    }
    var found: [String] = []
    if let types = types(of: schema), !types.contains(where: { Self.type(of: value).contains($0) })
    {
      return ["\(path): not \(types)"]
    }
    if let values = schema["enum"] as? [NSObject], let value = value as? NSObject,
      !values.contains(value)
    {
      found.append("\(path): not in the enum")
    }
    if let text = value as? String, let pattern = schema["pattern"] as? String,
      text.range(of: pattern, options: .regularExpression) == nil
    {
      found.append("\(path): not \(pattern)")
    }
    if let number = value as? Double, !Self.isBool(value) {
      if let least = schema["minimum"] as? Double, number < least { found.append("\(path): low") }
      if let most = schema["maximum"] as? Double, number > most { found.append("\(path): high") }
    }
    if let items = value as? [Any], let schema = schema["items"] as? [String: Any] {
      for (index, item) in items.enumerated() {
        found += problems(in: item, schema, at: "\(path)[\(index)]")
      }
    }
    if let object = value as? [String: Any] { found += problems(inObject: object, schema, path) }
    return found
  }

  private func problems(
    inObject object: [String: Any], _ schema: [String: Any], _ path: String
  ) -> [String] {
    var found: [String] = []
    let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
    for name in schema["required"] as? [String] ?? [] where object[name] == nil {
      found.append("\(path).\(name): missing")
    }
    for (name, value) in object {
      if let property = properties[name] {
        found += problems(in: value, property, at: "\(path).\(name)")
      } else if let other = schema["additionalProperties"] as? [String: Any] {
        found += problems(in: value, other, at: "\(path).\(name)")
      } else if schema["additionalProperties"] as? Bool == false {
        found.append("\(path).\(name): unknown")
      }
    }
    return found
  }

  private func types(of schema: [String: Any]) -> [String]? {
    (schema["type"] as? String).map { [$0] } ?? schema["type"] as? [String]
  }

  private static func isBool(_ value: Any) -> Bool {
    guard let number = value as? NSNumber else { return false }
    return number.objCType.pointee == CChar(UInt8(ascii: "c"))
      || number.objCType.pointee == CChar(UInt8(ascii: "B"))
  }

  private static func type(of value: Any) -> [String] {
    switch value {
    case is NSNull: ["null"]
    case is String: ["string"]
    case is [Any]: ["array"]
    case is [String: Any]: ["object"]
    case _ where isBool(value): ["boolean"]
    case let number as Double: number.rounded() == number ? ["integer", "number"] : ["number"]
    default: []
    }
  }
}
