import Conversations

/// The fields of a date and time as they were written.
struct CivilTime {
  var year = 1970
  var month = 1
  var day = 1
  var hour = 0
  var minute = 0
  var second = 0
  var millisecond = 0
  var isAfternoon: Bool?
  /// Minutes east of UTC.
  var zone: Int

  /// Nil where a field is out of range. 24:00 and a leap second are read.
  var timestamp: Timestamp? {
    var hour = hour
    if let isAfternoon {
      guard 1...12 ~= hour else { return nil }
      hour = hour % 12 + (isAfternoon ? 12 : 0)
    }
    guard 1...12 ~= month, 1...31 ~= day, 0...24 ~= hour, 0...59 ~= minute, 0...60 ~= second,
      1...9999 ~= year
    else { return nil }
    var moment = Timestamp(
      year: year, month: month, day: day, hour: hour, minute: minute, second: second,
      millisecond: millisecond)
    moment.milliseconds -= Int64(zone) * 60_000
    return moment
  }
}

/// Reads the digits and words of a written time.
struct TimeReader {
  private let text: UnsafeBufferPointer<UInt8>
  private var at = 0

  init(_ text: UnsafeBufferPointer<UInt8>) {
    self.text = text
    skipSpace()
  }

  var isAtEnd: Bool { at == text.count }
  var peek: UInt8? { at < text.count ? text[at] : nil }

  mutating func skipSpace() {
    while at < text.count {
      if text[at] <= 0x20 {
        at += 1
      } else if text.has("\u{202F}", at: at) {
        at += 3
      } else if text.has("\u{A0}", at: at) {
        at += 2
      } else {
        return
      }
    }
  }

  mutating func take(_ byte: UInt8) -> Bool {
    guard peek == byte else { return false }
    at += 1
    return true
  }

  @inline(__always) mutating func number(atMost width: Int) -> Int? {
    var value = 0
    let begin = at
    while at < text.count, at - begin < width, text[at] &- 0x30 < 10 {
      value = value * 10 + Int(text[at] &- 0x30)
      at += 1
    }
    return at == begin ? nil : value
  }

  /// Digits after the point, as milliseconds.
  mutating func fraction() -> Int? {
    var scale = 100
    var value = 0
    let begin = at
    while at < text.count, text[at] &- 0x30 < 10 {
      value += scale * Int(text[at] &- 0x30)
      scale /= 10
      at += 1
    }
    return at == begin ? nil : value
  }

  /// AM is false, PM true.
  mutating func half() -> Bool? {
    guard at < text.count else { return nil }
    let letter = text[at] | 0x20
    guard letter == 0x61 || letter == 0x70 else { return nil }
    at += 1
    _ = take(0x2E)
    guard at < text.count, text[at] | 0x20 == 0x6D else { return nil }
    at += 1
    _ = take(0x2E)
    return letter == 0x70
  }

  /// `Z`, `UTC`, `GMT`, `+05:30`, `+0530`, `+05`, or both (`UTC+2`): minutes east of UTC.
  mutating func zone() -> Int? {
    var isNamed = false
    if text.has("UTC", at: at) || text.has("GMT", at: at) {
      at += 3
      isNamed = true
    } else if take(0x5A) || take(0x7A) {
      return 0
    }
    guard let sign = peek, sign == 0x2B || sign == 0x2D else { return isNamed ? 0 : nil }
    at += 1
    guard let hours = number(atMost: 2) else { return nil }
    _ = take(0x3A)
    let minutes = number(atMost: 2) ?? 0
    guard hours <= 18, minutes < 60 else { return nil }
    return (hours * 60 + minutes) * (sign == 0x2D ? -1 : 1)
  }

  /// An English month name, at least its first three letters.
  mutating func month() -> Int? {
    let names: StaticString = "janfebmaraprmayjunjulaugsepoctnovdec"
    guard at + 3 <= text.count else { return nil }
    let found = (0..<12).first { month in
      (0..<3).allSatisfy { text[at + $0] | 0x20 == names.utf8Start[month * 3 + $0] }
    }
    guard let found else { return nil }
    while let byte = peek, (byte | 0x20) >= 0x61, (byte | 0x20) <= 0x7A { at += 1 }
    return found + 1
  }
}
