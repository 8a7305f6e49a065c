/// `a == b` and `a != b`.
final class EqualityNode: TruthNode {
  let left: any Node
  let right: any Node
  let isNegated: Bool

  init(_ left: any Node, _ right: any Node, isNegated: Bool) {
    self.left = left
    self.right = right
    self.isNegated = isNegated
  }

  func truth(_ facts: any Activation, _ frame: inout Frame) throws(EvaluationError) -> Bool {
    let (a, b) = (try left.value(facts, &frame), try right.value(facts, &frame))
    switch (a, b) {
    case (.int(let a), .int(let b)): return (a == b) != isNegated
    case (.bool(let a), .bool(let b)): return (a == b) != isNegated
    default:
      if a.isComposite { try frame.charge(weightOf: a) }
      return (a == b) != isNegated
    }
  }
}

extension Value {
  /// Whether the value has parts, so that comparing it is work.
  var isComposite: Bool {
    switch self {
    case .list, .map, .string, .bytes, .optional: true
    default: false
    }
  }
}

/// `a < b` and its kin.
final class OrderNode: TruthNode {
  enum Relation {
    case less, lessOrEqual, greater, greaterOrEqual

    func holds(_ order: Order) -> Bool {
      switch self {
      case .less: order == .less
      case .lessOrEqual: order != .greater
      case .greater: order == .greater
      case .greaterOrEqual: order != .less
      }
    }
  }

  let left: any Node
  let right: any Node
  let relation: Relation
  let range: Range<Int>

  init(_ left: any Node, _ right: any Node, _ relation: Relation, _ range: Range<Int>) {
    self.left = left
    self.right = right
    self.relation = relation
    self.range = range
  }

  func truth(_ facts: any Activation, _ frame: inout Frame) throws(EvaluationError) -> Bool {
    let (a, b) = (try left.value(facts, &frame), try right.value(facts, &frame))
    if case (.int(let a), .int(let b)) = (a, b) { return relation.holds(Order(a, b)) }
    if let order = a.roundedOrder(to: b) { return relation.holds(order) }
    if a.isNumber && b.isNumber { return false }
    if a.isComposite { try frame.charge(weightOf: a) }
    guard let order = a.order(to: b) else {
      throw EvaluationSentence.noOverload.error.placed(at: range)
    }
    return relation.holds(order)
  }
}

extension Value {
  var isNumber: Bool {
    switch self {
    case .int, .uint, .double: true
    default: false
    }
  }

  /// Returns the order of two values that `<` takes, numbers of all types included; nil for others.
  func order(to other: Value) -> Order? {
    switch (self, other) {
    case (.bool(let a), .bool(let b)): Order(a ? 1 : 0, b ? 1 : 0)
    case (.string(let a), .string(let b)):
      a.hasSameScalars(as: b) ? .equal : a.precedes(b) ? .less : .greater
    case (.bytes(let a), .bytes(let b)):
      a == b ? .equal : a.lexicographicallyPrecedes(b) ? .less : .greater
    case (.timestamp(let a), .timestamp(let b)): Order(a, b)
    case (.duration(let a), .duration(let b)): Order(a, b)
    default: roundedOrder(to: other)
    }
  }

  /// The order of two numbers, a whole one next to a double taken as a double, as the conformance
  /// suite has it.
  fileprivate func roundedOrder(to other: Value) -> Order? {
    switch (self, other) {
    case (.int(let a), .double(let b)): Value.double(Double(a)).numericOrder(to: .double(b))
    case (.uint(let a), .double(let b)): Value.double(Double(a)).numericOrder(to: .double(b))
    case (.double, .int), (.double, .uint): other.roundedOrder(to: self)?.reversed
    default: numericOrder(to: other)
    }
  }
}

/// `a in b`.
final class MembershipNode: TruthNode {
  let element: any Node
  let container: any Node
  let range: Range<Int>

  init(_ element: any Node, _ container: any Node, _ range: Range<Int>) {
    self.element = element
    self.container = container
    self.range = range
  }

  func truth(_ facts: any Activation, _ frame: inout Frame) throws(EvaluationError) -> Bool {
    let (wanted, all) = (try element.value(facts, &frame), try container.value(facts, &frame))
    switch all {
    case .list(let elements):
      if wanted.isComposite {
        try frame.charge(weightOf: all)
      } else {
        try frame.charge(elements.count)
      }
      return elements.contains(wanted)
    case .map(let map):
      try frame.charge(wanted.searchCost)
      return map[wanted] != nil
    default: throw EvaluationSentence.noOverload.error.placed(at: range)
    }
  }
}
