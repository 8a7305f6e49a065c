import Conversations

extension TimePick {
  /// Returns the moment that a value stands for, or nil where it is none.
  func timestamp(_ value: Scalar, start: Timestamp?, previous: Timestamp?) -> Timestamp? {
    switch base {
    case .epoch: return moment(value)
    case .start: return start.flatMap { offset(value, from: $0) }
    case .previous: return (previous ?? start).flatMap { offset(value, from: $0) }
    }
  }

  private func offset(_ value: Scalar, from base: Timestamp) -> Timestamp? {
    if case .elapsed = form, case .string(let text) = value {
      return ElapsedTime.milliseconds(text).map {
        Timestamp(milliseconds: base.milliseconds + $0)
      }
    }
    guard case .units(let unit) = form, let number = value.number else { return moment(value) }
    return Self.timestamp(number, of: unit, since: base)
  }

  /// Returns the moment so many units of milliseconds after another; nil beyond the year 9999.
  static func timestamp(
    _ count: Double, of unit: Double, since base: Timestamp
  ) -> Timestamp? {
    timestamp(milliseconds: count * unit + Double(base.milliseconds))
  }

  private func moment(_ value: Scalar) -> Timestamp? {
    switch form {
    case .units(let unit): return value.number.flatMap { Self.timestamp(milliseconds: $0 * unit) }
    case .automatic:
      if case .string(let bytes) = value {
        if let moment = ISOTime.read(bytes, zone: zone) { return moment }
      }
      return value.number.flatMap(Self.guessed)
    case .mail:
      guard case .string(let bytes) = value else { return nil }
      return MailTime.read(bytes, zone: zone)
    case .elapsed: return nil
    case .patterns(let patterns):
      guard case .string(let bytes) = value else { return nil }
      for parts in patterns {
        let moment = parts.withUnsafeBufferPointer { TimePattern.read(bytes, $0, zone: zone) }
        if let moment { return moment }
      }
      return nil
    }
  }

  /// Seconds below 10^11, milliseconds below 10^14, else microseconds.
  private static func guessed(_ number: Double) -> Timestamp? {
    let size = abs(number)
    return timestamp(
      milliseconds: size < 1e11 ? number * 1000 : size < 1e14 ? number : number / 1000)
  }

  private static func timestamp(milliseconds: Double) -> Timestamp? {
    // Beyond the year 9999 it is no time but an identifier.
    guard abs(milliseconds) < 253_402_300_800_000 else { return nil }
    return Timestamp(milliseconds: Int64(milliseconds.rounded()))
  }
}

/// ISO 8601 and its relatives: `2026-11-01T09:00:07.5+05:30`, a space for the `T`, no zone.
enum ISOTime {
  static func read(_ text: UnsafeBufferPointer<UInt8>, zone: Int) -> Timestamp? {
    var reader = TimeReader(text)
    var date = CivilTime(zone: zone)
    guard let year = reader.number(atMost: 4), year > 31, reader.take(0x2D),
      let month = reader.number(atMost: 2), reader.take(0x2D), let day = reader.number(atMost: 2)
    else { return nil }
    (date.year, date.month, date.day) = (year, month, day)
    if reader.isAtEnd { return date.timestamp }
    guard reader.take(0x54) || reader.take(0x74) || reader.peek == 0x20 else { return nil }
    reader.skipSpace()
    guard let hour = reader.number(atMost: 2), reader.take(0x3A),
      let minute = reader.number(atMost: 2)
    else { return nil }
    (date.hour, date.minute) = (hour, minute)
    if reader.take(0x3A) {
      guard let second = reader.number(atMost: 2) else { return nil }
      date.second = second
      if reader.take(0x2E) || reader.take(0x2C) {
        guard let fraction = reader.fraction() else { return nil }
        date.millisecond = fraction
      }
    }
    reader.skipSpace()
    if !reader.isAtEnd {
      guard let zone = reader.zone() else { return nil }
      date.zone = zone
    }
    reader.skipSpace()
    return reader.isAtEnd ? date.timestamp : nil
  }
}

/// Times of mail headers (RFC 5322): `Tue, 02 May 2023 10:00:05 +0000`.
enum MailTime {
  static func read(_ text: UnsafeBufferPointer<UInt8>, zone: Int) -> Timestamp? {
    let comma = text.firstIndex(of: 0x2C).map { $0 + 1 } ?? 0
    var reader = TimeReader(UnsafeBufferPointer(rebasing: text[comma...]))
    var date = CivilTime(zone: zone)
    guard let day = reader.number(atMost: 2) else { return nil }
    reader.skipSpace()
    guard let month = reader.month() else { return nil }
    reader.skipSpace()
    guard let year = reader.number(atMost: 4) else { return nil }
    reader.skipSpace()
    guard let hour = reader.number(atMost: 2), reader.take(0x3A),
      let minute = reader.number(atMost: 2)
    else { return nil }
    (date.day, date.month, date.year) = (day, month, year)
    (date.hour, date.minute) = (hour, minute)
    if reader.take(0x3A) { date.second = reader.number(atMost: 2) ?? 0 }
    reader.skipSpace()
    if let zone = reader.zone() { date.zone = zone }
    return date.timestamp
  }
}

/// Lengths of time as people write them: `1h 2m 13s`, `44s`.
enum ElapsedTime {
  static func milliseconds(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
    var reader = TimeReader(text)
    var total: Int64 = 0
    while !reader.isAtEnd {
      guard let number = reader.number(atMost: 6) else { return nil }
      if reader.take(0x64) {
        total += Int64(number) * 86_400_000
      } else if reader.take(0x68) {
        total += Int64(number) * 3_600_000
      } else if reader.take(0x6D) {
        total += Int64(number) * 60_000
      } else if reader.take(0x73) {
        total += Int64(number) * 1000
      } else {
        return nil
      }
      reader.skipSpace()
    }
    return total
  }
}
