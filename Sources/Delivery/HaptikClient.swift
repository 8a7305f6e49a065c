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
  func send(_ body: [UInt8]) async -> Exchange {
    let limit = endpoint.connection.requestTimeout
    return await withTaskGroup(of: Exchange?.self) { group in
      group.addTask { await exchange(body, within: limit) }
      group.addTask {
        try? await Task.sleep(for: limit + .seconds(1))
        return nil
      }
      let first = await group.next() ?? nil
      group.cancelAll()
      return first ?? .lost(status: nil)
    }
  }

  /// Closes the connections.
  func close() async {
    try? await client.shutdown()
  }

  private func exchange(_ body: [UInt8], within limit: Duration) async -> Exchange {
    let response: HTTPClientResponse
    do {
      response = try await client.execute(request(body), timeout: TimeAmount(limit))
    } catch {
      return TransportFailure.isBeforeWriting(error) ? .unsent : .lost(status: nil)
    }
    let status = Int(response.status.code)
    do {
      var received: [UInt8] = []
      var isWhole = true
      for try await chunk in response.body {
        isWhole = chunk.readableBytes <= Self.readLimit - received.count
        received += chunk.readableBytesView.prefix(Self.readLimit - received.count)
        if !isWhole { break }
      }
      let wait = RetryAfter.duration(response.headers["Retry-After"].first, now: now())
      return .answered(
        Exchange.Answer(status: status, retryAfter: wait, body: received, isWhole: isWhole))
    } catch {
      return .lost(status: status)
    }
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
