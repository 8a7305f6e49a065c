import Conversations
import Diagnostics
import Ledger
import Testing

@Suite struct `The audit behind a submission` {
  private let bench: Bench
  private static let moment = Timestamp(year: 2026, month: 11, day: 23, hour: 3)

  init() throws { bench = try Bench() }

  @Sendable private static func verdict(on submission: Submission) -> LedgerVerdict? {
    switch submission.conversation {
    case "c-1": LedgerVerdict(.withhold, by: "asha", note: "a test chat", at: moment)
    case "c-2": LedgerVerdict(.settle, by: "asha", at: moment)
    default: nil
    }
  }

  private func planned(_ submissions: [Submission], in ledger: Ledger) throws -> Int64 {
    let run = try ledger.beginRun()
    try ledger.note(plan: "ab12", run: run)
    var count = LedgerPlanned()
    try ledger.plan(submissions, run: run, count: &count, verdict: Self.verdict)
    return run
  }

  private func trail(of conversation: String) throws -> LedgerAuditTrail {
    let view = try LedgerView(path: bench.path)
    defer { view.close() }
    let entry = try #require(view.entries(LedgerFilter(conversation: conversation)).first)
    return try view.auditTrail(of: entry)
  }

  @Test func `names the plan, and each verdict with who gave it and when`() throws {
    let ledger = try bench.open()
    _ = try planned([submission(1), submission(2), submission(3)], in: ledger)
    ledger.close()
    let first = try trail(of: "c-1")
    #expect(first.plan == "ab12")
    #expect(first.appliedAt == Bench.start)
    #expect(
      first.verdicts == [LedgerVerdict(.withhold, by: "asha", note: "a test chat", at: Self.moment)]
    )
    #expect(try trail(of: "c-2").verdicts.map(\.ruling) == [.settle])
    #expect(try trail(of: "c-3").verdicts == [])
    let view = try LedgerView(path: bench.path)
    #expect(try view.verify().findings == [])
  }

  @Test func `keeps what is withheld from being sent, also by a later plan`() async throws {
    let ledger = try bench.open()
    let run = try planned([submission(1), submission(2)], in: ledger)
    #expect(try await ledger.fresh(run: run, after: 0, limit: 9).map(\.row) == [2])
    let (later, _) = try bench.plan([submission(1)], in: ledger)
    #expect(try await ledger.fresh(run: later, after: 0, limit: 9) == [])
    #expect(try ledger.endRun(later) == [.withheld: 1])
    ledger.close()
    #expect(try bench.entries(LedgerFilter(states: [.withheld])).map(\.note) == [.auditor])
  }

  @Test func `goes with a plan that turned out bad`() throws {
    let ledger = try bench.open()
    let run = try ledger.beginRun()
    var count = LedgerPlanned()
    try ledger.plan([submission(1), submission(2)], run: run, count: &count, verdict: Self.verdict)
    try ledger.unplan(count, run: run)
    ledger.close()
    #expect(try bench.entries() == [])
  }

  @Test func `loses the auditor's words with the user`() throws {
    let ledger = try bench.open()
    _ = try planned([submission(1)], in: ledger)
    ledger.close()
    let desk = try bench.desk()
    #expect(try desk.forget(authID: "u-1") == 1)
    desk.close()
    let view = try LedgerView(path: bench.path)
    defer { view.close() }
    let entry = try #require(view.entries().first)
    #expect(try view.auditTrail(of: entry).verdicts.map(\.note) == [nil])
  }
}
