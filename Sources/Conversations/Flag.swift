/// Something that a reader of the report should know about a decision.
///
/// The built-in ones stand in the order of decisions: those of the reading, of the rules, of the
/// building. A policy of one's own may add others, which come last.
public struct Flag: Sendable, Hashable, RawRepresentable {
  /// The stable name.
  public let rawValue: String

  /// Makes a flag from its name.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }

  /// The question says that the lowest number is the best.
  public static let reversed = Flag(rawValue: "reversed")
  /// The user's own fraction was rounded.
  public static let rounded = Flag(rawValue: "rounded")
  /// The rating was inferred from a plain No.
  public static let inferredRating = Flag(rawValue: "inferred-rating")
  /// The resolution was inferred from the rating.
  public static let inferredResolution = Flag(rawValue: "inferred-resolution")
  /// A No with a high rating, or a Yes with a low one.
  public static let contradictory = Flag(rawValue: "contradictory")
  /// The comment was longer than 2,000 characters.
  public static let commentCut = Flag(rawValue: "comment-cut")
  /// A later conversation of the same user is known.
  public static let laterChat = Flag(rawValue: "later-chat")

  /// The built-in flags in their order.
  public static let builtIn: [Flag] = [
    .reversed, .rounded, .inferredRating, .inferredResolution, .contradictory, .commentCut,
    .laterChat,
  ]

  /// Returns the flags in their fixed order, each once; unknown ones last, as they came.
  public static func ordered(_ flags: [Flag]) -> [Flag] {
    guard flags.count > 1 else { return flags }
    let known = builtIn.filter(flags.contains)
    var rest: [Flag] = []
    for flag in flags where !builtIn.contains(flag) && !rest.contains(flag) { rest.append(flag) }
    return known + rest
  }
}
