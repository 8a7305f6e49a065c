extension TimestampValue {
  /// Reads RFC 3339, such as `2009-02-13T23:31:30.5+05:30`; nil where the text is none, or outside
  /// the years 1 to 9999.
  public init?(_ text: String) {
    var reader = DigitReader(text)
    guard let year = reader.digits(4), reader.take("-"), let month = reader.digits(2),
      reader.take("-"), let day = reader.digits(2), reader.take("T", "t", " "),
      let hour = reader.digits(2), reader.take(":"), let minute = reader.digits(2),
      reader.take(":"), let second = reader.digits(2),
      CivilTime.isValid(year: year, month: month, day: day), hour < 24, minute < 60, second < 60,
      let nanoseconds = reader.fraction(), let offset = reader.offset(), reader.isAtEnd
    else { return nil }
    let days = CivilTime.days(year: year, month: month, day: day)
    let local = days * 86_400 + hour * 3600 + minute * 60 + second
    self.init(seconds: Int64(local - offset), nanoseconds: nanoseconds)
    guard isInRange else { return nil }
  }

  /// The moment in UTC as RFC 3339, its fraction only as long as needed.
  public var text: String {
    let civil = CivilTime(seconds: seconds)
    let date = "\(civil.year.padded(4))-\(civil.month.padded(2))-\(civil.day.padded(2))"
    let time = "\(civil.hour.padded(2)):\(civil.minute.padded(2)):\(civil.second.padded(2))"
    return "\(date)T\(time)\(fractionText(Int(nanoseconds)))Z"
  }
}

/// A fraction of nanoseconds with its point, as long as needed; empty for none.
func fractionText(_ nanoseconds: Int) -> String {
  guard nanoseconds != 0 else { return "" }
  var digits = nanoseconds.padded(9)
  while digits.hasSuffix("0") { digits.removeLast() }
  return "." + digits
}

extension Int {
  /// The number with zeros before it up to a width.
  func padded(_ width: Int) -> String {
    let text = String(self)
    return String(repeating: "0", count: Swift.max(0, width - text.count)) + text
  }
}

/// Reads the parts of a timestamp.
struct DigitReader {
  private var rest: Substring.UTF8View

  init(_ text: String) { rest = text[...].utf8 }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func take(_ characters: Character...) -> Bool {
    guard let first = rest.first, characters.contains(where: { $0.asciiValue == first }) else {
      return false
    }
    rest.removeFirst()
    return true
  }

  mutating func digits(_ count: Int) -> Int? {
    var number = 0
    for _ in 0..<count {
      guard let digit = rest.first, (0x30...0x39).contains(digit) else { return nil }
      number = number * 10 + Int(digit - 0x30)
      rest.removeFirst()
    }
    return number
  }

  /// Reads a fraction of a second; digits beyond nine are dropped, and none at all is zero.
  mutating func fraction() -> Int32? {
    guard take(".") else { return 0 }
    var number: Int32 = 0
    var count = 0
    while let digit = digits(1) {
      if count < 9 { number = number * 10 + Int32(digit) }
      count += 1
    }
    guard count > 0 else { return nil }
    for _ in 0..<max(0, 9 - count) { number *= 10 }
    return number
  }

  /// Reads `Z` or an offset, in seconds east.
  mutating func offset() -> Int? {
    if take("Z", "z") { return 0 }
    let isWest = rest.first == 0x2D
    guard take("+", "-"), let hours = digits(2), take(":"), let minutes = digits(2), hours < 24,
      minutes < 60
    else { return nil }
    return (hours * 3600 + minutes * 60) * (isWest ? -1 : 1)
  }
}
