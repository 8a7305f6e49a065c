import Diagnostics
import Foundation
import Ledger
import Testing

@Suite struct `A copy of a ledger` {
  private func mode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  @Test func `is made while a run writes it, and takes its place`() async throws {
    let bench = try Bench()
    let ledger = try bench.open()
    try await bench.carry(
      (0..<50).map { (submission($0), LedgerOutcome(.delivered)) }, in: ledger)
    let copy = bench.path + ".copy"
    let view = try LedgerView(path: bench.path)
    try view.backUp(to: copy)
    #expect(throws: LedgerMessages.backupExists(copy)) { try view.backUp(to: copy) }
    view.close()
    try await bench.carry([(submission(99), LedgerOutcome(.delivered))], in: ledger)
    ledger.close()
    #expect(try mode(copy) == 0o600 && mode(copy + ".lock") == 0o600)
    let other = try bench.open(path: copy)
    #expect(try bench.plan((0..<50).map { submission($0) }, in: other).count.already == 50)
    other.close()
  }

  /// What was sent since the copy was made would be sent again.
  @Test func `is refused in the place of a ledger that knows more, until both files are put back`()
    async throws
  {
    let bench = try Bench()
    let ledger = try bench.open()
    let copy = bench.path + ".copy"
    let view = try LedgerView(path: bench.path)
    try view.backUp(to: copy)
    view.close()
    try await bench.carry([(submission(1), LedgerOutcome(.delivered))], in: ledger)
    ledger.close()
    let files = FileManager.default
    for ending in ["", "-wal", "-shm"] { try? files.removeItem(atPath: bench.path + ending) }
    try files.copyItem(atPath: copy, toPath: bench.path)
    let error = #expect(throws: Diagnostic.self) { try bench.open() }
    #expect(error?.code == "ledger-damaged")
    try files.removeItem(atPath: bench.path + ".lock")
    try files.copyItem(atPath: copy + ".lock", toPath: bench.path + ".lock")
    try bench.open().close()
  }

  @Test func `leaves nothing behind where it cannot be made`() throws {
    let bench = try Bench()
    try bench.open().close()
    let view = try LedgerView(path: bench.path)
    defer { view.close() }
    let error = #expect(throws: Diagnostic.self) {
      try view.backUp(to: bench.folder.path + "/none/copy")
    }
    #expect(error?.code == "ledger-unusable")
  }
}
