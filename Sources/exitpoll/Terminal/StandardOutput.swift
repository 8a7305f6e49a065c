import Diagnostics
import Foundation
import Synchronization

/// The tool's standard output, which its reader may close early.
///
/// One for the whole process: what a failed write means depends on what came before it.
final class StandardOutput: Sendable {
  /// How the writing went so far.
  enum State: Sendable {
    /// Everything arrived.
    case open
    /// The reader has gone, as `head` does; what else comes is dropped.
    case closed
    /// Something was lost, as on a full disk.
    case failed
  }

  /// The process's own.
  static let shared = StandardOutput()

  private let current = Mutex(State.open)

  /// How the writing went so far.
  var state: State { current.withLock { $0 } }

  /// Writes text; a terminal gets none of the characters that could steer it.
  func write(_ text: String) {
    _ = pass(Array((Terminal.showsOutput ? text.withoutSteering : text).utf8))
  }

  /// Writes bytes as they are; returns whether more are wanted.
  func pass(_ bytes: [UInt8]) -> Bool {
    current.withLock { state in
      guard state == .open else { return false }
      switch Self.write(bytes, to: STDOUT_FILENO) {
      case 0: break
      case EPIPE: state = .closed
      default: state = .failed
      }
      return state == .open
    }
  }

  /// Writes all bytes of a text to a descriptor; returns 0 or the error's number.
  static func write(_ text: String, to descriptor: Int32) -> Int32 {
    write(Array(text.utf8), to: descriptor)
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
    var bytes = bytes[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      if count < 0 && errno == EAGAIN {
        var room = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&room, 1, -1)
        continue
      }
      guard count > 0 else { return count < 0 ? errno : EIO }
      bytes = bytes.dropFirst(count)
    }
    return 0
  }
}

extension String {
  /// The text with hidden characters made visible; its line breaks and tabs stay.
  fileprivate var withoutSteering: String {
    guard unicodeScalars.contains(where: \.isHiddenSteering) else { return self }
    return split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
      .map { $0.map { String($0).madeVisible }.joined(separator: "\t") }
      .joined(separator: "\n")
  }
}
