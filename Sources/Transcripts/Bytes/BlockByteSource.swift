import Diagnostics

/// Bytes that a host hands over block by block.
struct BlockByteSource: ByteSource {
  private let name: String
  private let next: () throws -> [UInt8]
  private var block: ArraySlice<UInt8> = []
  private var isAtEnd = false

  /// Makes a source; `next` returns an empty block at the end.
  init(name: String, next: @escaping () throws -> [UInt8]) {
    self.name = name
    self.next = next
  }

  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(Diagnostic) -> Int {
    if block.isEmpty && !isAtEnd {
      do {
        block = try next()[...]
      } catch {
        isAtEnd = true
        let reason = (error as? Diagnostic)?.message ?? "\(error)"
        throw TranscriptMistake.readFailed(name: name, reason: reason)
      }
      isAtEnd = block.isEmpty
    }
    let part = block.prefix(buffer.count)
    buffer.copyBytes(from: part)
    block = block.dropFirst(part.count)
    return part.count
  }
}
