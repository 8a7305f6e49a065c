/// An object that the host hands to expressions.
///
/// A class, so that handing it on costs no allocation. Its fields are read by index when an
/// expression asks for them; the index is that of the field in the declared `ObjectType`.
public protocol ObjectValue: AnyObject, Sendable {
  /// The declared type: `.object` with the type's name.
  var type: CELType { get }

  /// Returns the field at an index of the declared type.
  func field(_ index: Int) throws(EvaluationError) -> Value

  /// Whether `has(object.field)` is true; by default every field is present.
  func hasField(_ index: Int) -> Bool

  /// Whether the object equals another; by default only itself.
  func isEqual(to other: any ObjectValue) -> Bool

  /// Hashes what `isEqual` compares; by default the identity.
  func hash(into hasher: inout Hasher)
}

extension ObjectValue {
  /// Says that every field is present.
  public func hasField(_ index: Int) -> Bool { true }

  /// Returns whether both are the same object.
  public func isEqual(to other: any ObjectValue) -> Bool { self === other }

  /// Hashes the identity.
  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
