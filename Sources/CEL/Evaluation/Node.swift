/// A planned part of an expression.
///
/// Nodes are final classes, immutable, and called through a witness table: no allocation, and no
/// look-up of names or overloads at evaluation.
protocol Node: AnyObject, Sendable {
  func value(_ facts: any Activation, _ frame: inout Frame) throws(EvaluationError) -> Value
  /// Evaluates a condition; throws where the value is no bool.
  func truth(_ facts: any Activation, _ frame: inout Frame) throws(EvaluationError) -> Bool
}

extension Node {
  func truth(_ facts: any Activation, _ frame: inout Frame) throws(EvaluationError) -> Bool {
    guard case .bool(let truth) = try value(facts, &frame) else {
      throw EvaluationSentence.noOverload.error
    }
    return truth
  }
}

/// A node that gives only truth values.
protocol TruthNode: Node {}

extension TruthNode {
  func value(_ facts: any Activation, _ frame: inout Frame) throws(EvaluationError) -> Value {
    .bool(try truth(facts, &frame))
  }
}

final class ConstantNode: Node {
  let constant: Value

  init(_ constant: Value) { self.constant = constant }

  func value(_ facts: any Activation, _ frame: inout Frame) throws(EvaluationError) -> Value {
    constant
  }
}

/// A part that is known to fail whenever it is evaluated.
final class FailureNode: Node {
  let error: EvaluationError

  init(_ error: EvaluationError) { self.error = error }

  func value(_ facts: any Activation, _ frame: inout Frame) throws(EvaluationError) -> Value {
    throw error
  }
}
