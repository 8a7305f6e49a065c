internal import Diagnostics
internal import Foundation

/// A file being written: buffered, for its owner alone, never over an existing one.
struct OutputFile: ~Copyable {
  let path: String
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private static let bufferSize = 1 << 18
  /// From how many bytes on a piece is written as it is.
  private static let largePiece = 1 << 16

  /// Takes over an open descriptor.
  init(path: String, descriptor: Int32) {
    self.path = path
    self.descriptor = descriptor
    buffer.reserveCapacity(Self.bufferSize)
  }

  /// Creates the file, mode 0600.
  init(creating path: String) throws(Diagnostic) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw ReportFailure.writing(path, Self.lastError()) }
    self.init(path: path, descriptor: descriptor)
  }

  deinit { close(descriptor) }

  /// Appends bytes; they may reach the file only later.
  mutating func append(_ bytes: some Collection<UInt8>) throws(Diagnostic) {
    let isLarge = bytes.count >= Self.largePiece
    if isLarge || buffer.count + bytes.count > Self.bufferSize { try flush() }
    if isLarge { return try write(Array(bytes)[...]) }
    buffer.append(contentsOf: bytes)
  }

  /// Appends a line and its line feed.
  mutating func append(line: ArraySlice<UInt8>) throws(Diagnostic) {
    try append(line)
    try append(CollectionOfOne(0x0A))
  }

  /// Brings what was appended into the file.
  mutating func flush() throws(Diagnostic) {
    try write(buffer[...])
    buffer.removeAll(keepingCapacity: true)
  }

  /// Brings what was appended to the disk itself.
  mutating func finish() throws(Diagnostic) {
    try flush()
    guard fsync(descriptor) == 0 || errno == EINVAL else {
      throw ReportFailure.writing(path, Self.lastError())
    }
  }

  private func write(_ bytes: ArraySlice<UInt8>) throws(Diagnostic) {
    var rest = bytes
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw ReportFailure.writing(path, Self.lastError()) }
      rest = rest.dropFirst(count)
    }
  }

  /// What the system says of its last failed call.
  static func lastError() -> String { String(cString: strerror(errno)) }
}
