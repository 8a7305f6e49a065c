import Delivery
import Diagnostics
import Ledger
import Testing

@Suite(.enabled(if: TLSServer.canMakeCertificates, "there is no openssl to make certificates"))
struct `Over TLS` {
  private func tally(trusting certificate: String?, _ server: TLSServer) async throws
    -> DeliveryTally
  {
    var journey = try Journey()
    journey.pacing.tries = 1
    let ledger = try journey.open(server.url)
    defer { ledger.close() }
    var problems: [Diagnostic] = []
    let endpoint = HaptikEndpoint(
      url: server.url, token: Secret("t"), clientID: Secret("C-987"),
      connection: .init(certificateAuthority: certificate), problems: &problems)
    var courier = try journey.courier(server.url, ledger)
    courier.endpoint = try #require(endpoint)
    return try await courier.deliver(DeliveryPlan(submissions(2)))
  }

  @Test func `a server is trusted by the certificates of one's own`() async throws {
    let folder = try Folder()
    let server = try TLSServer(in: folder)
    #expect(try await tally(trusting: server.certificate, server).delivered == 2)
  }

  @Test func `an unknown server is sent nothing`() async throws {
    let folder = try Folder()
    let server = try TLSServer(in: folder)
    let tally = try await tally(trusting: nil, server)
    #expect(tally.pending == 2 && tally.inDoubt == 0 && tally.stop == .unreachable)
    #expect(tally.obstacle == .noTLS)
  }
}
