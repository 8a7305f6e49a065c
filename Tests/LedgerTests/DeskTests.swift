import Conversations
import Diagnostics
import Foundation
import Ledger
import Testing

@Suite struct `A ledger's desk` {
  private func bench() async throws -> Bench {
    let bench = try Bench()
    let ledger = try bench.open()
    try await bench.carry(
      [
        (submission(1), LedgerOutcome(.delivered, status: 201, answer: Array("yes u-1".utf8))),
        (submission(2), LedgerOutcome(.rejected, status: 404)),
        (submission(3), LedgerOutcome(.inDoubt)),
        (submission(4), LedgerOutcome(.held, delay: .seconds(3600))),
      ], in: ledger)
    ledger.close()
    return bench
  }

  private func state(_ bench: Bench, _ number: Int) throws -> LedgerState? {
    try bench.entries(LedgerFilter(id: submission(number).id)).first?.state
  }

  @Test(arguments: LedgerDesk.Resolution.allCases)
  func `settles what is in doubt, and nothing else`(resolution: LedgerDesk.Resolution) async throws
  {
    let bench = try await bench()
    let desk = try bench.desk()
    try desk.resolve(submission(3).id, as: resolution)
    #expect(throws: LedgerMessages.wrongState("resolve", id: submission(1).id, state: .delivered)) {
      try desk.resolve(submission(1).id, as: resolution)
    }
    #expect(throws: LedgerMessages.noEntry("zz")) { try desk.resolve("zz", as: resolution) }
    desk.close()
    let expected: LedgerState =
      switch resolution {
      case .delivered: .delivered
      case .notDelivered: .pending
      case .withdrawn: .withheld
      }
    #expect(try state(bench, 3) == expected)
  }

  @Test func `queues again what was rejected or is held`() async throws {
    let bench = try await bench()
    let desk = try bench.desk()
    try desk.retry(submission(2).id)
    #expect(throws: LedgerMessages.wrongState("retry", id: submission(3).id, state: .inDoubt)) {
      try desk.retry(submission(3).id)
    }
    #expect(try desk.retry(LedgerFilter(states: [.held])) == 1)
    #expect(try desk.retry(LedgerFilter(states: [.delivered, .inDoubt])) == 0)
    desk.close()
    #expect(try state(bench, 2) == .pending && state(bench, 4) == .pending)
    #expect(try state(bench, 1) == .delivered && state(bench, 3) == .inDoubt)
  }

  @Test func `says where the beginning of an id is not enough`() async throws {
    let bench = try await bench()
    let desk = try bench.desk()
    #expect(throws: LedgerMessages.ambiguous("")) { try desk.retry("") }
    desk.close()
  }

  @Test func `forgets a user, and still never sends twice`() async throws {
    let bench = try await bench()
    let desk = try bench.desk()
    #expect(try desk.forget(authID: "u-1") == 1)
    #expect(try desk.forget(authID: "u-4") == 1)
    #expect(try desk.forget(authID: "nobody") == 0)
    desk.close()
    for name in try FileManager.default.contentsOfDirectory(atPath: bench.folder.path) {
      let bytes = try Data(contentsOf: bench.folder.appending(path: name))
      #expect(bytes.range(of: Data("u-1".utf8)) == nil, "\(name)")
      #expect(bytes.range(of: Data("u-4".utf8)) == nil, "\(name)")
    }
    let ledger = try bench.open()
    let (run, count) = try bench.plan([submission(1), submission(4)], in: ledger)
    #expect(count.already == 1)
    #expect(try await ledger.fresh(run: run, after: 0, limit: 9) == [])
    #expect(try ledger.endRun(run) == [.withheld: 1])
    ledger.close()
  }

  @Test func `drops what was delivered long ago, all but the keys`() async throws {
    let bench = try await bench()
    bench.advance(.seconds(91 * 86_400))
    let ledger = try bench.open()
    #expect(try ledger.dropBodies(deliveredLongerAgoThan: .seconds(90 * 86_400)) == 1)
    #expect(try ledger.dropBodies(deliveredLongerAgoThan: .seconds(90 * 86_400)) == 0)
    #expect(try bench.plan([submission(1), submission(2)], in: ledger).count.already == 1)
    ledger.close()
    let entries = try bench.entries()
    #expect(entries.map { $0.body == nil } == [true, false, false, false])
    #expect(entries.first?.authID == nil && entries.first?.conversation == nil)
    let view = try LedgerView(path: bench.path)
    #expect(try view.verify().findings == [])
  }

  @Test func `needs a ledger that exists`() throws {
    let bench = try Bench()
    #expect(throws: LedgerMessages.notFound(bench.path)) { try bench.desk() }
    #expect(throws: LedgerMessages.notFound(bench.path)) { try LedgerView(path: bench.path) }
  }
}
