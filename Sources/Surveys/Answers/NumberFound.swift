/// A number in an answer, and whether it may be a rating.
struct NumberFound: Sendable {
  /// How it stands.
  enum Standing: Sendable {
    /// As a rating says it: 4/5, 4 stars, ★★★★.
    case explicit
    /// Alone, or among words of a rating.
    case plain
    /// It counts, names or measures something else.
    case counting
    /// It cannot be told.
    case doubtful(String)
  }

  var value: GivenRating.Value
  /// The segments that it is made of.
  var segments: Range<Int>
  var standing: Standing
}
