public import Diagnostics

/// Where an expression stands: from an offset in its text to a place in the file that holds it.
public struct ExpressionOrigin: Sendable {
  private let place: @Sendable (_ offset: Int, _ length: Int) -> Place

  /// Makes an origin from a mapping of Unicode scalar offsets and lengths in the expression.
  public init(place: @escaping @Sendable (_ offset: Int, _ length: Int) -> Place) {
    self.place = place
  }

  /// Makes the origin of an expression that is a text of its own.
  public init(_ source: SourceText) {
    place = { source.place(atScalar: $0, length: $1) }
  }

  /// Returns the place of a range of Unicode scalars of the expression.
  public func place(of range: Range<Int>) -> Place {
    place(range.lowerBound, max(1, range.count))
  }
}
