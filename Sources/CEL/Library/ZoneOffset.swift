import Foundation

/// How far a time zone is from UTC.
enum ZoneOffset {
  /// Returns the seconds east of UTC at a moment, of an IANA name such as `Asia/Kolkata` or an
  /// offset such as `-02:30`; nil where the text is neither.
  static func seconds(of zone: String, at time: TimestampValue) -> Int64? {
    if zone == "UTC" || zone.isEmpty { return 0 }
    if let first = zone.utf8.first, first == 0x2B || first == 0x2D || (0x30...0x39).contains(first)
    {
      let isSigned = first == 0x2B || first == 0x2D
      var reader = DigitReader(isSigned ? zone : "+" + zone)
      guard let offset = reader.offset(), reader.isAtEnd else { return nil }
      return Int64(offset)
    }
    // Names only: nothing that could be a path.
    guard zone.utf8.count <= 64,
      zone.unicodeScalars.allSatisfy({ $0.isNamePart || "/+-".unicodeScalars.contains($0) })
    else { return nil }
    guard let found = TimeZone(identifier: zone), found.identifier == zone || zone.contains("/")
    else { return nil }
    let date = Date(timeIntervalSince1970: TimeInterval(time.seconds))
    return Int64(found.secondsFromGMT(for: date))
  }
}
