internal import AsyncHTTPClient
internal import NIOCore
internal import NIOPosix
internal import NIOSSL

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Tells failures that surely came before the request was written from all others.
enum TransportFailure {
  /// Whether not a byte of the request can have left; in doubt, no.
  static func isBeforeWriting(_ error: any Error) -> Bool {
    switch error {
    case is NIOConnectionError, is NIOSSLExtraError:
      true
    case let error as HTTPClientError:
      connecting.contains(error)
    case NIOSSLError.handshakeFailed:
      true
    case let error as IOError:
      [ECONNREFUSED, ENETUNREACH, EADDRNOTAVAIL, EMFILE, ENFILE].contains(error.errnoCode)
    case let error as ChannelError:
      if case .connectTimeout = error { true } else { false }
    default:
      false
    }
  }

  private static let connecting: [HTTPClientError] = [
    .connectTimeout, .tlsHandshakeTimeout, .httpProxyHandshakeTimeout, .invalidProxyResponse,
    .proxyAuthenticationRequired, .getConnectionFromPoolTimeout,
  ]
}
