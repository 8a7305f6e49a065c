internal import Crypto
internal import Diagnostics
internal import Foundation

/// Reads a file line by line, or in blocks, in bounded memory but for the longest line.
struct LineReader: ~Copyable {
  let path: String
  /// The number of lines that were read.
  private(set) var lineNumber = 0
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private var start = 0
  private var atEnd = false
  private static let blockSize = 1 << 17

  init(_ path: String) throws(Diagnostic) {
    self.path = path
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw ReportFailure.reading(path, OutputFile.lastError()) }
  }

  deinit { close(descriptor) }

  /// Returns the next line without its line feed; nil at the end.
  mutating func next() throws(Diagnostic) -> ArraySlice<UInt8>? {
    var searched = start
    while true {
      if let end = lineEnd(from: searched) {
        defer { start = end + 1 }
        lineNumber += 1
        return buffer[start..<end]
      }
      searched = buffer.count - start
      buffer.removeFirst(start)
      start = 0
      guard !atEnd else { break }
      try fill()
    }
    guard !buffer.isEmpty else { return nil }
    lineNumber += 1
    defer { buffer = [] }
    return buffer[...]
  }

  private func lineEnd(from place: Int) -> Int? {
    buffer.withUnsafeBytes { bytes in
      // `place` is at most the count, so the search stays within the buffer.
      guard let start = bytes.baseAddress,
        let found = memchr(start + place, 0x0A, bytes.count - place)
      else { return nil }
      return UnsafeRawPointer(found) - start
    }
  }

  /// Returns the next bytes, however they are cut; nil at the end.
  mutating func nextBlock() throws(Diagnostic) -> ArraySlice<UInt8>? {
    if start == buffer.count {
      buffer.removeAll(keepingCapacity: true)
      start = 0
      try fill()
    }
    defer { start = buffer.count }
    return start < buffer.count ? buffer[start...] : nil
  }

  /// Goes back to the start of the very same file.
  mutating func rewind() {
    lseek(descriptor, 0, SEEK_SET)
    buffer.removeAll(keepingCapacity: true)
    (start, lineNumber, atEnd) = (0, 0, false)
  }

  private mutating func fill() throws(Diagnostic) {
    let old = buffer.count
    buffer.append(contentsOf: repeatElement(0, count: Self.blockSize))
    var count = -1
    repeat {
      count = buffer.withUnsafeMutableBytes {
        read(descriptor, $0.baseAddress?.advanced(by: old), Self.blockSize)
      }
    } while count < 0 && errno == EINTR
    let cause = OutputFile.lastError()
    buffer.removeLast(Self.blockSize - max(0, count))
    guard count >= 0 else { throw ReportFailure.reading(path, cause) }
    atEnd = count == 0
  }

  /// Returns the digest of a file of any size.
  static func digest(of path: String) throws(Diagnostic) -> String {
    var reader = try LineReader(path)
    var hash = SHA256()
    while let block = try reader.nextBlock() {
      block.withUnsafeBytes { hash.update(bufferPointer: $0) }
    }
    return Digest.hex(hash.finalize())
  }

  /// Reads a whole small file.
  static func contents(of path: String, limit: Int = 1 << 26) throws(Diagnostic) -> [UInt8] {
    var reader = try LineReader(path)
    var bytes: [UInt8] = []
    while let block = try reader.nextBlock() {
      bytes += block
      guard bytes.count <= limit else { throw ReportFailure.malformed(path, line: nil) }
    }
    return bytes
  }
}
