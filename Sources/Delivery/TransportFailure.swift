internal import AsyncHTTPClient
internal import Ledger
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
  /// What kept a request from leaving; nil where a byte of it may have left.
  static func obstacle(_ error: any Error) -> LedgerNote? {
    switch error {
    case let error as NIOConnectionError:
      error.connectionErrors.isEmpty ? .unknownHost : .unreachable
    case is NIOSSLExtraError, NIOSSLError.handshakeFailed:
      .noTLS
    case let error as HTTPClientError:
      obstacle(of: error)
    case let error as IOError where unmade.contains(error.errnoCode):
      .unreachable
    case ChannelError.connectTimeout:
      .unreachable
    default:
      nil
    }
  }

  private static let unmade = [ECONNREFUSED, ENETUNREACH, EADDRNOTAVAIL, EMFILE, ENFILE]

  private static func obstacle(of error: HTTPClientError) -> LedgerNote? {
    switch error {
    case .connectTimeout, .getConnectionFromPoolTimeout: .unreachable
    case .tlsHandshakeTimeout: .noTLS
    case .httpProxyHandshakeTimeout, .invalidProxyResponse, .proxyAuthenticationRequired: .noProxy
    default: nil
    }
  }
}
