import Conversations
import Delivery
import Diagnostics
import Ledger
import Testing

@Suite struct `A courier` {
  @Test func `delivers each submission once, and nothing on a second run`() async throws {
    let journey = try Journey()
    let sandbox = try Sandbox(in: journey.folder)
    let plan = submissions(40)
    let first = try await journey.deliver(plan, to: sandbox.url)
    #expect(first.statement.contains("submit 40 = 40 delivered"))
    #expect(first.isConserved && first.stop == nil)
    #expect(Set(sandbox.recordedUsers) == Set(plan.map(\.body.authID)))
    let second = try await journey.deliver(plan, to: sandbox.url)
    #expect(second.already == 40)
    #expect(second.requests == 0)
    #expect(sandbox.recorded.count == 40)
  }

  @Test func `sends the body of the plan, byte for byte`() async throws {
    let journey = try Journey()
    let sandbox = try Sandbox(in: journey.folder)
    let one = submission(1)
    try await journey.deliver([one], to: sandbox.url)
    #expect(sandbox.recorded == [String(decoding: one.body.json, as: UTF8.self)])
  }

  @Test func `reports a corrected rating and does not send it`() async throws {
    let journey = try Journey()
    let sandbox = try Sandbox(in: journey.folder)
    try await journey.deliver([submission(1, rating: 4)], to: sandbox.url)
    let again = try await journey.deliver([submission(1, rating: 2)], to: sandbox.url)
    #expect(again.already == 1 && again.corrected == 1 && again.requests == 0)
    #expect(sandbox.recorded.count == 1)
    #expect(try journey.entries(LedgerFilter(hasCorrection: true)).count == 1)
  }

  @Test func `stops at once when the credentials are refused`() async throws {
    var journey = try Journey()
    journey.pacing.concurrency = 1
    let sandbox = try Sandbox(in: journey.folder)
    let tally = try await journey.deliver(submissions(30), to: sandbox.url, token: "wrong")
    #expect(tally.stop == .credentialsRefused)
    #expect(tally.pending == 30 && tally.requests == 1)
    let after = try await journey.send(to: sandbox.url)
    #expect(after.delivered == 30 && after.stop == nil)
  }

  @Test func `stops after 20 refusals in a row with nothing delivered`() async throws {
    var journey = try Journey()
    journey.pacing.concurrency = 8
    let plan = submissions(50)
    let flags = plan.flatMap { ["--inactive", $0.body.authID] }
    let sandbox = try Sandbox(in: journey.folder, flags)
    let tally = try await journey.deliver(plan, to: sandbox.url)
    #expect(tally.stop == .breaker)
    #expect(tally.rejected == 20 && tally.pending == 30)
  }

  @Test func `does not let one poisoned submission stop the others`() async throws {
    let journey = try Journey()
    let plan = submissions(30)
    let sandbox = try Sandbox(
      in: journey.folder, ["--unregistered", "u-3", "--inactive", "u-7"])
    let tally = try await journey.deliver(plan, to: sandbox.url)
    #expect(tally.delivered == 28 && tally.rejected == 2 && tally.stop == nil)
    let again = try await journey.deliver(plan, to: sandbox.url)
    #expect(again.rejected == 2 && again.already == 28 && again.requests == 0)
  }

  @Test func `says that nobody answers, and leaves everything pending`() async throws {
    let journey = try Journey()
    let port = try SilentPort()
    let tally = try await journey.deliver(submissions(3), to: port.url)
    #expect(tally.stop == .unreachable)
    #expect(tally.pending == 3 && tally.inDoubt == 0)
    let entries = try journey.entries()
    #expect(entries.allSatisfy { $0.note == .unreachable && $0.attempts == 5 })
  }

  @Test func `spaces two submissions of a user by an hour, across runs`() async throws {
    let journey = try Journey()
    let sandbox = try Sandbox(in: journey.folder, ["--hour", "0s"])
    let plan = [submission(1, user: "u"), submission(2, user: "u"), submission(3)]
    let first = try await journey.deliver(plan, to: sandbox.url)
    #expect(first.delivered == 2 && first.held == 1)
    journey.time.advance(.seconds(1800))
    let soon = try await journey.send(to: sandbox.url)
    #expect(soon.held == 1 && soon.requests == 0)
    journey.time.advance(.seconds(1801))
    let late = try await journey.send(to: sandbox.url)
    #expect(late.delivered == 1 && late.held == 0)
    #expect(sandbox.recordedUsers.filter { $0 == "u" }.count == 2)
  }

  @Test func `does not keep a user waiting for a submission that was refused`() async throws {
    let journey = try Journey()
    let sandbox = try Sandbox(in: journey.folder, ["--close-after", "0s"])
    let plan = (1...3).map { submission($0, user: "u") }
    let tally = try await journey.deliver(plan, to: sandbox.url)
    #expect(tally.rejected == 3 && tally.held == 0 && tally.requests == 3)
  }

