/// Reads the `Retry-After` header.
enum RetryAfter {
  /// The longest wait that is believed.
  static let longest = Duration.seconds(24 * 3600)

  /// Returns the wait that a header asks for; nil where it is missing.
  ///
  /// A date is taken as a minute, without trusting either clock: the server is asked again soon
  /// enough, and what it says then counts. Anything else that is no number of seconds is a minute too.
  static func duration(_ value: String?) -> Duration? {
    guard let value else { return nil }
    guard let seconds = Int64(value.filter { $0 != " " }), seconds >= 0 else {
      return .seconds(60)
    }
    return min(.seconds(min(seconds, 1 << 40)), longest)
  }
}
