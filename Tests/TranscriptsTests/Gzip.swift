import Foundation
import Testing

/// gzip members for tests: stored blocks, which need no compressor.
enum Gzip {
  static func require(_ bytes: [UInt8]) throws -> [UInt8] {
    try #require(member(bytes))
  }

  /// Returns the bytes as one gzip member.
  static func member(_ bytes: [UInt8]) -> [UInt8]? {
    var member: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
    var start = 0
    repeat {
      let end = min(bytes.count, start + 60_000)
      let length = UInt16(end - start)
      member.append(end == bytes.count ? 1 : 0)
      member += [
        UInt8(length & 255), UInt8(length >> 8), UInt8(~length & 255), UInt8(~length >> 8),
      ]
      member += bytes[start..<end]
      start = end
    } while start < bytes.count
    for value in [checksum(bytes), UInt32(bytes.count)] {
      member += (0..<4).map { UInt8(value >> (8 * $0) & 255) }
    }
    return member
  }

  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var sum: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
    }
    return ~sum
  }
}
