import Crypto
import Diagnostics
import Foundation
import Reports
import Transcripts

/// The bytes of an input, and the digest of those that were read.
final class DigestedBytes {
  private let descriptor: Int32
  private var source: FileByteSource
  private var hash = SHA256()
  /// How many bytes were read.
  private(set) var count = 0

  init(descriptor: Int32, name: String) {
    self.descriptor = descriptor
    source = FileByteSource(descriptor: descriptor, name: name)
  }

  /// Closes the file; nothing is read afterwards.
  func close() {
    Foundation.close(descriptor)
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(Diagnostic) -> Int {
    let read = try source.read(into: buffer)
    hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: buffer[..<read]))
    count += read
    return read
  }

  /// Returns the SHA-256 of what was read, in hex.
  func digest() -> String {
    Digest.hex(hash.finalize())
  }
}

/// Hands the bytes on, so that the digest outlives the reader that owns the source.
struct DigestingByteSource: ByteSource {
  private let bytes: DigestedBytes

  init(_ bytes: DigestedBytes) {
    self.bytes = bytes
  }

  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(Diagnostic) -> Int {
    try bytes.read(into: buffer)
  }
}
