/// A function that expressions can call: its name and its overloads.
public struct FunctionDeclaration: Sendable {
  /// The name, with dots where it stands in a namespace, such as `math.greatest`.
  public let name: String
  /// The signatures, in the order in which they are tried.
  public var overloads: [Overload]

  /// Makes a declaration.
  public init(name: String, overloads: [Overload]) {
    self.name = name
    self.overloads = overloads
  }
}

/// One signature of a function, and what it does.
public struct Overload: Sendable {
  /// What an overload does with its arguments, the receiver first.
  public typealias Implementation = @Sendable ([Value]) throws(EvaluationError) -> Value

  /// A name that no other overload has.
  public let id: String
  /// The types of the arguments, the receiver first.
  public let parameters: [CELType]
  /// The type of the result.
  public let result: CELType
  /// Whether it is called as `receiver.name(…)`.
  public let isInstance: Bool
  let body: Body
  /// Says why a last argument that is written out cannot be taken; nil where it can.
  private(set) var fault: (@Sendable (Value) -> LiteralFault?)?
  /// What a call costs, its arguments not counted.
  private(set) var cost = 1
  /// Whether a call goes through all parts of its arguments.
  private(set) var isDeep = false

  /// What runs; the shapes with one and two arguments need no array.
  enum Body: Sendable {
    case unary(@Sendable (Value) throws(EvaluationError) -> Value)
    case binary(@Sendable (Value, Value) throws(EvaluationError) -> Value)
    case variadic(Implementation)
    case declared
  }

  /// Makes an overload.
  ///
  /// The implementation is called only with arguments that fit the parameters; types nested in
  /// lists and maps are not checked before.
  public init(
    id: String, parameters: [CELType], result: CELType, isInstance: Bool = false,
    implementation: @escaping Implementation
  ) {
    self.init(
      id: id, parameters: parameters, result: result, isInstance: isInstance,
      body: .variadic(implementation))
  }

  /// Makes an overload that is known to the checker and fails when called.
  public init(declaredID id: String, parameters: [CELType], result: CELType, isInstance: Bool) {
    self.init(
      id: id, parameters: parameters, result: result, isInstance: isInstance, body: .declared)
  }

  init(id: String, parameters: [CELType], result: CELType, isInstance: Bool, body: Body) {
    self.id = id
    self.parameters = parameters
    self.result = result
    self.isInstance = isInstance
    self.body = body
  }

  /// Returns the overload with a judgment of last arguments that are written out, which makes a wrong
  /// one a mistake of the expression instead of a failure of its evaluation.
  public func judging(_ fault: @escaping @Sendable (Value) -> LiteralFault?) -> Overload {
    var copy = self
    copy.fault = fault
    return copy
  }

  /// Returns the overload with what its calls cost.
  func costing(_ cost: Int = 1, isDeep: Bool = false) -> Overload {
    var copy = self
    copy.cost = cost
    copy.isDeep = isDeep
    return copy
  }
}

/// Why an argument that is written out cannot be taken.
public struct LiteralFault: Sendable, Hashable {
  /// What it should be, without an article: `reason`.
  public let kind: String
  /// What is wrong with it, as the end of a sentence.
  public let reason: String

  /// Makes a fault.
  public init(kind: String, reason: String) {
    self.kind = kind
    self.reason = reason
  }
}
