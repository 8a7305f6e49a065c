import Conversations
import Foundation
import Ledger
import Synchronization

/// A ledger in a folder of its own, and a time that a test moves.
final class Bench: Sendable {
  static let url = "https://api.example.com/v1.0/log_feedback_from_user/"
  static let start = Timestamp(year: 2026, month: 11, day: 1, hour: 9)
  let folder: URL
  private let offset = Mutex(Duration.zero)

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "ledger-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  var path: String { folder.appending(path: "test.ledger").path }
  var now: Timestamp { Self.start + offset.withLock { $0 } }

  func advance(_ duration: Duration) { offset.withLock { $0 += duration } }

  func open(
    url: String = Bench.url, clientID: String = "client-77", path: String? = nil
  ) throws -> Ledger {
    try Ledger.open(
      path: path ?? self.path, endpoint: url, clientID: Secret(clientID), now: { self.now })
  }

  func desk() throws -> LedgerDesk { try LedgerDesk(path: path, now: { self.now }) }

  func entries(_ filter: LedgerFilter = LedgerFilter()) throws -> [LedgerEntry] {
    let view = try LedgerView(path: path)
    defer { view.close() }
    return try view.entries(filter)
  }

  /// Plans submissions in a new run and returns its number and the counts.
  @discardableResult
  func plan(
    _ submissions: [Submission], in ledger: Ledger
  ) throws -> (run: Int64, count: LedgerPlanned) {
    let run = try ledger.beginRun()
    var count = LedgerPlanned()
    try ledger.plan(submissions, run: run, count: &count)
    return (run, count)
  }

  /// Plans submissions and sends each with the outcome given; nil ends it in its intent.
  func carry(_ outcomes: [(Submission, LedgerOutcome?)], in ledger: Ledger) async throws {
    let run = try plan(outcomes.map(\.0), in: ledger).run
    let rows = try await ledger.fresh(run: run, after: 0, limit: 1000)
    for (candidate, outcome) in zip(rows, outcomes.map(\.1)) {
      guard case .send(let errand) = try await ledger.intend(row: candidate.row) else { continue }
      if let outcome { try await ledger.settle(errand, outcome) }
    }
  }
}

/// A submission whose id is made of its number.
func submission(_ number: Int, user: String? = nil, rating: Int = 4) -> Submission {
  let user = user ?? "u-\(number)"
  return Submission(
    id: SubmissionID.of(
      businessID: 343, authID: user, conversation: "c-\(number)", anchor: .ordinal(0)),
    conversation: "c-\(number)",
    body: .init(
      authID: user, businessID: 343, isResolved: true, rating: rating, feedback: "words \(user)"))
}
