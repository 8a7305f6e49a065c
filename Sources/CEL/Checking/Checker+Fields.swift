import Diagnostics

extension Checker {
  mutating func select(
    _ operand: Expression, _ field: String, _ isOptional: Bool, _ expression: Expression
  ) -> CELType {
    let seen = type(of: operand)
    let operandType = substitution.applied(to: seen)
    guard case .optional(let inner) = operandType else {
      let result = fieldType(field, of: operandType, expression)
      return isOptional ? .optional(result) : result
    }
    let result = fieldType(field, of: substitution.applied(to: inner), expression)
    if case .optional = result, isOptional { return result }
    return .optional(result)
  }

  mutating func has(
    _ operand: Expression, _ field: String, _ expression: Expression
  ) -> CELType {
    let seen = type(of: operand)
    var operandType = substitution.applied(to: seen)
    if case .optional(let inner) = operandType {
      operandType = substitution.applied(to: inner)
    }
    _ = fieldType(field, of: operandType, expression)
    return .bool
  }

  private mutating func fieldType(
    _ field: String, of type: CELType, _ expression: Expression
  ) -> CELType {
    switch type {
    case .map(_, let value): return value
    case .typeParam:
      _ = substitution.assign(.dyn, to: type)
      return .dyn
    case .dyn: return .dyn
    case .error: return .error
    case .object(let name):
      guard let object = environment.objectTypes[name] else { return .dyn }
      if let index = object.index(of: field) {
        resolutions[expression.id] = .field(index)
        return object.fields[index].type
      }
      let nearest = suggestion(for: field, in: object.fields.map(\.name))
      let end = expression.range.upperBound
      let start = max(expression.range.lowerBound, end - field.unicodeScalars.count)
      let isSelection = if case .select = expression.kind { true } else { false }
      report(
        .unknownField(field, type: name, nearest: nearest),
        isSelection ? start..<end : expression.range)
      return .error
    default:
      report(.noFields(type: type.description), expression.range)
      return .error
    }
  }

  mutating func list(_ elements: [Expression.Element]) -> CELType {
    var joined: CELType?
    for element in elements {
      let type = literalPart(element.value, isOptional: element.isOptional)
      joined = join(joined, type)
    }
    return .list(joined ?? substitution.freshVariable())
  }

  mutating func map(_ entries: [Expression.Entry]) -> CELType {
    var key: CELType?
    var value: CELType?
    for entry in entries {
      let keyType = type(of: entry.key)
      key = join(key, keyType)
      let valueType = literalPart(entry.value, isOptional: entry.isOptional)
      value = join(value, valueType)
    }
    return .map(
      key ?? substitution.freshVariable(), value ?? substitution.freshVariable())
  }

  /// The type that an element adds to a list or map; an optional one adds what it holds.
  private mutating func literalPart(_ expression: Expression, isOptional: Bool) -> CELType {
    let seen = type(of: expression)
    let type = substitution.applied(to: seen)
    guard isOptional else { return type }
    if case .optional(let inner) = type { return inner }
    if !type.isDynOrError {
      report(
        .typeMismatch(found: type.description, wanted: "an optional after \"?\""),
        expression.range)
    }
    return .dyn
  }

  private mutating func join(_ known: CELType?, _ type: CELType) -> CELType {
    guard let known else { return type }
    guard substitution.assign(known, to: type) else { return .dyn }
    let (left, right) = (substitution.applied(to: known), substitution.applied(to: type))
    if left == .null { return right }
    if right == .null { return left }
    return left.isLessSpecific(than: right) ? left : right
  }

  mutating func message(
    _ name: String, _ fields: [Expression.FieldEntry], _ expression: Expression
  ) -> CELType {
    let found = environment.objectType(of: candidates(name))
    guard let object = found, object.construction != nil else {
      for field in fields { _ = type(of: field.value) }
      resolutions[expression.id] = .failure(.unknownName)
      report(
        .unknownType(
          name, nearest: suggestion(for: name, in: environment.objectTypes.keys.sorted())),
        expression.range)
      return .error
    }
    resolutions[expression.id] = .message(object)
    for field in fields {
      let type = literalPart(field.value, isOptional: field.isOptional)
      guard let index = object.index(of: field.name) else {
        resolutions[expression.id] = .failure(.noSuchField)
        let nearest = suggestion(for: field.name, in: object.fields.map(\.name))
        report(
          .unknownField(field.name, type: object.name, nearest: nearest), field.nameRange)
        continue
      }
      let wanted = object.fields[index].type
      if !substitution.assign(type, to: wanted) {
        report(
          .typeMismatch(
            found: substitution.applied(to: type, freeIsDyn: true).description,
            wanted: wanted.description), field.value.range)
      }
    }
    return object.valueType
  }
}
