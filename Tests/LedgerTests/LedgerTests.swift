import Conversations
import Diagnostics
import Foundation
import Ledger
import Testing

@Suite struct `A ledger` {
  @Test func `is its owner's alone, with its side files`() throws {
    let bench = try Bench()
    let ledger = try bench.open()
    try bench.plan([submission(1)], in: ledger)
    let names = try FileManager.default.contentsOfDirectory(atPath: bench.folder.path)
    #expect(names.count >= 3)
    for name in names {
      let path = bench.folder.appending(path: name).path
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      #expect(attributes[.posixPermissions] as? Int == 0o600, "\(name)")
    }
    ledger.close()
  }

  @Test func `makes its folder, and says where it cannot`() throws {
    let bench = try Bench()
    let nested = bench.folder.appending(path: "var/deep/a.ledger").path
    try bench.open(path: nested).close()
    #expect(FileManager.default.fileExists(atPath: nested))
    let error = #expect(throws: Diagnostic.self) { try bench.open(path: nested + "/b.ledger") }
    #expect(error?.code == "ledger-unusable")
  }

  @Test func `has one writer at a time`() throws {
    let bench = try Bench()
    let ledger = try bench.open()
    #expect(throws: LedgerMessages.locked(bench.path)) { try bench.open() }
    #expect(throws: LedgerMessages.locked(bench.path)) { try bench.desk() }
    #expect(try bench.entries() == [])
    ledger.close()
    try bench.open().close()
  }

