import Documents
import Foundation

/// A checker of YAML against a JSON Schema, for the words of draft 7 that our schemas use.
///
/// A word that it does not know counts as a mistake, so that none goes untested.
struct JSONSchema {
  private let root: [String: Any]

  init(_ text: String) throws {
    let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
    root = value as? [String: Any] ?? [:]
  }

  /// Returns what is wrong with a node, each with its path.
  func mistakes(in node: YAMLNode) -> [String] {
    mistakes(in: node, root, at: "")
  }

  private func mistakes(in node: YAMLNode, _ schema: [String: Any], at path: String) -> [String] {
    schema.flatMap { word, value -> [String] in
      switch word {
      case "$schema", "title", "description", "definitions": return []
      case "$ref":
        let name = (value as? String)?.split(separator: "/").last.map(String.init) ?? ""
        let known = (root["definitions"] as? [String: Any])?[name] as? [String: Any]
        return known.map { mistakes(in: node, $0, at: path) } ?? ["\(path): no definition \(name)"]
      case "type":
        let types = value as? [String] ?? [value as? String ?? ""]
        return types.contains { isOf($0, node) } ? [] : ["\(path): not \(types)"]
      case "enum":
        return (value as? [Any] ?? []).contains { equals($0, node) }
          ? [] : ["\(path): no such value"]
      case "anyOf", "oneOf", "allOf": return choices(word, value, node, at: path)
      case "properties", "additionalProperties", "required", "minProperties", "maxProperties":
        return keys(word, value, schema, node, at: path)
      default: return details(word, value, node, at: path)
      }
    }
  }

  private func choices(
    _ word: String, _ value: Any, _ node: YAMLNode, at path: String
  ) -> [String] {
    let results = (value as? [[String: Any]] ?? []).map { mistakes(in: node, $0, at: path) }
    let fitting = results.count { $0.isEmpty }
    switch word {
    case "allOf": return results.flatMap { $0 }
    case "oneOf": return fitting == 1 ? [] : ["\(path): \(fitting) of the choices fit"]
    default: return fitting > 0 ? [] : results.min { $0.count < $1.count } ?? ["\(path): no choice"]
    }
  }

  private func keys(
    _ word: String, _ value: Any, _ schema: [String: Any], _ node: YAMLNode, at path: String
  ) -> [String] {
    guard case .mapping(let entries) = node.content else { return [] }
    let known = schema["properties"] as? [String: [String: Any]] ?? [:]
    switch (word, value) {
    case ("properties", _):
      return entries.flatMap { key, value in
        known[key.text ?? ""].map { mistakes(in: value, $0, at: path + "/" + (key.text ?? "")) }
          ?? []
      }
    case ("additionalProperties", let rest as [String: Any]):
      return entries.flatMap { mistakes(in: $0.value, rest, at: path + "/" + ($0.key.text ?? "")) }
    case ("additionalProperties", _):
      return entries.filter { known[$0.key.text ?? ""] == nil }
        .map { "\(path): no key \($0.key.text ?? "")" }
    case ("required", let names as [String]):
      return names.filter { name in !entries.contains { $0.key.text == name } }
        .map { "\(path): needs \($0)" }
    case ("minProperties", let count as Int):
      return entries.count < count ? ["\(path): too few keys"] : []
    case ("maxProperties", let count as Int):
      return entries.count > count ? ["\(path): too many keys"] : []
    default: return ["\(path): the schema's \(word) is not understood"]
    }
  }

  private func details(
    _ word: String, _ value: Any, _ node: YAMLNode, at path: String
  ) -> [String] {
    switch (word, value, node.content) {
    case ("items", let schema as [String: Any], .sequence(let items)):
      return items.enumerated().flatMap { mistakes(in: $1, schema, at: path + "/\($0)") }
    case ("contains", let schema as [String: Any], .sequence(let items)):
      return items.contains { mistakes(in: $0, schema, at: path).isEmpty }
        ? [] : ["\(path): an item is missing"]
    case ("minItems", let count as Int, .sequence(let items)):
      return items.count < count ? ["\(path): too few items"] : []
    case ("pattern", let pattern as String, .scalar(let scalar)) where isOf("string", node):
      return scalar.text.range(of: pattern, options: .regularExpression) == nil
        ? ["\(path): does not match \(pattern)"] : []
    case ("minimum", let least as Int, .scalar(let scalar)):
      return Int(scalar.text).map { $0 < least } == true ? ["\(path): too small"] : []
    case ("maximum", let most as Int, .scalar(let scalar)):
      return Int(scalar.text).map { $0 > most } == true ? ["\(path): too large"] : []
    case ("items", _, _), ("contains", _, _), ("minItems", _, _), ("pattern", _, _),
      ("minimum", _, _), ("maximum", _, _):
      return []
    default: return ["\(path): the schema's \(word) is not understood"]
    }
  }

  /// Whether an editor, which reads plain scalars as YAML 1.2 does, sees a value of a type.
  private func isOf(_ type: String, _ node: YAMLNode) -> Bool {
    switch (type, node.content) {
    case ("object", .mapping), ("array", .sequence): return true
    case ("null", .scalar): return node.isNull
    case ("string", .scalar): return !isOf("number", node) && !isOf("boolean", node) && !node.isNull
    case ("integer", .scalar(let scalar)): return scalar.isPlain && Int(scalar.text) != nil
    case ("number", .scalar(let scalar)): return scalar.isPlain && Double(scalar.text) != nil
    case ("boolean", .scalar(let scalar)):
      return scalar.isPlain && ["true", "false"].contains(scalar.text)
    default: return false
    }
  }

  private func equals(_ value: Any, _ node: YAMLNode) -> Bool {
    if let text = value as? String { return isOf("string", node) && node.text == text }
    if value is NSNull { return node.isNull }
    if isOf("integer", node), let number = value as? Int { return node.text == String(number) }
    return false
  }
}
