package import Diagnostics

/// Something that yields bytes in order, once.
package protocol ByteSource {
  /// Fills the front of a buffer and returns how many bytes it wrote; 0 means the end.
  ///
  /// May fill less than the buffer holds. A thrown diagnostic ends the source: `read-failed` where
  /// the outside world failed, any other code where the data are damaged.
  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(Diagnostic) -> Int
}

/// Bytes that are in memory already.
package struct MemoryByteSource: ByteSource {
  private let bytes: [UInt8]
  private var position = 0
  private let stride: Int

  /// Makes a source that yields at most `stride` bytes a read.
  package init(_ bytes: [UInt8], stride: Int = .max) {
    self.bytes = bytes
    self.stride = max(1, stride)
  }

  /// Makes a source of a text's UTF-8.
  package init(_ text: String) {
    self.init(Array(text.utf8))
  }

  package mutating func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(buffer.count, stride, bytes.count - position)
    guard count > 0 else { return 0 }
    bytes.withUnsafeBytes { source in
      let part = UnsafeRawBufferPointer(rebasing: source[position..<position + count])
      UnsafeMutableRawBufferPointer(rebasing: buffer[..<count]).copyMemory(from: part)
    }
    position += count
    return count
  }
}
