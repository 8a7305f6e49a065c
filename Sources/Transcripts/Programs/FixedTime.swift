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
    return Timestamp(
      year: 2000 + year, month: month, day: day,
      hour: (hour == 12 ? 0 : hour) + (letter == 0x70 ? 12 : 0), minute: minute, second: second)
  }

  /// Two digits, or a number out of every range.
  @inline(__always)
  private func number(_ text: UnsafeBufferPointer<UInt8>, _ at: Int8) -> Int {
    let (tens, ones) = (text[Int(at)] &- 0x30, text[Int(at) + 1] &- 0x30)
    return tens < 10 && ones < 10 ? Int(tens) * 10 + Int(ones) : 255
  }
}
