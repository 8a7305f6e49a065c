internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// Puts a reply on the wire, well or, where a fault was drawn, badly.
struct FaultyResponse {
  private let reply: FeedbackDesk.Reply
  private let channel: any Channel

  init(_ reply: FeedbackDesk.Reply, _ channel: any Channel) {
    self.reply = reply
    self.channel = channel
  }

  func response() async throws -> Response {
    let page = "<html><body><h1>Bad gateway</h1></body></html>"
    switch reply.fault?.kind {
    case nil: return plain()
    case .delay:
      try await Task.sleep(for: reply.delay)
      return plain()
    case .drop:
      try await channel.close()
      return plain()
    case .cut: return cut()
    case .slow: return slow()
    case .tooMany: return text(429, #"{"error_message": "too many requests"}"#)
    case .tooManyRetryAfter:
      return text(429, #"{"error_message": "too many requests"}"#, [.retryAfter: "1"])
    case .internalError: return text(500, #"{"error_message": "internal server error"}"#)
    case .badGateway: return html(502, page)
    case .unavailable: return html(503, page)
    case .unavailableRetryAfter:
      return text(503, #"{"error_message": "unavailable"}"#, [.retryAfter: "1"])
    case .gatewayTimeout: return html(504, page)
    case .html: return html(200, page)
    case .huge: return huge()
    case .successFalse: return text(201, #"{"success": false}"#)
    }
  }

  private func plain() -> Response { text(reply.answer.status, reply.answer.body) }

  private func html(_ status: Int, _ body: String) -> Response {
    text(status, body, [.contentType: "text/html"])
  }

  private func text(_ status: Int, _ body: String, _ headers: HTTPFields = [:]) -> Response {
    var headers = headers
    if headers[.contentType] == nil { headers[.contentType] = "application/json" }
    return Response(
      status: .init(code: status), headers: headers,
      body: ResponseBody(byteBuffer: ByteBuffer(string: body)))
  }

  /// Promises the whole answer, sends half of it and closes.
  private func cut() -> Response {
    let body = reply.answer.body
    let half = ByteBuffer(string: String(body.prefix(body.count / 2)))
    return streamed(length: body.utf8.count) { [channel] writer in
      try await writer.write(half)
      try await channel.close()
      try await writer.finish(nil)
    }
  }

  private func slow() -> Response {
    let body = Array(reply.answer.body.utf8)
    let pause = reply.delay / max(1, body.count / 4)
    return streamed(length: body.count) { writer in
      for start in stride(from: 0, to: body.count, by: 4) {
        try await writer.write(ByteBuffer(bytes: body[start..<min(start + 4, body.count)]))
        try await Task.sleep(for: pause)
      }
      try await writer.finish(nil)
    }
  }

  /// The answer's own object with 16 MiB of blanks before its end.
  private func huge() -> Response {
    let body = reply.answer.body
    let blanks = ByteBuffer(repeating: 0x20, count: 1 << 16)
    return streamed(length: body.utf8.count + (256 << 16)) { writer in
      for _ in 0..<256 { try await writer.write(blanks) }
      try await writer.write(ByteBuffer(string: body))
      try await writer.finish(nil)
    }
  }

  private func streamed(
    length: Int, _ write: @escaping @Sendable (inout any ResponseBodyWriter) async throws -> Void
  ) -> Response {
    Response(
      status: .init(code: reply.answer.status), headers: [.contentType: "application/json"],
      body: ResponseBody(contentLength: length, write))
  }
}
