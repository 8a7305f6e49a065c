import Conversations

/// A time pattern whose every field has two digits at a fixed place, such as
/// `MM/dd/yy hh:mm:ss a z`: read without a loop.
struct FixedTime: BitwiseCopyable {
  private var year: Int8 = -1
  private var month: Int8 = -1
  private var day: Int8 = -1
  private var hour: Int8 = -1
  private var minute: Int8 = -1
  private var second: Int8 = -1
  private var half: Int8 = -1
  private var zone: Int8 = -1
  private var length: Int8 = 0

  /// Nil where the pattern has no such form.
  init?(_ parts: [TimePattern.Part]) {
    var at: Int8 = 0
    guard parts.count <= 20 else { return nil }
    for part in parts {
      guard case .field(let letter, let width) = part else {
        at += 1
        continue
      }
      switch (letter, width) {
      case (0x79, 2): year = at
      case (0x4D, 2): month = at
      case (0x64, 2): day = at
      case (0x48, 2), (0x68, 2): hour = at
      case (0x6D, 2): minute = at
      case (0x73, 2): second = at
      case (0x61, 1): half = at
      case (0x7A, 1):
        zone = at
        at += 1
      default: return nil
      }
      at += 2
    }
    let isWhole = year >= 0 && month >= 0 && day >= 0 && hour >= 0 && minute >= 0 && second >= 0
    guard isWhole && half >= 0 && zone >= 0 else { return nil }
    length = at
  }

  /// Nil where the text has not exactly this form, which the whole pattern then reads or refuses.
  @inline(__always) func read(_ text: UnsafeBufferPointer<UInt8>) -> Timestamp? {
    guard text.count == Int(length), text.has("UTC", at: Int(zone)) else { return nil }
    let letter = text[Int(half)] | 0x20
    guard letter == 0x61 || letter == 0x70, text[Int(half) + 1] | 0x20 == 0x6D else { return nil }
    let hour = number(text, self.hour)
    guard 1...12 ~= hour else { return nil }
    let (month, day) = (number(text, self.month), number(text, self.day))
    let (minute, second) = (number(text, self.minute), number(text, self.second))
    let year = number(text, self.year)
    guard 1...12 ~= month, 1...31 ~= day, 0...59 ~= minute, 0...59 ~= second, 0...99 ~= year else {
      return nil
    }
    let hours =
      Self.days(year, month, day) * 24 + (hour == 12 ? 0 : hour) + (letter == 0x70 ? 12 : 0)
    return Timestamp(milliseconds: Int64((hours * 60 + minute) * 60 + second) * 1000)
  }

  /// Days from 1970-01-01 to a date of this century, in which every fourth year is a leap year.
  ///
  /// A day beyond its month's end is one of the next month, as in ``Timestamp``.
  @inline(__always) private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let isEarly = month <= 2
    // Counted from March, so that the leap day is the last of its year.
    let years = isEarly ? year - 1 : year
    let dayOfYear = (153 * (isEarly ? month + 9 : month - 3) + 2) / 5 + day - 1
    // 11,017 is 2000-03-01.
    return 11_017 + years * 365 + (years >> 2) + dayOfYear
  }

  /// Two digits, or a number out of every range.
  @inline(__always)
  private func number(_ text: UnsafeBufferPointer<UInt8>, _ at: Int8) -> Int {
    guard let base = text.baseAddress else { return 255 }
    // Both are inside: each field ends before `length`, and the text is as long.
    let pair = UnsafeRawPointer(base + Int(at)).loadUnaligned(as: UInt16.self)
    let digits = UInt16(littleEndian: pair) &- 0x3030
    let (tens, ones) = (digits & 0xFF, digits >> 8)
    return tens < 10 && ones < 10 ? Int(tens * 10 + ones) : 255
  }
}
