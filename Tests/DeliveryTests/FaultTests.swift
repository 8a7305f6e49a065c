import Conversations
import Delivery
import Diagnostics
import Foundation
import Ledger
import Testing

/// Whatever goes wrong between the sender and the server: in the end each submission is recorded
/// once, and the ledger says so.
@Suite struct `Under faults` {
  static let faults = [
    "delay", "drop", "drop-after", "cut", "slow", "429", "429-retry-after", "500", "500-after",
    "502", "502-after", "503", "503-after", "503-retry-after", "504", "504-after", "html",
    "html-after", "huge", "success-false", "success-false-after",
  ]

  @Test(arguments: faults)
  func `nothing is lost and nothing is recorded twice`(fault: String) async throws {
    try await rehearse(["--fault", "\(fault)=0.4", "--seed", "7"], count: 30)
  }

  /// `EXITPOLL_SEEDS` asks for more.
  static let seeds =
    1...(ProcessInfo.processInfo.environment["EXITPOLL_SEEDS"].flatMap(Int.init) ?? 6)

  @Test(arguments: seeds)
  func `a mixture of them loses and doubles nothing`(seed: Int) async throws {
    let mixture = [
      "drop=0.1", "drop-after=0.1", "cut=0.1", "500-after=0.1", "503-retry-after=0.1", "html=0.1",
    ]
    let flags = mixture.flatMap { ["--fault", $0] } + ["--seed", String(seed)]
    try await rehearse(flags, count: 40)
  }

  /// Delivers, sends the rest until all is settled, and compares both sides.
  private func rehearse(_ flags: [String], count: Int) async throws {
    var journey = try Journey()
    journey.pacing.longestBackoff = .seconds(2)
    let sandbox = try Sandbox(in: journey.folder, flags + ["--fault-delay", "100ms"])
    var tally = try await journey.deliver(submissions(count), to: sandbox.url)
    #expect(tally.isConserved)
    for _ in 0..<30 where tally.pending + tally.inDoubt > 0 {
      tally = try await journey.send(to: sandbox.url)
      #expect(tally.isConserved)
    }
    let users = sandbox.recordedUsers
    #expect(users.count == count, "recorded twice or lost: \(flags)")
    #expect(Set(users).count == count)
    let open = try journey.entries().filter { $0.state != .delivered }
    #expect(open.map(\.state) == [], "\(flags), \(open.map(\.note))")
    let view = try LedgerView(path: journey.ledgerPath)
    #expect(try view.verify().findings == [])
  }

  /// The first request that arrives is recorded and answered far too late, the others at once; the
  /// time-out grows until, on the slowest machine, one of these is answered within it.
  @Test func `a slow server costs a time-out, and the duplicate proves the arrival`() async throws {
    var journey = try Journey()
    journey.pacing.tries = 1
    journey.requestTimeout = .milliseconds(250)
    let sandbox = try Sandbox(
      in: journey.folder, ["--fault", "delay=0.5", "--fault-delay", "24h", "--seed", "316"])
    var tally = try await journey.deliver([submission(1)], to: sandbox.url)
    for _ in 0..<10 where tally.delivered == 0 {
      journey.requestTimeout *= 2
      tally = try await journey.send(to: sandbox.url)
    }
    #expect(tally.delivered == 1)
    #expect(sandbox.recorded.count == 1)
    #expect(try journey.entries().map(\.note) == [.confirmedByDuplicate])
  }

  @Test func `a server that only fails stops the run`() async throws {
    let journey = try Journey()
    let sandbox = try Sandbox(in: journey.folder, ["--fault", "503-retry-after=1"])
    let tally = try await journey.deliver(submissions(60), to: sandbox.url)
    #expect(tally.stop == .unreachable)
    #expect(tally.pending == 60 && tally.requests < 60)
    #expect(sandbox.recorded.isEmpty)
  }
}

@Suite struct `What is in doubt` {
  /// Sends one submission that is recorded, and of which the sender hears nothing.
  private func lost() async throws -> (Journey, Sandbox) {
    var journey = try Journey()
    journey.pacing.tries = 1
    let sandbox = try Sandbox(in: journey.folder, ["--fault", "drop-after=1"])
    let tally = try await journey.deliver([submission(1)], to: sandbox.url)
    #expect(tally.inDoubt == 1)
    #expect(sandbox.recorded.count == 1)
    return (journey, sandbox)
  }

  @Test func `is never sent again after the hour, and waits for a person`() async throws {
    let (journey, sandbox) = try await lost()
    journey.time.jump(.seconds(2 * 3600))
    let later = try await journey.send(to: sandbox.url)
    #expect(later.inDoubt == 1 && later.requests == 0)
    let desk = try LedgerDesk(path: journey.ledgerPath, now: journey.time.clock.wall)
    try desk.resolve(submission(1).id, as: .delivered)
    desk.close()
    let last = try await journey.deliver([submission(1)], to: sandbox.url)
    #expect(last.already == 1 && last.requests == 0)
    #expect(sandbox.recorded.count == 1)
  }

  @Test func `is not sent again when the clock was set back`() async throws {
    let (journey, sandbox) = try await lost()
    journey.time.jump(.seconds(-600))
    let later = try await journey.send(to: sandbox.url)
    #expect(later.inDoubt == 1 && later.requests == 0)
  }

  @Test func `keeps the user's other submissions back for the hour`() async throws {
    let (journey, sandbox) = try await lost()
    let tally = try await journey.deliver([submission(2, user: "u-1")], to: sandbox.url)
    #expect(tally.held == 1 && tally.requests == 0)
  }
}
