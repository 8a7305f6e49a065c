internal import GRDB

/// The check sum that every row of the ledger carries, so that a flipped bit is found before it
/// makes a delivered submission look like one that is still to be sent.
enum RowSum {
  /// `ledger_sum(…)`: 64-bit FNV-1a over the types, lengths and bytes of its arguments.
  static let function = DatabaseFunction("ledger_sum", pure: true) { values in
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for value in values { mix(value, into: &hash) }
    return Int64(bitPattern: hash)
  }

  private static func mix(_ value: DatabaseValue, into hash: inout UInt64) {
    switch value.storage {
    case .null: mix(tag: 0, [], into: &hash)
    case .int64(let number): mix(tag: 1, bytes(UInt64(bitPattern: number)), into: &hash)
    case .double(let number): mix(tag: 2, bytes(number.bitPattern), into: &hash)
    case .string(let text): mix(tag: 3, Array(text.utf8), into: &hash)
    case .blob(let data): mix(tag: 4, Array(data), into: &hash)
    }
  }

  private static func mix(tag: UInt8, _ bytes: [UInt8], into hash: inout UInt64) {
    add(tag, to: &hash)
    for byte in self.bytes(UInt64(bytes.count)) { add(byte, to: &hash) }
    for byte in bytes { add(byte, to: &hash) }
  }

  private static func add(_ byte: UInt8, to hash: inout UInt64) {
    hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
  }

  private static func bytes(_ number: UInt64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
  }
}
