package import Ledger

/// What became of the submissions of a run.
package struct DeliveryTally: Sendable, Hashable {
  /// Why a run stopped before it came to its end.
  package enum Stop: String, Sendable, Hashable {
    /// Haptik refused the credentials.
    case credentialsRefused = "credentials-refused"
    /// No connection could be made, or no usable answer came.
    case unreachable
    /// Many times in a row, 403 or 404 and nothing delivered.
    case breaker
    /// Someone asked to stop.
    case interrupted
  }

  /// How many submissions the plan had, or `send` took up.
  package var submitted = 0
  /// Delivered by this run.
  package var delivered = 0
  /// Delivered by an earlier run, or listed twice.
  package var already = 0
  /// Waiting for the user's hour to pass.
  package var held = 0
  /// Refused.
  package var rejected = 0
  /// Still to be sent.
  package var pending = 0
  /// Perhaps recorded.
  package var inDoubt = 0
  /// Too old.
  package var expired = 0
  /// On the do-not-send list, withheld by an auditor, forgotten, or withdrawn.
  package var withheld = 0
  /// Of all these, how many have other values than those that were sent or settled.
  package var corrected = 0
  /// How many requests were made.
  package var requests = 0
  /// Why the run stopped early; nil where it came to its end.
  package var stop: Stop?
  /// What the last request met that could not leave; nil where it left.
  package var obstacle: LedgerNote?

  /// Makes an empty tally.
  package init() {}

  /// Makes the tally of a plan that was stopped before its first submission.
  package init(unsent count: Int) {
    submitted = count
    pending = count
  }

  /// Whether every submission is in exactly one place.
  package var isConserved: Bool {
    submitted
      == delivered + already + held + rejected + pending + inDoubt + expired + withheld
  }

  /// The conservation statement: `submit N = N delivered + …`.
  package var statement: String {
    let parts = [
      "\(delivered) delivered", "\(already) already", "\(held) held", "\(rejected) rejected",
      "\(pending) pending", "\(inDoubt) in-doubt", "\(expired) expired", "\(withheld) withheld",
    ]
    return "submit \(submitted) = " + parts.joined(separator: " + ")
  }

  /// Whether something wants a person: rejected, expired, in doubt, held or pending.
  package var wantsAPerson: Bool { rejected + expired + inDoubt + held + pending > 0 }

  /// Takes the counts of the ledger's states; an intent that is left is in doubt.
  mutating func take(_ states: [LedgerState: Int]) {
    delivered = states[.delivered, default: 0]
    held = states[.held, default: 0]
    rejected = states[.rejected, default: 0]
    pending = states[.pending, default: 0] + states[.planned, default: 0]
    inDoubt = states[.inDoubt, default: 0] + states[.intent, default: 0]
    expired = states[.expired, default: 0]
    withheld = states[.withheld, default: 0]
  }
}
