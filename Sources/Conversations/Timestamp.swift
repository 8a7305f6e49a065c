/// A moment, in whole milliseconds since 1970-01-01T00:00:00Z.
public struct Timestamp: Sendable, Hashable, Comparable {
  /// Milliseconds since the epoch; negative before it.
  public var milliseconds: Int64

  /// Makes a moment from milliseconds since the epoch.
  public init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  /// Makes a moment from a UTC calendar date and time of the proleptic Gregorian calendar.
  ///
  /// The fields are not checked: an hour of 25 is the next day's hour 1.
  public init(
    year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0,
    millisecond: Int = 0
  ) {
    let days = Self.days(year: year, month: month, day: day)
    let seconds = ((days * 24 + hour) * 60 + minute) * 60 + second
    milliseconds = Int64(seconds) * 1000 + Int64(millisecond)
  }

  /// Whether the first moment is the earlier one.
  public static func < (a: Timestamp, b: Timestamp) -> Bool {
    a.milliseconds < b.milliseconds
  }

  /// Returns the moment a duration later; sub-milliseconds are cut off.
  public static func + (moment: Timestamp, duration: Duration) -> Timestamp {
    Timestamp(milliseconds: moment.milliseconds + duration.wholeMilliseconds)
  }

  /// Returns the time between two moments, negative where the second is later.
  public static func - (later: Timestamp, earlier: Timestamp) -> Duration {
    .milliseconds(later.milliseconds - earlier.milliseconds)
  }

  /// Days from 1970-01-01 to a civil date. Howard Hinnant's `days_from_civil`.
  private static func days(year: Int, month: Int, day: Int) -> Int {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// The UTC calendar date of the moment: year, month 1–12 and day 1–31.
  public var date: (year: Int, month: Int, day: Int) {
    let (whole, rest) = milliseconds.quotientAndRemainder(dividingBy: 86_400_000)
    let days = Int(rest < 0 ? whole - 1 : whole) + 719_468
    let era = (days >= 0 ? days : days - 146_096) / 146_097
    let dayOfEra = days - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1
    )
  }
}

extension Timestamp: CustomStringConvertible {
  /// RFC 3339 in UTC, with milliseconds only where there are any: `2026-11-01T09:00:07Z`.
  public var description: String {
    var text = ByteText()
    write(to: &text)
    return String(decoding: text.bytes, as: UTF8.self)
  }

  /// Appends the description.
  public func write(to text: inout ByteText) {
    let (year, month, day) = date
    let rest = milliseconds % 86_400_000
    let (seconds, milli) = (rest < 0 ? rest + 86_400_000 : rest).quotientAndRemainder(
      dividingBy: 1000)
    if (0...9999).contains(year) {
      text.append(digits: 4, of: UInt64(year))
    } else {
      text.append(decimal: Int64(year))
    }
    text.append(0x2D)
    text.append(digits: 2, of: UInt64(month))
    text.append(0x2D)
    text.append(digits: 2, of: UInt64(day))
    text.append(0x54)
    text.append(digits: 2, of: UInt64(seconds / 3600))
    text.append(0x3A)
    text.append(digits: 2, of: UInt64(seconds / 60 % 60))
    text.append(0x3A)
    text.append(digits: 2, of: UInt64(seconds % 60))
    if milli != 0 {
      text.append(0x2E)
      text.append(digits: 3, of: milli.magnitude)
    }
    text.append(0x5A)
  }
}

extension Duration {
  /// Whole milliseconds, cut towards zero.
  public var wholeMilliseconds: Int64 {
    components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
  }
}
