package import Conversations

/// What the ledger knows about one submission.
package struct LedgerEntry: Sendable, Hashable {
  /// The row number: the order in which submissions were planned.
  package var row: Int64
  /// The submission's id.
  package var id: String
  /// The endpoint that it is for.
  package var endpoint: String
  /// The conversation's id; nil once forgotten or past the retention.
  package var conversation: String?
  /// The user's id; nil once forgotten.
  package var authID: String?
  /// The request's body as JSON; nil once forgotten or past the retention.
  package var body: [UInt8]?
  /// The conversation's last message, where known.
  package var lastMessageAt: Timestamp?
  /// Where it stands.
  package var state: LedgerState
  /// Why, where the state alone does not say it.
  package var note: LedgerNote?
  /// When it may be sent again; nil where nothing holds it back.
  package var dueAt: Timestamp?
  /// When the first attempt began that Haptik may have recorded; nil where there is none.
  package var inDoubtSince: Timestamp?
  /// How often it was sent, over all runs.
  package var attempts: Int
  /// When it was planned first.
  package var plannedAt: Timestamp
  /// When it came into its state.
  package var changedAt: Timestamp
  /// The body of a later export that was not sent, as JSON; nil where none differed.
  package var correction: [UInt8]?
}

/// One time that a submission was sent, or was about to be.
package struct LedgerAttempt: Sendable, Hashable {
  /// When its intent became durable.
  package var startedAt: Timestamp
  /// When its answer was known; nil where the run ended before that.
  package var endedAt: Timestamp?
  /// The HTTP status; nil where no answer came.
  package var status: Int?
  /// The state that it led to; nil where the run ended before that.
  package var state: LedgerState?
  /// Why, where the state alone does not say it.
  package var note: LedgerNote?
  /// The beginning of the answer's body, scrubbed of credentials; nil where there was none, or once
  /// forgotten or past the retention.
  package var answer: [UInt8]?
}
