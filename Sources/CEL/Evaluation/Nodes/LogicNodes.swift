/// `a && b`: false where either is, whatever the other gives.
final class AndNode: TruthNode {
  let left: any Node
  let right: any Node

  init(_ left: any Node, _ right: any Node) {
    self.left = left
    self.right = right
  }

  func truth(_ facts: any Activation, _ frame: inout Frame) throws(EvaluationError) -> Bool {
    let failure: EvaluationError
    do throws(EvaluationError) {
      guard try left.truth(facts, &frame) else { return false }
      return try right.truth(facts, &frame)
    } catch {
      failure = error
    }
    return try afterFailure(failure, deciding: false, facts, &frame)
  }

  /// Either operand failed: the right one may still decide.
  private func afterFailure(
    _ failure: EvaluationError, deciding: Bool, _ facts: any Activation, _ frame: inout Frame
  ) throws(EvaluationError) -> Bool {
    if failure.stopsEvaluation { throw failure }
    let other: Bool
    do throws(EvaluationError) { other = try right.truth(facts, &frame) } catch {
      throw error.stopsEvaluation ? error : failure
    }
    if other == deciding { return deciding }
    throw failure
  }
}

/// `a || b`: true where either is, whatever the other gives.
final class OrNode: TruthNode {
  let left: any Node
  let right: any Node

  init(_ left: any Node, _ right: any Node) {
    self.left = left
    self.right = right
  }

  func truth(_ facts: any Activation, _ frame: inout Frame) throws(EvaluationError) -> Bool {
    let failure: EvaluationError
    do throws(EvaluationError) {
      if try left.truth(facts, &frame) { return true }
      return try right.truth(facts, &frame)
    } catch {
      failure = error
    }
    if failure.stopsEvaluation { throw failure }
    let other: Bool
    do throws(EvaluationError) { other = try right.truth(facts, &frame) } catch {
      throw error.stopsEvaluation ? error : failure
    }
    if other { return true }
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
