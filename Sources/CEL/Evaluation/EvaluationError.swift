/// Why an evaluation has no value.
///
/// The message never holds values, so that nothing that people wrote gets into logs.
public struct EvaluationError: Error, Sendable, Hashable {
  /// What went wrong.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// No overload takes arguments of these types.
    case noSuchOverload = "no-such-overload"
    /// A map has no such key.
    case noSuchKey = "no-such-key"
    /// An object has no such field.
    case noSuchField = "no-such-field"
    /// A variable has no value, or a name means nothing.
    case unknownName = "unknown-name"
    /// A list is shorter.
    case indexOutOfRange = "index-out-of-range"
    /// A result is too large or too small for its type.
    case overflow
    /// A number was divided by zero.
    case divisionByZero = "division-by-zero"
    /// An argument is of the right type, yet of no use.
    case invalidArgument = "invalid-argument"
    /// A value cannot be converted.
    case conversion
    /// An optional holds no value.
    case emptyOptional = "empty-optional"
    /// The evaluation cost more than it may.
    case costLimit = "cost-limit"
    /// The task that evaluates was cancelled.
    case cancelled
    /// The host could not give a value.
    case host
  }

  /// What went wrong.
  public let kind: Kind
  /// A sentence without a full stop and without user text.
  public let message: String
  /// The part of the expression that failed, in Unicode scalars; nil where it is not known.
  public var position: Range<Int>?

  /// Makes an error.
  public init(_ kind: Kind, _ message: String, at position: Range<Int>? = nil) {
    self.kind = kind
    self.message = message
    self.position = position
  }

  /// Whether it must not be hidden by `||` or `&&`.
  var stopsEvaluation: Bool { kind == .costLimit || kind == .cancelled }

  /// Returns the error with a position, unless it has one.
  func placed(at range: Range<Int>) -> EvaluationError {
    guard position == nil else { return self }
    return EvaluationError(kind, message, at: range)
  }
}
