internal import Foundation

/// A line of `unreadable.ndjson`.
package struct UnreadableLine: Codable, Sendable, Hashable {
  package var path: String
  /// The record's number in its input, from 0.
  package var record: Int
  /// Where it begins in the decompressed input, in bytes.
  package var offset: Int
  package var why: String

  /// Reads a line; nil where it is none.
  init?(line: some Sequence<UInt8>) {
    guard let made = try? JSONDecoder().decode(Self.self, from: Data(line)) else { return nil }
    self = made
  }
}
