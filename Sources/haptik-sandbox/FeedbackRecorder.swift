#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Appends the accepted feedbacks to a file, a line each.
struct FeedbackRecorder: Sendable {
  /// Why a record cannot be kept.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  private let descriptor: Int32

  init(path: String) throws {
    descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw Failure(description: "cannot write \(path): \(String(cString: strerror(errno)))")
    }
  }

  /// Writes one line, all of it or an error; it is with the system when this returns.
  func append(_ line: [UInt8]) throws {
    var rest = (line + [0x0A])[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else {
        throw Failure(description: "cannot record: \(String(cString: strerror(errno)))")
      }
      rest = rest.dropFirst(count)
    }
  }
}
