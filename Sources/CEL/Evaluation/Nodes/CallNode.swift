/// A call of a function whose overload is known, or is found by the types of the arguments.
final class CallNode: Node {
  let overloads: [Overload]
  let arguments: [any Node]
  /// Whether the checker proved that the arguments fit the only overload.
  let isCertain: Bool
  let range: Range<Int>
  private let cost: Int
  private let isDeep: Bool

  init(
    _ overloads: [Overload], _ arguments: [any Node], isCertain: Bool, _ range: Range<Int>
  ) {
    self.overloads = overloads
    self.arguments = arguments
    self.isCertain = isCertain
    self.range = range
    cost = overloads.reduce(1) { max($0, $1.cost) }
    isDeep = overloads.contains(where: \.isDeep)
  }

  func value(_ facts: any Activation, _ frame: inout Frame) throws(EvaluationError) -> Value {
    do throws(EvaluationError) {
      let result =
        switch arguments.count {
        case 1: try unary(try arguments[0].value(facts, &frame), facts, &frame)
        case 2:
          try binary(
            try arguments[0].value(facts, &frame), arguments[1].value(facts, &frame), facts, &frame)
        default: try variadic(facts, &frame)
        }
      if result.isComposite { try frame.charge(weightOf: result) }
      return result
    } catch {
      throw error.placed(at: range)
    }
  }

  /// Calls it with two arguments that are already evaluated.
  func value(
    _ a: Value, _ b: Value, _ facts: any Activation, _ frame: inout Frame
  ) throws(EvaluationError) -> Value {
    do throws(EvaluationError) {
      let result = try binary(a, b, facts, &frame)
      if result.isComposite { try frame.charge(weightOf: result) }
      return result
    } catch {
      throw error.placed(at: range)
    }
  }

  /// Takes from the budget what it costs to look through an argument.
  private func pay(for argument: Value, _ frame: inout Frame) throws(EvaluationError) {
    if isDeep {
      try frame.charge(weightOf: argument)
    } else {
      try frame.charge(cost + argument.searchCost)
    }
  }

  private func unary(_ a: Value, _ facts: any Activation, _ frame: inout Frame)
    throws(EvaluationError) -> Value
  {
    try pay(for: a, &frame)
    for overload in overloads where isCertain || overload.parameters[0].admits(a) {
      switch overload.body {
      case .unary(let body): return try body(a)
      case .variadic(let body): return try body([a])
      default: throw EvaluationSentence.noImplementation.error
      }
    }
    throw EvaluationSentence.noOverload.error
  }

  private func binary(
    _ a: Value, _ b: Value, _ facts: any Activation, _ frame: inout Frame
  ) throws(EvaluationError) -> Value {
    try pay(for: a, &frame)
    try pay(for: b, &frame)
    for overload in overloads
    where isCertain || (overload.parameters[0].admits(a) && overload.parameters[1].admits(b)) {
      switch overload.body {
      case .binary(let body): return try body(a, b)
      case .variadic(let body): return try body([a, b])
      default: throw EvaluationSentence.noImplementation.error
      }
    }
    throw EvaluationSentence.noOverload.error
  }

  private func variadic(_ facts: any Activation, _ frame: inout Frame) throws(EvaluationError)
    -> Value
  {
    var values: [Value] = []
    values.reserveCapacity(arguments.count)
    for argument in arguments {
      let value = try argument.value(facts, &frame)
      try pay(for: value, &frame)
      values.append(value)
    }
    for overload in overloads
    where isCertain || zip(overload.parameters, values).allSatisfy({ $0.admits($1) }) {
      guard case .variadic(let body) = overload.body else {
        throw EvaluationSentence.noImplementation.error
      }
      return try body(values)
    }
    throw EvaluationSentence.noOverload.error
  }
}

extension Value {
  /// What it costs a function to look through the value.
  var searchCost: Int {
    switch self {
    case .string(let text): text.utf8.count / 16
    case .bytes(let bytes): bytes.count / 16
    case .list(let elements): elements.count
    case .map(let map): map.count
    default: 0
    }
  }
}

extension CELType {
  /// Whether a value may be handed to a parameter of this type, judged by its outermost type.
  func admits(_ value: Value) -> Bool {
    switch (self, value) {
    case (.dyn, _), (.typeParam, _), (.error, _): true
    case (.wrapper(let inner), _): value == .null || inner.admits(value)
    case (.null, .null), (.bool, .bool), (.int, .int), (.uint, .uint), (.double, .double),
      (.string, .string), (.bytes, .bytes), (.list, .list), (.map, .map), (.type, .type),
      (.timestamp, .timestamp), (.duration, .duration), (.optional, .optional):
      true
    case (.object(let name), .object(let object)): object.type.runtimeName == name
    case (.abstract(let name, _), .object(let object)): object.type.runtimeName == name
    default: false
    }
  }
}
