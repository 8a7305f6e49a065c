internal import Conversations
internal import Foundation

/// Reads the `Retry-After` header.
enum RetryAfter {
  /// The longest wait that is believed.
  static let longest = Duration.seconds(24 * 3600)
  /// What is taken for a value that cannot be read.
  static let unreadable = Duration.seconds(60)

  /// Returns the wait that a header asks for, in seconds or as a date; nil where it is missing.
  static func duration(_ value: String?, now: Timestamp) -> Duration? {
    guard let text = value?.trimmingCharacters(in: .whitespaces) else { return nil }
    if let seconds = Int64(text), seconds >= 0 {
      return min(.seconds(min(seconds, 1 << 40)), longest)
    }
    guard let date = formatter().date(from: text) else { return unreadable }
    let moment = Timestamp(milliseconds: Int64(date.timeIntervalSince1970 * 1000))
    return min(max(moment - now, .zero), longest)
  }

  private static func formatter() -> DateFormatter {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.timeZone = TimeZone(identifier: "GMT")
    formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
    return formatter
  }
}
