/// How much an expression may ask for.
public struct Limits: Sendable, Hashable {
  /// The longest expression, in Unicode scalars.
  public var length: Int
  /// The deepest nesting of an expression.
  public var depth: Int
  /// The work that one evaluation may do: about one a call, an iteration, an element made, and
  /// 16 bytes of text made or searched.
  public var cost: Int

  /// Makes limits.
  public init(length: Int = 100_000, depth: Int = 200, cost: Int = 1_000_000) {
    self.length = length
    self.depth = depth
    self.cost = cost
  }
}
