import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// A server behind a certificate that only its own file vouches for; it takes every feedback.
final class TLSServer: Sendable {
  let url: String
  let certificate: String
  private let channel: any Channel

  init(in folder: Folder) throws {
    certificate = folder.path("ca.pem")
    let key = folder.path("key.pem")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
      + ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
      + ["-keyout", key, "-out", certificate]
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    let chain = try NIOSSLCertificate.fromPEMFile(certificate)
    let context = try NIOSSLContext(
      configuration: .makeServerConfiguration(
        certificateChain: chain.map { .certificate($0) },
        privateKey: .privateKey(try NIOSSLPrivateKey(file: key, format: .pem))))
    channel = try ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          let pipeline = channel.pipeline.syncOperations
          try pipeline.addHandler(NIOSSLServerHandler(context: context))
          try pipeline.configureHTTPServerPipeline()
          try pipeline.addHandler(Taker())
        }
      }
      .bind(host: "127.0.0.1", port: 0).wait()
    url = "https://localhost:\(channel.localAddress?.port ?? 0)/x"
  }

  deinit { channel.close(promise: nil) }

  static let canMakeCertificates: Bool = {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["openssl", "version"]
    process.standardOutput = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()

  private final class Taker: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      guard case .end = unwrapInboundIn(data) else { return }
      let body = ByteBuffer(string: #"{"success": true}"#)
      let headers = HTTPHeaders([("Content-Length", String(body.readableBytes))])
      let head = HTTPResponseHead(version: .http1_1, status: .created, headers: headers)
      context.write(wrapOutboundOut(.head(head)), promise: nil)
      context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
      context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }
  }
}
