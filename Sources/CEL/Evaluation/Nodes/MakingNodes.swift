/// A part of a literal; an optional one is left out where it holds none.
struct PlannedPart: Sendable {
  let node: any Node
  let isOptional: Bool

  func value(_ facts: any Activation, _ frame: inout Frame) throws(EvaluationError) -> Value? {
    let value = try node.value(facts, &frame)
    guard isOptional else { return value }
    guard case .optional(let held) = value else { throw EvaluationSentence.notOptional.error }
    return held
  }
}

/// `[a, ?b]`.
final class ListNode: Node {
  let parts: [PlannedPart]
  let range: Range<Int>

  init(_ parts: [PlannedPart], _ range: Range<Int>) {
    self.parts = parts
    self.range = range
  }

  func value(_ facts: any Activation, _ frame: inout Frame) throws(EvaluationError) -> Value {
    var elements: [Value] = []
    elements.reserveCapacity(parts.count)
    for part in parts {
      if let value = try part.value(facts, &frame) { elements.append(value) }
    }
    let list = Value.list(elements)
    do throws(EvaluationError) { try frame.charge(weightOf: list) } catch {
      throw error.placed(at: range)
    }
    return list
  }
}

/// `{key: value, ?key: value}`.
final class MapNode: Node {
  let entries: [(key: any Node, value: PlannedPart)]
  let range: Range<Int>

  init(_ entries: [(key: any Node, value: PlannedPart)], _ range: Range<Int>) {
    self.entries = entries
    self.range = range
  }

  func value(_ facts: any Activation, _ frame: inout Frame) throws(EvaluationError) -> Value {
    var map = MapValue()
    for entry in entries {
      let key = try entry.key.value(facts, &frame)
      let value = try entry.value.value(facts, &frame)
      do throws(EvaluationError) {
        guard key.isMapKey else { throw EvaluationSentence.unsupportedKey.error }
        guard map[key] == nil else { throw EvaluationSentence.repeatedKey.error }
      } catch {
        throw error.placed(at: range)
      }
      map[key] = value
    }
    let result = Value.map(map)
    do throws(EvaluationError) { try frame.charge(weightOf: result) } catch {
      throw error.placed(at: range)
    }
    return result
  }
}

extension Value {
  var isMapKey: Bool {
    switch self {
    case .bool, .int, .uint, .string: true
    default: false
    }
  }
}

/// `Name{field: value}`.
final class MessageNode: Node {
  let construction: ObjectType.Construction
  let fieldCount: Int
  let fields: [(index: Int, value: PlannedPart)]
  let range: Range<Int>

  init(
    _ construction: @escaping ObjectType.Construction, fieldCount: Int,
    _ fields: [(index: Int, value: PlannedPart)], _ range: Range<Int>
  ) {
    self.construction = construction
    self.fieldCount = fieldCount
    self.fields = fields
    self.range = range
  }

  func value(_ facts: any Activation, _ frame: inout Frame) throws(EvaluationError) -> Value {
    var values: [Value?] = Array(repeating: nil, count: fieldCount)
    for field in fields {
      let value = try field.value.value(facts, &frame)
      values[field.index] = value
    }
    do throws(EvaluationError) { return try construction(values) } catch {
      throw error.placed(at: range)
    }
  }
}

/// The cel.block macro.
final class BlockNode: Node {
  let values: [(local: Int, node: any Node)]
  let body: any Node

  init(_ values: [(local: Int, node: any Node)], _ body: any Node) {
    self.values = values
    self.body = body
  }

  func value(_ facts: any Activation, _ frame: inout Frame) throws(EvaluationError) -> Value {
    for value in values { frame.locals[value.local] = try value.node.value(facts, &frame) }
    return try body.value(facts, &frame)
  }
}

/// The optMap and optFlatMap macros.
final class OptionalMapNode: Node {
  let operand: any Node
  let local: Int
  let body: any Node
  let isFlat: Bool
  let range: Range<Int>

  init(
    _ operand: any Node, _ local: Int, _ body: any Node, isFlat: Bool, _ range: Range<Int>
  ) {
    self.operand = operand
    self.local = local
    self.body = body
    self.isFlat = isFlat
    self.range = range
  }

  func value(_ facts: any Activation, _ frame: inout Frame) throws(EvaluationError) -> Value {
    guard case .optional(let held) = try operand.value(facts, &frame) else {
      throw EvaluationSentence.noOverload.error.placed(at: range)
    }
    guard let held else { return .optional(nil) }
    frame.locals[local] = held
    let result = try body.value(facts, &frame)
    guard isFlat else { return .optional(result) }
    guard case .optional = result else {
      throw EvaluationSentence.notOptional.error.placed(at: range)
    }
    return result
  }
}
