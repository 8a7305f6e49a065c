import Diagnostics
import Ledger
import Testing

@testable import Delivery

@Suite struct `A proxy` {
  private func proxy(
    _ environment: [String: String], for url: String = "https://api.example.com/x"
  ) throws -> ProxyAddress? {
    var problems: [Diagnostic] = []
    let target = try #require(EndpointURL(url, problems: &problems))
    return try ProxyChoice(environment: environment).proxy(for: target)
  }

  @Test func `is taken from the environment`() throws {
    let plain = ProxyAddress(host: "proxy", port: 3128)
    #expect(try proxy(["https_proxy": "http://proxy:3128"]) == plain)
    #expect(try proxy(["HTTPS_PROXY": "proxy:3128/"]) == plain)
    #expect(try proxy(["ALL_PROXY": "http://proxy:3128"]) == plain)
    #expect(try proxy(["http_proxy": "http://proxy:3128"]) == nil)
    #expect(try proxy(["https_proxy": ""]) == nil)
    let withUser = try proxy(["https_proxy": "http://u:p%40@proxy"])
    #expect(withUser == ProxyAddress(host: "proxy", port: 80, user: "u", password: Secret("p@")))
  }

  @Test(arguments: [
    ("*", true), ("example.com", true), (".example.com", true), ("api.example.com", true),
    ("other.com, api.example.com", true), ("ample.com", false), ("", false), ("other.com", false),
  ])
  func `is not used for what the environment excepts`(list: String, isExcepted: Bool) throws {
    let environment = ["https_proxy": "http://proxy", "no_proxy": list]
    #expect(try (proxy(environment) == nil) == isExcepted)
  }

  @Test func `is never used for this machine`() throws {
    let environment = ["http_proxy": "http://proxy", "https_proxy": "http://proxy"]
    #expect(try proxy(environment, for: "http://127.0.0.1:80/x") == nil)
    #expect(try proxy(environment, for: "https://localhost/x") == nil)
  }

  @Test func `that cannot be understood is named, not shown`() {
    #expect(throws: DeliveryMessages.proxy("https_proxy")) {
      try proxy(["https_proxy": "socks5://u:secret@proxy"])
    }
  }

  @Test func `or a certificate file that cannot be read stops the run before it sends`()
    async throws
  {
    let journey = try Journey()
    let ledger = try journey.open("https://api.example.com/x")
    defer { ledger.close() }
    var problems: [Diagnostic] = []
    let endpoint = HaptikEndpoint(
      url: "https://api.example.com/x", token: Secret("t"), clientID: Secret("C-987"),
      connection: .init(certificateAuthority: "/nowhere/ca.pem"), problems: &problems)
    var courier = try journey.courier("https://api.example.com/x", ledger)
    courier.endpoint = try #require(endpoint)
    await #expect(throws: DeliveryMessages.certificates("/nowhere/ca.pem")) {
      try await courier.deliver(DeliveryPlan(submissions(1)))
    }
  }
}
