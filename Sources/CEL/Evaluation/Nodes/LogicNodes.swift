/// `a && b` and `a || b`: one operand may decide although the other fails.
final class ConnectiveNode: TruthNode {
  let left: any Node
  let right: any Node
  /// The truth of one operand that settles the whole: false for `&&`, true for `||`.
  let deciding: Bool

  init(_ left: any Node, _ right: any Node, deciding: Bool) {
    self.left = left
    self.right = right
    self.deciding = deciding
  }

  func truth(_ facts: any Activation, _ frame: inout Frame) throws(EvaluationError) -> Bool {
    let first: Bool
    do throws(EvaluationError) {
      first = try left.truth(facts, &frame)
    } catch {
      return try afterFailure(error, facts, &frame)
    }
    return first == deciding ? deciding : try right.truth(facts, &frame)
  }

  /// The left operand failed: only the right one may still decide.
  private func afterFailure(
    _ failure: EvaluationError, _ facts: any Activation, _ frame: inout Frame
  ) throws(EvaluationError) -> Bool {
    if failure.stopsEvaluation { throw failure }
    let second: Bool
    do throws(EvaluationError) {
      second = try right.truth(facts, &frame)
    } catch {
      throw error.stopsEvaluation ? error : failure
    }
    if second == deciding { return deciding }
    throw failure
  }
}

final class NotNode: TruthNode {
  let operand: any Node

  init(_ operand: any Node) { self.operand = operand }

  func truth(_ facts: any Activation, _ frame: inout Frame) throws(EvaluationError) -> Bool {
    try !operand.truth(facts, &frame)
  }
}

/// `condition ? a : b`.
final class ConditionalNode: Node {
  let condition: any Node
  let yes: any Node
  let no: any Node

  init(_ condition: any Node, _ yes: any Node, _ no: any Node) {
    self.condition = condition
    self.yes = yes
    self.no = no
  }

  func value(_ facts: any Activation, _ frame: inout Frame) throws(EvaluationError) -> Value {
    try condition.truth(facts, &frame) ? yes.value(facts, &frame) : no.value(facts, &frame)
  }
}
