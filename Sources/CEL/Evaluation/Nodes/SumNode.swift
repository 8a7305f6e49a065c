/// `a + b`, `a - b` and `a * b`: ints at once, all else by overload.
final class SumNode: Node {
  private enum Operation {
    case plus, minus, times
  }

  private let operation: Operation
  private let left: any Node
  private let right: any Node
  private let otherwise: CallNode
  private let range: Range<Int>

  /// `name` is that of the operator, such as `_+_`.
  init(
    _ name: String, _ left: any Node, _ right: any Node, otherwise overloads: [Overload],
    _ range: Range<Int>
  ) {
    operation = name == "_+_" ? .plus : name == "_-_" ? .minus : .times
    self.left = left
    self.right = right
    otherwise = CallNode(overloads, [left, right], isCertain: false, range)
    self.range = range
  }

  func value(_ facts: any Activation, _ frame: inout Frame) throws(EvaluationError) -> Value {
    let (a, b) = (try left.value(facts, &frame), try right.value(facts, &frame))
    guard case (.int(let a), .int(let b)) = (a, b) else {
      return try otherwise.value(a, b, facts, &frame)
    }
    let (result, overflow) =
      switch operation {
      case .plus: a.addingReportingOverflow(b)
      case .minus: a.subtractingReportingOverflow(b)
      case .times: a.multipliedReportingOverflow(by: b)
      }
    if overflow { throw EvaluationSentence.overflow.error.placed(at: range) }
    return .int(result)
  }
}
