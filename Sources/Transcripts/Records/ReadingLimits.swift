/// How large an input's parts may be; whatever exceeds one is an unreadable record, never a crash.
package struct ReadingLimits: Sendable, Hashable {
  /// The largest record, in bytes.
  package var recordBytes: Int
  /// How deep brackets or elements may nest.
  package var depth: Int
  /// The most messages of one conversation.
  package var messages: Int

  /// Makes limits.
  package init(recordBytes: Int, depth: Int, messages: Int) {
    self.recordBytes = recordBytes
    self.depth = depth
    self.messages = messages
  }

  /// 256 MiB, 1,024 levels, 4 million messages.
  package static let standard = ReadingLimits(
    recordBytes: 256 << 20, depth: 1024, messages: 4_000_000)
}
