import Diagnostics
import Foundation
import Ledger
import Testing

/// A ledger that lost something must never look as if nothing had been sent.
@Suite struct `A damaged ledger` {
  private static let count = 40
  private static let plan = (0..<count).map { submission($0) }

  /// Writes a ledger in which all is delivered, and returns its bytes.
  private func whole() async throws -> (Bench, [UInt8]) {
    let bench = try Bench()
    let ledger = try bench.open()
    try await bench.carry(Self.plan.map { ($0, LedgerOutcome(.delivered)) }, in: ledger)
    ledger.close()
    return (bench, Array(try Data(contentsOf: URL(fileURLWithPath: bench.path))))
  }

  /// How many submissions a run would send with these bytes as its ledger; nil where it refuses.
  private func wouldSend(_ bench: Bench, _ bytes: some Collection<UInt8>) async throws -> Int? {
    try Data(bytes).write(to: URL(fileURLWithPath: bench.path))
    do throws(Diagnostic) {
      let ledger = try open(bench)
      defer { ledger.close() }
      let run = try ledger.beginRun()
      var count = LedgerPlanned()
      try ledger.plan(Self.plan, run: run, count: &count)
      var sent = 0
      for candidate in try await ledger.fresh(run: run, after: 0, limit: 1000) {
        if case .send = try await ledger.intend(row: candidate.row) { sent += 1 }
      }
      return sent
    } catch {
      #expect(error.code.hasPrefix("ledger-"))
      return nil
    }
  }

  private func open(_ bench: Bench) throws(Diagnostic) -> Ledger {
    try Ledger.open(
      path: bench.path, endpoint: Bench.url, clientID: Secret("client-77"), now: { bench.now })
  }

  @Test func `that is cut off at any page is refused`() async throws {
    let (bench, bytes) = try await whole()
    let lock = try Data(contentsOf: URL(fileURLWithPath: bench.path + ".lock"))
    for size in stride(from: 0, to: bytes.count, by: 4096) {
      try lock.write(to: URL(fileURLWithPath: bench.path + ".lock"))
      #expect(try await wouldSend(bench, bytes.prefix(size)) == nil, "cut at \(size)")
    }
    try lock.write(to: URL(fileURLWithPath: bench.path + ".lock"))
    #expect(try await wouldSend(bench, bytes) == 0)
  }

  /// The seed is printed.
  @Test func `with a flipped bit on any page sends nothing twice`() async throws {
    let (bench, bytes) = try await whole()
    let lock = try Data(contentsOf: URL(fileURLWithPath: bench.path + ".lock"))
    let seed = UInt64.random(in: 0...99_999)
    print("seed \(seed)")
    var state = seed
    var refused = 0
    var unharmed = 0
    for page in stride(from: 0, to: bytes.count, by: 4096) {
      for _ in 0..<12 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let place = page + Int(state >> 33) % 4096
        var flipped = bytes
        flipped[place] ^= 1 << UInt8(state >> 29 & 7)
        try lock.write(to: URL(fileURLWithPath: bench.path + ".lock"))
        let sent = try await wouldSend(bench, flipped)
        #expect(sent == nil || sent == 0, "seed \(seed), byte \(place)")
        if sent == nil { refused += 1 } else { unharmed += 1 }
      }
    }
    print("\(refused) refused, \(unharmed) unharmed")
    #expect(refused > 0)
  }

  @Test func `whose last commits are missing is refused`() async throws {
    let (bench, bytes) = try await whole()
    let ledger = try open(bench)
    try await bench.carry([(submission(900), LedgerOutcome(.delivered))], in: ledger)
    ledger.close()
    #expect(try await wouldSend(bench, bytes) == nil)
  }

  @Test func `in one row does not keep what is beside it from being written`() async throws {
    let bench = try Bench()
    let ledger = try bench.open()
    let run = try bench.plan((0..<20).map { submission($0) }, in: ledger).run
    ledger.close()
    let whole = Array(try Data(contentsOf: URL(fileURLWithPath: bench.path)))
    let needle = Array("words u-7".utf8)
    let place = try #require(whole.indices.first { whole[$0...].starts(with: needle) })
    var bytes = whole
    bytes[place] = UInt8(ascii: "W")
    try Data(bytes).write(to: URL(fileURLWithPath: bench.path))
    let again = try open(bench)
    defer { again.close() }
    let rows = try await again.fresh(run: run, after: 0, limit: 100)
    let results = await withTaskGroup(of: Bool.self) { group in
      for row in rows {
        group.addTask { (try? await again.intend(row: row.row)) != nil }
      }
      return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }
    #expect(rows.count == 20 && results == 19)
  }

  @Test func `that is another program's database is left alone`() async throws {
    let bench = try Bench()
    let text = Array(String(repeating: "not a database ", count: 500).utf8)
    #expect(try await wouldSend(bench, text) == nil)
    let after = try Data(contentsOf: URL(fileURLWithPath: bench.path))
    #expect(Array(after) == text)
  }
}
