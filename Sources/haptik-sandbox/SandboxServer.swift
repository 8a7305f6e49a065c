internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import NIOCore

/// Serves the log-feedback call on this machine's loopback address.
struct SandboxServer {
  static let path = "/v1.0/log_feedback_from_user/"
  private static let bodyLimit = 1 << 20

  let desk: FeedbackDesk
  let port: Int

  /// Serves until the process is asked to end; its first line of output says where.
  func run() async throws {
    let router = Router(context: ChannelContext.self)
    router.post(RouterPath(Self.path)) { [desk] request, context in
      try await Self.respond(to: request, context, desk)
    }
    var logger = Logger(label: "haptik-sandbox")
    logger.logLevel = .error
    let application = Application(
      router: router,
      configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port)),
      onServerRunning: { channel in
        let port = channel.localAddress?.port ?? 0
        print("listening on http://127.0.0.1:\(port)\(Self.path)")
        fflush(nil)
      },
      logger: logger)
    try await application.runService()
  }

  private static func respond(
    to request: Request, _ context: ChannelContext, _ desk: FeedbackDesk
  ) async throws -> Response {
    let body = try await request.body.collect(upTo: bodyLimit)
    let reply = try await desk.reply(
      to: FeedbackRules.Request(
        authorization: request.headers[.authorization], clientID: request.headers[.clientID],
        body: Array(body.readableBytesView)))
    return try await FaultyResponse(reply, context.channel).response()
  }
}

/// A request's context that knows its connection, so that a fault can close it.
struct ChannelContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  let channel: any Channel

  init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    channel = source.channel
  }
}

extension HTTPField.Name {
  /// The header of Haptik's client id.
  static let clientID = HTTPField.Name("client-id") ?? .cookie
  /// When to come again.
  static let retryAfter = HTTPField.Name("Retry-After") ?? .cookie
}
