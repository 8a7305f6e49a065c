/// `operand.field` where the operand's type is not known before, or is a map or an optional.
final class SelectNode: Node {
  let operand: any Node
  let field: String
  let isOptional: Bool
  let objectTypes: [String: ObjectType]
  let range: Range<Int>

  init(
    _ operand: any Node, _ field: String, isOptional: Bool, _ objectTypes: [String: ObjectType],
    _ range: Range<Int>
  ) {
    self.operand = operand
    self.field = field
    self.isOptional = isOptional
    self.objectTypes = objectTypes
    self.range = range
  }

  func value(_ facts: any Activation, _ frame: inout Frame) throws(EvaluationError) -> Value {
    let owner = try operand.value(facts, &frame)
    do throws(EvaluationError) {
      switch owner {
      case .optional(nil): return .optional(nil)
      case .optional(let held?): return .optional(try found(in: held))
      default:
        if isOptional { return .optional(try found(in: owner)) }
        return try required(in: owner)
      }
    } catch {
      throw error.placed(at: range)
    }
  }

  /// Returns the field; nil where the owner has none of this name.
  private func found(in owner: Value) throws(EvaluationError) -> Value? {
    switch owner {
    case .map(let map): return map[.string(field)]
    case .object(let object):
      guard let index = objectTypes[object.type.runtimeName]?.index(of: field) else {
        throw EvaluationSentence.noSuchField.error
      }
      return object.hasField(index) ? try object.field(index) : nil
    default: throw EvaluationSentence.noFieldSelection.error
    }
  }

  private func required(in owner: Value) throws(EvaluationError) -> Value {
    switch owner {
    case .map(let map):
      guard let value = map[.string(field)] else { throw EvaluationSentence.noSuchKey.error }
      return value
    case .object(let object):
      guard let index = objectTypes[object.type.runtimeName]?.index(of: field) else {
        throw EvaluationSentence.noSuchField.error
      }
      return try object.field(index)
    default: throw EvaluationSentence.noFieldSelection.error
    }
  }
}

/// `has(operand.field)`.
final class PresenceNode: TruthNode {
  let operand: any Node
  let field: String
  let objectTypes: [String: ObjectType]
  let range: Range<Int>

  init(
    _ operand: any Node, _ field: String, _ objectTypes: [String: ObjectType], _ range: Range<Int>
  ) {
    self.operand = operand
    self.field = field
    self.objectTypes = objectTypes
    self.range = range
  }

  func truth(_ facts: any Activation, _ frame: inout Frame) throws(EvaluationError) -> Bool {
    var owner = try operand.value(facts, &frame)
    if case .optional(let held) = owner {
      guard let held else { return false }
      owner = held
    }
    switch owner {
    case .map(let map): return map[.string(field)] != nil
    case .object(let object):
      guard let index = objectTypes[object.type.runtimeName]?.index(of: field) else {
        throw EvaluationSentence.noSuchField.error.placed(at: range)
      }
      return object.hasField(index)
    default: throw EvaluationSentence.noFieldSelection.error.placed(at: range)
    }
  }
}

/// `operand[key]` and `operand[?key]`.
final class IndexNode: Node {
  let operand: any Node
  let key: any Node
  let isOptional: Bool
  let range: Range<Int>

  init(_ operand: any Node, _ key: any Node, isOptional: Bool, _ range: Range<Int>) {
    self.operand = operand
    self.key = key
    self.isOptional = isOptional
    self.range = range
  }

  func value(_ facts: any Activation, _ frame: inout Frame) throws(EvaluationError) -> Value {
    let (owner, key) = (try operand.value(facts, &frame), try key.value(facts, &frame))
    do throws(EvaluationError) {
      try frame.charge(key.searchCost)
      switch owner {
      case .optional(nil): return .optional(nil)
      case .optional(let held?): return .optional(try found(key, in: held))
      default:
        let value = try found(key, in: owner)
        if isOptional { return .optional(value) }
        guard let value else {
          throw owner.isList
            ? EvaluationSentence.indexOutOfRange.error : EvaluationSentence.noSuchKey.error
        }
        return value
      }
    } catch {
      throw error.placed(at: range)
    }
  }

  private func found(_ key: Value, in owner: Value) throws(EvaluationError) -> Value? {
    switch owner {
    case .map(let map): return map[key]
    case .list(let elements):
      guard let index = key.wholeIndex else {
        throw key.isNumber
          ? EvaluationSentence.indexOutOfRange.error : EvaluationSentence.noOverload.error
      }
      return elements.indices.contains(index) ? elements[index] : nil
    default: throw EvaluationSentence.noOverload.error
    }
  }
}

extension Value {
  var isList: Bool {
    if case .list = self { true } else { false }
  }

  /// The number as an index; nil where it is none, or not whole.
  var wholeIndex: Int? {
    switch self {
    case .int(let value): Int(exactly: value)
    case .uint(let value): Int(exactly: value) ?? .max
    case .double(let value): Int(exactly: value)
    default: nil
    }
  }
}
