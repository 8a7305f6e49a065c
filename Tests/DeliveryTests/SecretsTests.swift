import Conversations
import Delivery
import Diagnostics
import Foundation
import Ledger
import Testing

@Suite struct `Credentials` {
  /// Looks into every file that a delivery leaves, and into all that it says.
  @Test(arguments: ["T-0123456789", "T-wrong-98765"])
  func `are nowhere after a delivery`(token: String) async throws {
    var journey = try Journey()
    journey.pacing.tries = 2
    let sandbox = try Sandbox(in: journey.folder, ["--fault", "500=0.2", "--fault", "drop=0.2"])
    let ledger = try journey.open(sandbox.url)
    let courier = try journey.courier(sandbox.url, ledger, token: token)
    let tally = try await courier.deliver(DeliveryPlan(submissions(20)))
    var said = "\(tally)\n\(courier.endpoint)\n"
    dump(courier.endpoint, to: &said)
    dump(ledger, to: &said)
    dump(tally, to: &said)
    try look(for: ["T-0123456789", "T-wrong", "C-987"], in: said, "what was said")
    for name in try FileManager.default.contentsOfDirectory(atPath: journey.folder.url.path) {
      let bytes = try Data(contentsOf: journey.folder.url.appending(path: name))
      try look(for: ["T-0123456789", "T-wrong", "C-987"], in: bytes, name)
    }
    ledger.close()
  }

  @Test func `are taken out of an answer that shows them`() async throws {
    let journey = try Journey()
    let echo = try EchoServer(
      answer: #"{"error_message": "bad Bearer T-0123456789 for C-987"}"#, status: 400)
    let tally = try await journey.deliver(submissions(2), to: echo.url)
    #expect(tally.rejected == 2)
    let view = try LedgerView(path: journey.ledgerPath)
    let attempts = try view.attempts(of: try #require(try view.entries().first))
    let answer = String(decoding: attempts.first?.answer ?? [], as: UTF8.self)
    #expect(answer == #"{"error_message": "bad Bearer [secret] for [secret]"}"#)
  }

  private func look(for needles: [String], in text: String, _ place: String) throws {
    try look(for: needles, in: Data(text.utf8), place)
  }

  private func look(for needles: [String], in bytes: Data, _ place: String) throws {
    for needle in needles {
      #expect(bytes.range(of: Data(needle.utf8)) == nil, "\(needle) in \(place)")
    }
  }
}

@Suite struct `The client` {
  @Test(arguments: [301, 302, 303, 307, 308])
  func `never follows a redirect`(status: Int) async throws {
    var journey = try Journey()
    journey.pacing.tries = 1
    let sandbox = try Sandbox(in: journey.folder)
    let echo = try EchoServer(answer: "", status: status, headers: ["Location: \(sandbox.url)"])
    let tally = try await journey.deliver([submission(1)], to: echo.url)
    #expect(tally.inDoubt == 1)
    #expect(sandbox.recorded.isEmpty)
  }

  @Test func `gives up on an answer that never ends`() async throws {
    var journey = try Journey()
    journey.pacing.tries = 1
    journey.requestTimeout = .milliseconds(500)
    let echo = try EchoServer(answer: "", status: 201, headers: [], isEndless: true)
    var tally = try await journey.deliver([submission(1)], to: echo.url)
    for _ in 0..<10 where tally.pending == 1 {
      journey.requestTimeout *= 2
      tally = try await journey.send(to: echo.url)
    }
    #expect(tally.inDoubt == 1)
  }

  @Test func `knows that nothing was written where the name is unknown`() async throws {
    var journey = try Journey()
    journey.pacing.tries = 1
    let tally = try await journey.deliver([submission(1)], to: "https://nowhere.invalid/x")
    #expect(tally.pending == 1 && tally.inDoubt == 0 && tally.stop == .unreachable)
    #expect(tally.obstacle == .unknownHost)
  }

  @Test func `knows that nothing was written where TLS fails`() async throws {
    var journey = try Journey()
    journey.pacing.tries = 1
    let echo = try EchoServer(answer: "", status: 201)
    let url = echo.url.replacing("http://", with: "https://")
    let tally = try await journey.deliver([submission(1)], to: url)
    #expect(tally.pending == 1 && tally.inDoubt == 0)
  }
}
