import Conversations

/// A date and time as letters describe it: `MM/dd/yy hh:mm:ss a z`.
///
/// `y` year (two digits mean 2000 to 2099), `M` month (`MMM` by its English name), `d` day, `H`
/// hour 0–23, `h` hour 1–12, `m` minute, `s` second, `S` fraction, `a` AM or PM, `z` a zone (`UTC`,
/// `Z`, `+05:30`), `'…'` as it stands; any other character stands for itself, a space for any run
/// of white space.
enum TimePattern {
  enum Part: Sendable, Hashable {
    case field(UInt8, width: Int)
    case literal(UInt8)
    case space
  }

  /// Returns the parts of a pattern; nil for a letter that means nothing.
  static func parts(of pattern: String) -> [Part]? {
    var parts: [Part] = []
    var isQuoted = false
    for byte in pattern.utf8 {
      let isLetter = (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      if byte == 0x27 {
        isQuoted.toggle()
      } else if isQuoted || !isLetter {
        parts.append(byte == 0x20 ? .space : .literal(byte))
      } else if case .field(byte, let width) = parts.last {
        parts[parts.count - 1] = .field(byte, width: width + 1)
      } else if "yMdHhmsSaz".utf8.contains(byte) {
        parts.append(.field(byte, width: 1))
      } else {
        return nil
      }
    }
    return isQuoted ? nil : parts
  }

  /// Reads a text that has the pattern as a whole; `zone` in minutes east of UTC where it says none.
  static func read(
    _ text: UnsafeBufferPointer<UInt8>, _ parts: UnsafeBufferPointer<Part>, zone: Int
  ) -> Timestamp? {
    var reader = TimeReader(text)
    var date = CivilTime(zone: zone)
    for part in parts {
      switch part {
      case .literal(let byte): guard reader.take(byte) else { return nil }
      case .space: reader.skipSpace()
      case .field(let letter, let width):
        guard field(letter, width, from: &reader, into: &date) else { return nil }
      }
    }
    reader.skipSpace()
    return reader.isAtEnd ? date.timestamp : nil
  }

  @inline(__always)
  private static func field(
    _ letter: UInt8, _ width: Int, from reader: inout TimeReader, into date: inout CivilTime
  ) -> Bool {
    switch letter {
    case 0x4D where width >= 3:
      guard let month = reader.month() else { return false }
      date.month = month
      return true
    case 0x61:
      guard let isAfternoon = reader.half() else { return false }
      date.isAfternoon = isAfternoon
      return true
    case 0x7A:
      guard let zone = reader.zone() else { return false }
      date.zone = zone
      return true
    case 0x53:
      guard let fraction = reader.fraction() else { return false }
      date.millisecond = fraction
      return true
    default: break
    }
    guard let number = reader.number(atMost: letter == 0x79 ? 4 : 2) else { return false }
    switch letter {
    case 0x79: date.year = number < 100 ? 2000 + number : number
    case 0x4D: date.month = number
    case 0x64: date.day = number
    case 0x48, 0x68: date.hour = number
    case 0x6D: date.minute = number
    default: date.second = number
    }
    return true
  }
}
