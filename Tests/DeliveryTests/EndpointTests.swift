import Diagnostics
import Ledger
import Testing

@testable import Delivery

@Suite struct `An endpoint` {
  private func codes(
    _ url: String, token: String = "t", client: String = "c"
  ) -> [String] {
    var problems: [Diagnostic] = []
    let endpoint = HaptikEndpoint(
      url: url, token: Secret(token), clientID: Secret(client), problems: &problems)
    #expect((endpoint == nil) == !problems.isEmpty)
    return problems.map(\.code)
  }

  @Test(arguments: [
    "https://api.example.com/v1.0/log_feedback_from_user/", "http://127.0.0.1:8080/x",
    "http://localhost/x", "http://[::1]:80/x", "HTTPS://API.example.com/x",
  ])
  func `is taken over https, or on this machine`(url: String) {
    #expect(codes(url) == [])
  }

  @Test(arguments: [
    "http://api.example.com/x", "http://127.0.0.1.example.com/x", "http://localhost.example.com/",
    "http://128.0.0.1/", "http://127.1.2.999/", "http://0.0.0.0/",
  ])
  func `is refused over plain http to another machine`(url: String) {
    #expect(codes(url) == ["endpoint-plain-http"])
  }

  @Test(arguments: [
    "", "/v1.0/x", "api.example.com/x", "ftp://example.com/", "https://", "https:///x",
    "https://exa mple.com/", "https://example.com/\n",
  ])
  func `is refused where the URL is not whole`(url: String) {
    #expect(codes(url) == ["endpoint-url"])
  }

  @Test func `is refused with a user, a password or a fragment`() {
    #expect(codes("https://u:p@example.com/") == ["endpoint-url-extras"])
    #expect(codes("https://example.com/#x") == ["endpoint-url-extras"])
  }

  @Test func `tells all that is wrong with the credentials`() {
    #expect(
      codes("https://example.com/", token: "", client: "a\r\nX: y")
        == ["credential-empty", "credential-unsendable"])
  }

  @Test func `has one form for the ledger's key`() throws {
    var problems: [Diagnostic] = []
    let endpoint = HaptikEndpoint(
      url: "HTTPS://API.Example.com/V1", token: Secret("t"), clientID: Secret("c"),
      problems: &problems)
    #expect(endpoint?.url == "https://api.example.com/V1")
  }
}

@Suite struct `A do-not-send list` {
  @Test(arguments: [
    ("u-1", true), ("u-2", false), ("vip-7", true), ("vip-", true), ("xvip-7", false),
    ("a1z", true), ("a12z", false), ("aaab", true), ("aaabc", false),
  ])
  func `knows ids and patterns`(id: String, isListed: Bool) {
    let list = DoNotSendList(["u-1", "vip-*", "a?z", "*a*a*b"])
    #expect(list.contains(id) == isListed)
  }
}

@Suite struct `A scrubber` {
  private let scrubber = Scrubber(token: Secret("tok/en123"), clientID: Secret("client9"))

  private func scrubbed(_ text: String) -> String {
    String(decoding: scrubber.scrubbed(Array(text.utf8)), as: UTF8.self)
  }

  @Test func `takes credentials out, as they are and escaped`() {
    #expect(scrubbed("a tok/en123 b client9") == "a [secret] b [secret]")
    #expect(scrubbed(#"{"h": "Bearer tok\/en123"}"#) == #"{"h": "Bearer [secret]"}"#)
    #expect(scrubbed("tok/en12") == "tok/en12")
  }

  @Test func `keeps a bounded part and never half a credential`() {
    for lead in (Scrubber.kept - 12)...(Scrubber.kept + 2) {
      let kept = scrubbed(String(repeating: "x", count: lead) + "tok/en123")
      #expect(!kept.contains("tok"))
      #expect(kept.utf8.count < Scrubber.kept + Secret.mask.utf8.count)
    }
  }
}
