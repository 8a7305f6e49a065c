import Foundation

#if canImport(Glibc)
  import Glibc
  private let stream = Int32(SOCK_STREAM.rawValue)
  private let quietly = Int32(MSG_NOSIGNAL)
#else
  import Darwin
  private let stream = SOCK_STREAM
  private let quietly = Int32(0)
#endif

/// A port of this machine that is taken, and where nobody listens.
final class SilentPort: Sendable {
  let url: String
  private let descriptor: Int32

  init() throws {
    (descriptor, url) = try loopbackSocket()
  }

  deinit { close(descriptor) }
}

/// Returns a socket that is bound to a free port of this machine, and the URL of that.
private func loopbackSocket() throws -> (descriptor: Int32, url: String) {
  let descriptor = socket(AF_INET, stream, 0)
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
  var size = socklen_t(MemoryLayout<sockaddr_in>.size)
  let isBound = withUnsafeMutablePointer(to: &address) { pointer in
    pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
      bind(descriptor, address, size) == 0 && getsockname(descriptor, address, &size) == 0
    }
  }
  guard isBound else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
  return (descriptor, "http://127.0.0.1:\(UInt16(bigEndian: address.sin_port))/x")
}

/// A server that answers every connection with the same bytes, whatever it is asked.
final class EchoServer: Sendable {
  let url: String
  private let listener: Int32

  init(
    answer: String, status: Int, headers: [String] = [], isEndless: Bool = false
  ) throws {
    (listener, url) = try loopbackSocket()
    listen(listener, 16)
    let length = isEndless ? 1 << 30 : answer.utf8.count
    let lines = ["HTTP/1.1 \(status) X", "Content-Length: \(length)", "Connection: close"]
    let text = (lines + headers).joined(separator: "\r\n") + "\r\n\r\n" + answer
    Thread.detachNewThread { [listener] in
      Self.serve(listener, Array(text.utf8), isEndless: isEndless)
    }
  }

  deinit { close(listener) }

  private static func serve(_ listener: Int32, _ answer: [UInt8], isEndless: Bool) {
    while true {
      let connection = accept(listener, nil, nil)
      if connection < 0 { return }
      var buffer = [UInt8](repeating: 0, count: 65_536)
      _ = recv(connection, &buffer, buffer.count, 0)
      _ = send(connection, answer, answer.count, quietly)
      while isEndless && send(connection, " ", 1, quietly) == 1 {
        usleep(50_000)
      }
      close(connection)
    }
  }
}
