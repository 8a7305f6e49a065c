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

/// What stands against sending, besides what the ledger knows.
package struct LedgerLimits: Sendable {
  /// How old a conversation's last message may be; nil for any age.
  package var maxAge: Duration?
  /// Whether nothing may be sent for a user.
  package var isWithheld: @Sendable (String) -> Bool

  /// Makes limits; without arguments there are none.
  package init(
    maxAge: Duration? = nil, isWithheld: @escaping @Sendable (String) -> Bool = { _ in false }
  ) {
    self.maxAge = maxAge
    self.isWithheld = isWithheld
  }
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
