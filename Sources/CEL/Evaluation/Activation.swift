/// Gives an evaluation the values of the declared variables.
public protocol Activation {
  /// Returns the value of a variable by its slot, the number that its declaration returned.
  func value(ofVariable slot: Int) throws(EvaluationError) -> Value

  /// Returns a field of an object variable, or a field of a field, by the indexes of the declared
  /// object types.
  ///
  /// A host that need not make the objects on the way implements this; the default reads them.
  func value(ofVariable slot: Int, path: [Int]) throws(EvaluationError) -> Value
}

extension Activation {
  /// Reads the variable, then field after field.
  public func value(ofVariable slot: Int, path: [Int]) throws(EvaluationError) -> Value {
    var value = try value(ofVariable: slot)
    for index in path {
      guard case .object(let object) = value else {
        throw EvaluationSentence.noFieldSelection.error
      }
      value = try object.field(index)
    }
    return value
  }
}

/// Values of variables in an array by slot.
public struct VariableValues: Activation, Sendable {
  private var values: [Value?]

  /// Makes an activation in which no variable has a value.
  public init() { values = [] }

  /// Makes an activation from values by name; names that are not declared are left out.
  public init(_ named: [String: Value], in environment: Environment) {
    values = []
    for (name, value) in named {
      if let slot = environment.slot(of: name) { self[slot] = value }
    }
  }

  /// The value of a slot; nil where it has none.
  public subscript(slot: Int) -> Value? {
    get { slot < values.count ? values[slot] : nil }
    set {
      while values.count <= slot { values.append(nil) }
      values[slot] = newValue
    }
  }

  /// Returns the value, or throws `unknown-name`.
  public func value(ofVariable slot: Int) throws(EvaluationError) -> Value {
    guard let value = self[slot] else { throw EvaluationSentence.noValue.error }
    return value
  }
}
