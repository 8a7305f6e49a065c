/// A scale on which a rating is given.
public struct Scale: Sendable, Hashable {
  /// What its steps are.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Numbers from `minimum` to `maximum`.
    case numbers
    /// How likely the user is to recommend, 0–10; banded, not stretched.
    case recommendation
    /// A thumb up or down, like or dislike, good or bad.
    case thumbs
    /// Faces or labels, in order from worst to best: `minimum` is 1, `maximum` their count.
    case steps
  }

  /// What its steps are.
  public var kind: Kind
  /// The lowest number of the scale.
  public var minimum: Double
  /// The highest number of the scale, above the lowest.
  public var maximum: Double
  /// Whether the lowest number is the best.
  public var isReversed: Bool

  /// Makes a scale.
  public init(
    kind: Kind = .numbers, minimum: Double, maximum: Double, isReversed: Bool = false
  ) {
    self.kind = kind
    self.minimum = minimum
    self.maximum = maximum
    self.isReversed = isReversed
  }

  /// 1 to 5: what Haptik takes, and what a question means that names no scale.
  public static let oneToFive = Scale(minimum: 1, maximum: 5)
  /// 0 to 10, asked as "how likely are you to recommend".
  public static let recommendation = Scale(kind: .recommendation, minimum: 0, maximum: 10)
  /// A thumb up or down.
  public static let thumbs = Scale(kind: .thumbs, minimum: 0, maximum: 1)
}
