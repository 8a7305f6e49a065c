package import Diagnostics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The bytes behind an open file descriptor: a file, a pipe, standard input.
package struct FileByteSource: ByteSource {
  private let descriptor: Int32
  private let name: String

  /// Makes a source; whoever opened the descriptor closes it.
  package init(descriptor: Int32, name: String) {
    self.descriptor = descriptor
    self.name = name
  }

  package mutating func read(
    into buffer: UnsafeMutableRawBufferPointer
  ) throws(Diagnostic) -> Int {
    while true {
      #if canImport(Glibc)
        let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      #else
        let count = Darwin.read(descriptor, buffer.baseAddress, buffer.count)
      #endif
      if count >= 0 { return count }
      if errno == EINTR { continue }
      throw TranscriptMistake.readFailed(name: name, reason: String(cString: strerror(errno)))
    }
  }
}
