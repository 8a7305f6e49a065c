/// A moment between the years 1 and 9999, to the nanosecond.
public struct TimestampValue: Sendable, Hashable {
  /// Seconds since 1970-01-01T00:00:00Z.
  public let seconds: Int64
  /// Nanoseconds after the second, 0 to 999,999,999.
  public let nanoseconds: Int32

  /// 0001-01-01T00:00:00Z to 9999-12-31T23:59:59Z.
  static let validSeconds: ClosedRange<Int64> = -62_135_596_800...253_402_300_799

  /// Makes a moment; nanoseconds beyond a second are cut off.
  public init(seconds: Int64, nanoseconds: Int32 = 0) {
    self.seconds = seconds
    self.nanoseconds = max(0, min(999_999_999, nanoseconds))
  }

  /// Whether the year is 1 to 9999.
  var isInRange: Bool { TimestampValue.validSeconds.contains(seconds) }
}

extension TimestampValue: Comparable {
  /// Whether one moment is before the other.
  public static func < (a: TimestampValue, b: TimestampValue) -> Bool {
    (a.seconds, a.nanoseconds) < (b.seconds, b.nanoseconds)
  }
}