  @Test func `belongs to one endpoint`() throws {
    let bench = try Bench()
    try bench.open().close()
    let other = "http://127.0.0.1:8080/"
    #expect(throws: LedgerMessages.otherEndpoint(bench.path, known: Bench.url, asked: other)) {
      try bench.open(url: other)
    }
  }

  @Test func `keeps accounts apart by their client id`() async throws {
    let bench = try Bench()
    let ledger = try bench.open()
    try await bench.carry([(submission(1), LedgerOutcome(.delivered))], in: ledger)
    ledger.close()
    let other = try bench.open(clientID: "client-78")
    #expect(try bench.plan([submission(1)], in: other).count.already == 0)
    other.close()
    let same = try bench.open()
    #expect(try bench.plan([submission(1)], in: same).count.already == 1)
    same.close()
  }

  @Test func `turns an intent that a run left into doubt`() async throws {
    let bench = try Bench()
    let ledger = try bench.open()
    try await bench.carry([(submission(1), nil)], in: ledger)
    #expect(try bench.entries().map(\.state) == [.intent])
    ledger.close()
    bench.advance(.seconds(60))
    try bench.open().close()
    let entry = try #require(try bench.entries().first)
    #expect(entry.state == .inDoubt && entry.note == .interrupted)
    #expect(entry.inDoubtSince == Bench.start)
  }

  @Test func `keeps every attempt with its time, status and answer`() async throws {
    let bench = try Bench()
    let ledger = try bench.open()
    let lost = LedgerOutcome(.inDoubt, note: .unclearAnswer, status: 502, answer: Array("oh".utf8))
    try await bench.carry([(submission(1), lost)], in: ledger)
    bench.advance(.seconds(5))
    let proved = LedgerOutcome(.delivered, note: .confirmedByDuplicate, status: 400)
    try await bench.carry([(submission(1), proved)], in: ledger)
    ledger.close()
    let view = try LedgerView(path: bench.path)
    let (entry, attempts) = try view.show(String(submission(1).id.prefix(6)))
    #expect(entry.state == .delivered && entry.attempts == 2)
    #expect(attempts.map(\.status) == [502, 400])
    #expect(attempts.map(\.state) == [.inDoubt, .delivered])
    #expect(attempts.map(\.startedAt) == [Bench.start, Bench.start + .seconds(5)])
    #expect(attempts.first?.answer == Array("oh".utf8))
    #expect(try view.verify().findings == [])
  }

  @Test func `takes new values for what was not sent, and reports them for what was`() async throws
  {
    let bench = try Bench()
    let ledger = try bench.open()
    let sent: [(Submission, LedgerOutcome?)] = [
      (submission(1), LedgerOutcome(.delivered)), (submission(2), LedgerOutcome(.pending)),
      (submission(3), LedgerOutcome(.rejected)), (submission(4), LedgerOutcome(.inDoubt)),
    ]
    try await bench.carry(sent, in: ledger)
    let again = (1...4).map { submission($0, rating: 1) }
    let count = try bench.plan(again, in: ledger).count
    ledger.close()
    #expect(count.corrected == 3 && count.already == 1 && count.submitted == 4)
    let entries = try bench.entries()
    #expect(entries.map { $0.correction == nil } == [false, true, false, false])
    #expect(entries[1].body == again[1].body.json)
    #expect(entries[0].body == submission(1).body.json)
  }

  @Test func `lists what a filter lets through`() async throws {
    let bench = try Bench()
    let ledger = try bench.open()
    try await bench.carry(
      [
        (submission(1), LedgerOutcome(.delivered)), (submission(2, user: "u"), nil),
        (submission(3, user: "u"), nil),
      ], in: ledger)
    ledger.close()
    #expect(try bench.entries(LedgerFilter(states: [.delivered, .held])).count == 2)
    #expect(try bench.entries(LedgerFilter(authID: "u")).map(\.conversation) == ["c-2", "c-3"])
    #expect(try bench.entries(LedgerFilter(conversation: "c-1")).count == 1)
    #expect(try bench.entries(LedgerFilter(changedSince: Bench.start + .seconds(1))).isEmpty)
    #expect(try bench.entries(LedgerFilter(changedBefore: Bench.start + .seconds(1))).count == 3)
    #expect(try bench.entries(LedgerFilter(limit: 2)).count == 2)
    #expect(try bench.entries(LedgerFilter(id: "' OR 1 --")).isEmpty)
  }

  @Test func `knows a user's later conversation`() throws {
    let bench = try Bench()
    let ledger = try bench.open()
    var later = submission(1)
    later.lastMessageAt = Bench.start
    try bench.plan([later, submission(2)], in: ledger)
    ledger.close()
    let view = try LedgerView(path: bench.path)
    let before = Bench.start + .seconds(-1)
    #expect(try view.knowsLaterChat(authID: "u-1", than: before, besides: "c"))
    #expect(try !view.knowsLaterChat(authID: "u-1", than: before, besides: "c-1"))
    #expect(try !view.knowsLaterChat(authID: "u-1", than: Bench.start, besides: "c"))
    #expect(try !view.knowsLaterChat(authID: "u-2", than: before, besides: "c"))
    #expect(try view.latestChat() == Bench.start)
  }

  @Test func `is written as JSON`() async throws {
    let bench = try Bench()
    let ledger = try bench.open()
    let outcome = LedgerOutcome(.delivered, status: 201, answer: Array(#"{"success": true}"#.utf8))
    try await bench.carry([(submission(1), outcome)], in: ledger)
    ledger.close()
    let view = try LedgerView(path: bench.path)
    let (entry, attempts) = try view.show(submission(1).id)
    var json = JSONText()
    entry.write(to: &json, attempts: attempts)
    let text = String(decoding: json.bytes, as: UTF8.self)
    #expect(
      text == """
        {"id":"\(submission(1).id)","state":"delivered","note":null,"endpoint":"\(Bench.url)",\
        "conversation":"c-1","auth_id":"u-1","last_message_at":null,"due_at":null,\
        "in_doubt_since":null,"planned_at":"2026-11-01T09:00:00Z",\
        "changed_at":"2026-11-01T09:00:00Z","attempts":[{"started_at":"2026-11-01T09:00:00Z",\
        "ended_at":"2026-11-01T09:00:00Z","status":201,"state":"delivered","note":null,\
        "answer":"{\\"success\\": true}"}],"body":{"auth_id":"u-1","business_id":343,\
        "query_resolved":true,"query_rating":4,"feedback":"words u-1"},"correction":null}
        """)
  }
}