  @Test func `holds what another channel rated within the hour, and sends it once`() async throws {
    let journey = try Journey()
    let other = try Journey()
    let sandbox = try Sandbox(in: journey.folder)
    try await other.deliver([submission(9, user: "u-1")], to: sandbox.url)
    let first = try await journey.deliver([submission(1)], to: sandbox.url)
    #expect(first.held == 1)
    #expect(try journey.entries().first?.note == .duplicate)
    sandbox.stop()
    let nextHour = try Sandbox(in: journey.folder, port: sandbox.port)
    let soon = try await journey.send(to: nextHour.url)
    #expect(soon.held == 1 && soon.requests == 0)
    journey.time.advance(.seconds(3601))
    let later = try await journey.send(to: nextHour.url)
    #expect(later.delivered == 1)
    #expect(sandbox.recordedUsers == ["u-1", "u-1"])
  }

  @Test func `lets submissions expire, and holds back the do-not-send list`() async throws {
    var journey = try Journey()
    journey.pacing.maxAge = .seconds(86_400)
    journey.doNotSend = DoNotSendList(["u-2", "vip-*"])
    let sandbox = try Sandbox(in: journey.folder)
    let old = submission(1, lastMessageAt: TestTime.start + .seconds(-86_401))
    let young = submission(4, lastMessageAt: TestTime.start + .seconds(-86_399))
    let plan = [old, submission(2), submission(3, user: "vip-7"), young]
    let tally = try await journey.deliver(plan, to: sandbox.url)
    #expect(tally.expired == 1 && tally.withheld == 2 && tally.delivered == 1)
    #expect(sandbox.recordedUsers == ["u-4"])
  }

  @Test func `asks the do-not-send list again for what was planned before`() async throws {
    var journey = try Journey()
    journey.pacing.maxSends = 0
    let sandbox = try Sandbox(in: journey.folder)
    try await journey.deliver(submissions(3), to: sandbox.url)
    journey.pacing.maxSends = nil
    journey.doNotSend = DoNotSendList(["u-1"])
    let tally = try await journey.send(to: sandbox.url)
    #expect(tally.delivered == 2 && tally.withheld == 1)
    journey.doNotSend = DoNotSendList()
    let still = try await journey.deliver(submissions(3), to: sandbox.url)
    #expect(still.withheld == 1 && still.already == 2)
    let desk = try LedgerDesk(path: journey.ledgerPath, now: journey.time.clock.wall)
    try desk.retry(submission(1).id)
    desk.close()
    #expect(try await journey.send(to: sandbox.url).delivered == 1)
  }

  @Test func `counts the whole plan, also where it was asked to stop before it began`() async throws
  {
    let journey = try Journey()
    let sandbox = try Sandbox(in: journey.folder)
    journey.stop.request()
    let tally = try await journey.deliver(submissions(2000), to: sandbox.url)
    #expect(tally.submitted == 2000 && tally.pending == 2000 && tally.stop == .interrupted)
    #expect(sandbox.recorded.isEmpty)
  }

  @Test func `leaves nothing of a plan that breaks off`() async throws {
    let journey = try Journey()
    let sandbox = try Sandbox(in: journey.folder)
    let ledger = try journey.open(sandbox.url)
    let courier = try journey.courier(sandbox.url, ledger)
    let bad = Diagnostic(code: "plan-broken", "the plan breaks off")
    await #expect(throws: bad) {
      var number = 0
      let plan = DeliveryPlan { () throws(Diagnostic) in
        number += 1
        if number > 1000 { throw bad }
        return submission(number)
      }
      _ = try await courier.deliver(plan)
    }
    ledger.close()
    #expect(try await journey.send(to: sandbox.url).submitted == 0)
    #expect(sandbox.recorded.isEmpty)
  }

  @Test func `sends no more than a canary may, and the rest later`() async throws {
    var journey = try Journey()
    journey.pacing.maxSends = 3
    let sandbox = try Sandbox(in: journey.folder)
    let first = try await journey.deliver(submissions(10), to: sandbox.url)
    #expect(first.delivered == 3 && first.pending == 7)
    let second = try await journey.send(to: sandbox.url)
    #expect(second.delivered == 3 && second.pending == 4)
    journey.pacing.maxSends = nil
    let rest = try await journey.send(to: sandbox.url)
    #expect(rest.delivered == 4)
    #expect(sandbox.recorded.count == 10)
  }

  @Test func `keeps to the rate`() async throws {
    var journey = try Journey()
    journey.pacing.rate = 5
    let sandbox = try Sandbox(in: journey.folder)
    let before = journey.time.clock.elapsed()
    try await journey.deliver(submissions(11), to: sandbox.url)
    #expect(journey.time.clock.elapsed() - before >= .seconds(2))
  }

  @Test func `sends nothing once it was asked to stop`() async throws {
    var journey = try Journey()
    journey.pacing.grace = .seconds(300)
    let sandbox = try Sandbox(in: journey.folder)
    let ledger = try journey.open(sandbox.url)
    let courier = try journey.courier(sandbox.url, ledger)
    let stop = journey.stop
    var stopping = courier
    stopping.clock = .system
    stopping.progress = { if $0.requests == 5 { stop.request() } }
    let tally = try await stopping.deliver(DeliveryPlan(submissions(50)))
    ledger.close()
    #expect(tally.stop == .interrupted)
    #expect(tally.delivered >= 5 && tally.delivered < 50)
    #expect(tally.delivered + tally.pending == 50)
    #expect(sandbox.recorded.count == tally.delivered)
  }
}
