internal import AsyncHTTPClient
internal import Conversations
internal import Diagnostics
internal import Ledger
internal import NIOCore
internal import NIOHTTP1
internal import NIOSSL

/// Makes the log-feedback call over connections that it keeps.
///
/// Follows no redirect, decompresses nothing, and never tries a request again by itself.
struct HaptikClient: Sendable {
  /// How many bytes of an answer are read; what comes after them is not waited for.
  static let readLimit = 64 * 1024

  private let endpoint: HaptikEndpoint
  private let client: HTTPClient
  private let now: @Sendable () -> Timestamp

  init(
    _ endpoint: HaptikEndpoint, concurrency: Int, now: @escaping @Sendable () -> Timestamp
  ) throws(Diagnostic) {
    self.endpoint = endpoint
    self.now = now
    var configuration = HTTPClient.Configuration(
      redirectConfiguration: .disallow,
      timeout: .init(
        connect: TimeAmount(endpoint.connection.connectTimeout),
        read: TimeAmount(endpoint.connection.requestTimeout)),
      proxy: try Self.proxy(endpoint),
      decompression: .disabled)
    configuration.connectionPool.retryConnectionEstablishment = false
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = max(1, concurrency)
    configuration.httpVersion = .automatic
    configuration.tlsConfiguration = try Self.tls(endpoint.connection)
    client = HTTPClient(
      eventLoopGroupProvider: .shared(HTTPClient.defaultEventLoopGroup),
      configuration: configuration)
  }

  private static func proxy(
    _ endpoint: HaptikEndpoint
  ) throws(Diagnostic) -> HTTPClient.Configuration.Proxy? {
    let choice = ProxyChoice(environment: endpoint.connection.environment)
    guard let proxy = try choice.proxy(for: endpoint.target) else { return nil }
    let authorization = proxy.user.map { user in
      HTTPClient.Authorization.basic(
        username: user, password: proxy.password?.reveal { $0 } ?? "")
    }
    return .server(host: proxy.host, port: proxy.port, authorization: authorization)
  }

  private static func tls(
    _ connection: HaptikEndpoint.Connection
  ) throws(Diagnostic) -> TLSConfiguration {
    var tls = TLSConfiguration.makeClientConfiguration()
    guard let path = connection.certificateAuthority else { return tls }
    do {
      tls.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(path))
    } catch {
      throw DeliveryMessages.certificates(path)
    }
    return tls
  }

  /// Sends a body and returns what came of it; throws nothing, for every ending means something.
  ///
  /// Takes no longer than twice the request's time-out, also where an answer drips in for ever.
  func send(_ body: [UInt8]) async -> Exchange {
    let limit = endpoint.connection.requestTimeout
    let deadline = ContinuousClock.now + limit
    let response: HTTPClientResponse
    do {
      response = try await client.execute(request(body), timeout: TimeAmount(limit))
    } catch {
      return TransportFailure.obstacle(error).map(Exchange.unsent) ?? .lost(status: nil)
    }
    let status = Int(response.status.code)
    do {
      guard let (received, isWhole) = try await read(response.body, until: deadline) else {
        return .lost(status: status)
      }
      let wait = RetryAfter.duration(response.headers["Retry-After"].first, now: now())
      return .answered(
        Exchange.Answer(status: status, retryAfter: wait, body: received, isWhole: isWhole))
    } catch {
      return .lost(status: status)
    }
  }

  /// Reads up to the limit; nil where that takes too long.
  private func read(
    _ body: HTTPClientResponse.Body, until deadline: ContinuousClock.Instant
  ) async throws -> (bytes: [UInt8], isWhole: Bool)? {
    var received: [UInt8] = []
    for try await chunk in body {
      if ContinuousClock.now > deadline { return nil }
      let room = Self.readLimit - received.count
      received += chunk.readableBytesView.prefix(room)
      if chunk.readableBytes > room { return (received, false) }
    }
    return (received, true)
  }

  /// Closes the connections.
  func close() async {
    try? await client.shutdown()
  }

  private func request(_ body: [UInt8]) -> HTTPClientRequest {
    var request = HTTPClientRequest(url: endpoint.url)
    request.method = .POST
    endpoint.token.reveal {
      request.headers.add(name: "Authorization", value: "Bearer \($0)")
    }
    endpoint.clientID.reveal { request.headers.add(name: "client-id", value: $0) }
    request.headers.add(name: "Content-Type", value: "application/json")
    request.headers.add(name: "Accept", value: "application/json")
    request.headers.add(name: "User-Agent", value: "exitpoll")
    request.body = .bytes(ByteBuffer(bytes: body))
    return request
  }
}

extension TimeAmount {
  /// Makes an amount of time of a duration, cut to microseconds.
  init(_ duration: Duration) {
    let (seconds, attoseconds) = duration.components
    self = .microseconds(seconds * 1_000_000 + attoseconds / 1_000_000_000_000)
  }
}
