import CEL

/// A condition taken apart at its `&&`, `||`, `!` and `?:`: what is left are its terms.
indirect enum ConditionTree: Sendable, Equatable {
  /// A term, by its number from left to right.
  case term(Int)
  case all([ConditionTree])
  case any([ConditionTree])
  case not(ConditionTree)
  case choice(ConditionTree, ConditionTree, ConditionTree)

  /// Takes apart a condition; its terms are numbered as `Expression.terms` lists them.
  init(_ expression: Expression) {
    var count = 0
    self.init(expression, count: &count)
  }

  private init(_ expression: Expression, count: inout Int) {
    switch expression.kind {
    case .call("_&&_", nil, let arguments):
      self = .all(arguments.map { ConditionTree($0, count: &count) })
    case .call("_||_", nil, let arguments):
      self = .any(arguments.map { ConditionTree($0, count: &count) })
    case .call("!_", nil, let arguments) where arguments.count == 1:
      self = .not(ConditionTree(arguments[0], count: &count))
    case .call("_?_:_", nil, let arguments) where arguments.count == 3:
      let condition = ConditionTree(arguments[0], count: &count)
      let first = ConditionTree(arguments[1], count: &count)
      self = .choice(condition, first, ConditionTree(arguments[2], count: &count))
    case .bind(_, _, let body), .block(_, let body):
      self.init(body, count: &count)
    default:
      self = .term(count)
      count += 1
    }
  }
}
