internal import Conversations
package import Diagnostics
internal import Foundation
internal import GRDB

/// A submission that may be sent, as far as was known when it was looked up.
package struct LedgerCandidate: Sendable, Hashable {
  /// Its row.
  package var row: Int64
  /// How often this run has tried it.
  package var tries: Int
}

/// Leave to send a submission, or the reason why not.
package enum LedgerIntent: Sendable, Hashable {
  /// The intent is durable: send the body.
  case send(LedgerErrand)
  /// Nothing is sent; the entry stands in this state now.
  case stays(LedgerState)
}

/// One sending of one submission.
package struct LedgerErrand: Sendable, Hashable {
  /// The submission's row.
  package var row: Int64
  /// The row of this attempt.
  package var attempt: Int64
  /// How often this run has tried it, this time included.
  package var tries: Int
  /// What is sent.
  package var body: [UInt8]
  /// Whether an earlier attempt may have been recorded: a duplicate answer then proves it.
  package var wasInFlight: Bool
}

/// What an attempt led to.
package struct LedgerOutcome: Sendable, Hashable {
  /// Where the submission stands now: `delivered`, `rejected`, `held`, `pending` or `in-doubt`.
  package var state: LedgerState
  /// Why.
  package var note: LedgerNote?
  /// The HTTP status; nil where no answer came.
  package var status: Int?
  /// What came back, scrubbed of credentials and bounded.
  package var answer: [UInt8]?
  /// How long it has to wait before it is sent again; nil for not at all.
  package var delay: Duration?

  /// Makes an outcome.
  package init(
    _ state: LedgerState, note: LedgerNote? = nil, status: Int? = nil, answer: [UInt8]? = nil,
    delay: Duration? = nil
  ) {
    self.state = state
    self.note = note
    self.status = status
    self.answer = answer
    self.delay = delay
  }
}

extension Ledger {
  /// How many tries mean that a run leaves an entry alone.
  static let exhausted = 1_000_000

  /// Makes an intent durable, or says what stands against sending.
  ///
  /// Looks at the entry's age, at what else this user was sent within the hour, and, for one in
  /// doubt, at whether a duplicate answer would still prove anything.
  package func intend(
    row: Int64, maxAge: Duration? = nil
  ) async throws(Diagnostic) -> LedgerIntent {
    try await commits.write { db in
      let moment = self.now()
      guard let entry = try OpenRow.fetch(db, row: row) else { return .stays(.withheld) }
      guard entry.isIntact else {
        throw LedgerMessages.damaged(self.path, why: "submission \(entry.id) was changed")
      }
      guard entry.state.isOpen, let body = entry.body else { return .stays(entry.state) }
      if let stays = try self.obstacle(entry, in: db, at: moment, maxAge: maxAge) {
        return .stays(stays)
      }
      return .send(try self.begin(entry, body: body, in: db, at: moment))
    }
  }

  private func obstacle(
    _ entry: OpenRow, in db: Database, at moment: Timestamp, maxAge: Duration?
  ) throws -> LedgerState? {
    let isTooOld =
      if let maxAge, let last = entry.lastMessageAt { last + maxAge < moment } else { false }
    if entry.state == .inDoubt {
      guard isTooOld || !isProvable(entry, at: moment) else { return nil }
      try db.execute(
        literal: "UPDATE submission SET tries = \(Self.exhausted) WHERE row = \(entry.row)")
      return .inDoubt
    }
    if isTooOld {
      try db.execute(
        literal: """
          UPDATE submission SET state = 'expired', note = 'too-old', due_at = NULL,
            changed_at = \(moment.milliseconds) WHERE row = \(entry.row)
          """)
      return .expired
    }
    guard let until = try busyUntil(entry, in: db, at: moment) else { return nil }
    try db.execute(
      literal: """
        UPDATE submission SET state = 'held', note = 'user-hour', due_at = \(until.milliseconds),
          changed_at = \(moment.milliseconds) WHERE row = \(entry.row)
        """)
    return .held
  }

  /// Whether Haptik would surely still call it a duplicate if it had been recorded.
  ///
  /// A twelfth of the hour is kept for slow requests and for clocks that differ.
  private func isProvable(_ entry: OpenRow, at moment: Timestamp) -> Bool {
    guard let since = entry.inDoubtSince, since <= moment, entry.changedAt <= moment else {
      return false
    }
    return moment < since + hour * 11 / 12
  }

  /// Until when another submission for the same user stands in the way; nil where none does.
  private func busyUntil(
    _ entry: OpenRow, in db: Database, at moment: Timestamp
  ) throws -> Timestamp? {
    let statement = try db.cachedStatement(
      sql: """
        SELECT max(blocks_until) FROM submission WHERE account = ? AND auth_id = ? AND row <> ?
        """)
    let until = try Int64.fetchOne(
      statement, arguments: [entry.account, entry.authID, entry.row])
    guard let until, until > moment.milliseconds else { return nil }
    return min(Timestamp(milliseconds: until), moment + hour)
  }

  private func begin(
    _ entry: OpenRow, body: [UInt8], in db: Database, at moment: Timestamp
  ) throws -> LedgerErrand {
    let attempt = try db.cachedStatement(
      sql: "INSERT INTO attempt (submission, started_at) VALUES (?, ?)")
    try attempt.execute(arguments: [entry.row, moment.milliseconds])
    let errand = LedgerErrand(
      row: entry.row, attempt: db.lastInsertedRowID, tries: entry.tries + 1, body: body,
      wasInFlight: entry.state == .inDoubt)
    let update = try db.cachedStatement(
      sql: """
        UPDATE submission SET state = 'intent', note = NULL, due_at = NULL,
          attempts = attempts + 1, tries = tries + 1, blocks_until = ?, changed_at = ?
        WHERE row = ?
        """)
    try update.execute(arguments: [
      (moment + hour).milliseconds, moment.milliseconds, entry.row,
    ])
    return errand
  }
}

/// What sending has to know of an entry.
struct OpenRow {
  var row: Int64
  var account: Int64
  var id: String
  var state: LedgerState
  var authID: String?
  var body: [UInt8]?
  var lastMessageAt: Timestamp?
  var inDoubtSince: Timestamp?
  var changedAt: Timestamp
  var tries: Int
  var isIntact: Bool

  static func fetch(_ db: Database, row number: Int64) throws -> OpenRow? {
    let statement = try db.cachedStatement(
      sql: """
        SELECT account, id, state, auth_id, body, last_message_at, doubt_since, changed_at, tries,
          sum = \(LedgerSchema.sum) FROM submission WHERE row = ?
        """)
    return try Row.fetchOne(statement, arguments: [number]).map { row in
      let state = LedgerState(rawValue: row[2])
      return OpenRow(
        row: number, account: row[0], id: row[1], state: state ?? .withheld, authID: row[3],
        body: Array(bytes: row[4]), lastMessageAt: Timestamp(stored: row[5]),
        inDoubtSince: Timestamp(stored: row[6]), changedAt: Timestamp(milliseconds: row[7]),
        tries: row[8], isIntact: row[9] && state != nil)
    }
  }
}

extension Timestamp {
  /// Makes a moment of a column; nil stays nil.
  init?(stored milliseconds: Int64?) {
    guard let milliseconds else { return nil }
    self.init(milliseconds: milliseconds)
  }
}
