import Documents

/// The JSON Schema of a shape: what an editor needs to complete and to check a file.
///
/// It takes whatever the decoder takes, and refuses what can be told apart without reading
/// expressions and files.
enum ShapeSchema {
  /// Returns the schema of what stands at a place; `isOptional` where nothing may stand there.
  static func schema(_ shape: Shape, isOptional: Bool = false) -> [JSONValue.Member] {
    switch shape {
    case .text(let pattern):
      typed(scalars, isOptional, pattern.map { [.init(key: "pattern", value: .string($0))] } ?? [])
    case .expression: typed(scalars, isOptional)
    case .truth: typed(["boolean"], isOptional)
    case .integer(let range):
      typed(
        ["integer"], isOptional,
        [
          .init(key: "minimum", value: .int(range.lowerBound)),
          .init(key: "maximum", value: .int(range.upperBound)),
        ])
    case .choice(let values): choice(values, isOptional)
    case .list(let item, let isFilled, let including):
      typed(
        ["array"], isOptional,
        [.init(key: "items", value: .object(schema(item)))]
          + (isFilled ? [.init(key: "minItems", value: .int(1))] : [])
          + (including.isEmpty ? [] : [contents(including)]))
    case .names(let value):
      typed(
        ["object"], isOptional,
        [.init(key: "additionalProperties", value: .object(schema(value)))])
    case .mapping(let mapping): typed(["object"], isOptional, members(of: mapping))
    case .anyMapping: typed(["object"], isOptional)
    case .either(let shapes): either(shapes, isOptional)
    case .named(let name): [.init(key: "$ref", value: .string("#/definitions/" + name))]
    }
  }

  /// What YAML may make of text that is written plainly.
  private static let scalars = ["string", "number", "boolean"]

  private static func typed(
    _ types: [String], _ isOptional: Bool, _ more: [JSONValue.Member] = []
  ) -> [JSONValue.Member] {
    let types = isOptional ? types + ["null"] : types
    let value = types.count == 1 ? JSONValue.string(types[0]) : .strings(types)
    return [.init(key: "type", value: value)] + more
  }

  /// A number or a truth value among the values may be written plainly or in quotes.
  private static func choice(_ values: [String], _ isOptional: Bool) -> [JSONValue.Member] {
    var all = values.map { JSONValue.string($0) } + values.compactMap { Int($0) }.map { .int($0) }
    // YAML 1.1 reads these plainly written as truth values.
    if values.contains("yes") { all.append(.bool(true)) }
    if values.contains("no") { all.append(.bool(false)) }
    if isOptional { all.append(.null) }
    return [.init(key: "enum", value: .array(all))]
  }

  private static func either(_ shapes: [Shape], _ isOptional: Bool) -> [JSONValue.Member] {
    var schemas = shapes.map { JSONValue.object(schema($0)) }
    if isOptional { schemas.append(.object(["type": .string("null")])) }
    return [.init(key: "anyOf", value: .array(schemas))]
  }

  /// Asks for an item of each group.
  private static func contents(_ groups: [[String]]) -> JSONValue.Member {
    let conditions = groups.map { names in
      let mappings = names.map {
        JSONValue.object(["type": .string("object"), "required": .strings([$0])])
      }
      let item = JSONValue.object(["anyOf": .array([.object(["enum": .strings(names)])] + mappings)]
      )
      return JSONValue.object(["contains": item])
    }
    return .init(key: "allOf", value: .array(conditions))
  }

  private static func members(of mapping: MappingShape) -> [JSONValue.Member] {
    let isOnlyKey = mapping.exactlyOne.contains { $0.count == mapping.keys.count }
    let properties = mapping.keys.map { key in
      let chosen = mapping.exactlyOne.contains { $0.contains(key.name) } && !isOnlyKey
      return JSONValue.Member(
        key: key.name,
        value: .object(
          [.init(key: "description", value: .string(key.meaning))]
            + schema(key.shape, isOptional: !key.isRequired && !chosen)))
    }
    var members: [JSONValue.Member] = [
      .init(key: "additionalProperties", value: .bool(false)),
      .init(key: "properties", value: .object(properties)),
    ]
    let required = mapping.keys.filter(\.isRequired).map(\.name)
    if !required.isEmpty, !isOnlyKey {
      members.append(.init(key: "required", value: .strings(required)))
    }
    if isOnlyKey {
      members.append(.init(key: "minProperties", value: .int(1)))
      members.append(.init(key: "maxProperties", value: .int(1)))
    } else if let keys = mapping.exactlyOne.first {
      let choices = keys.map { JSONValue.object(["required": .strings([$0])]) }
      members.append(.init(key: "oneOf", value: .array(choices)))
    }
    return members
  }
}
