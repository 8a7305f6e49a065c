import Ledger
import Testing

@Suite struct `What runs have read` {
  private func reading(_ conversations: Int) -> LedgerReading {
    LedgerReading(
      conversations: conversations, records: conversations, counts: ["no-survey": 1])
  }

  @Test func `is kept by pipeline, latest first, each plan once`() throws {
    let bench = try Bench()
    let ledger = try bench.open()
    for number in [3, 1, 2, 2, 0] {
      try ledger.note(
        reading(number), of: "nightly", startedAt: "t\(number)", plan: "d\(number)")
    }
    try ledger.note(reading(9), of: "other", startedAt: "t", plan: "d")
    ledger.close()
    let view = try LedgerView(path: bench.path)
    defer { view.close() }
    #expect(try view.readings(of: "nightly", last: 9).map(\.conversations) == [2, 1, 3])
    #expect(try view.readings(of: "nightly", last: 2) == [reading(2), reading(1)])
    #expect(try view.readings(of: "none", last: 9) == [])
  }
}
