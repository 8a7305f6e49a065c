/// Where a submission stands.
///
/// `planned → intent → delivered | rejected | held | pending | in-doubt | expired | withheld`; what
/// is pending, held or in doubt may get another intent.
package enum LedgerState: String, Sendable, Hashable, CaseIterable, Codable {
  /// Part of a run that has not come to it yet.
  case planned
  /// About to be sent, or on its way: durable before the first byte leaves.
  case intent
  /// Haptik has it.
  case delivered
  /// Haptik refused it; only a person queues it again.
  case rejected
  /// The user gave feedback within the hour; sent once it has passed.
  case held
  /// Surely not recorded, and still to be sent.
  case pending
  /// Perhaps recorded: sent again only inside the hour, then a person decides.
  case inDoubt = "in-doubt"
  /// Too old to be sent.
  case expired
  /// On the do-not-send list, forgotten, or withdrawn by a person.
  case withheld

  /// Whether a run may still send it.
  package var isOpen: Bool {
    switch self {
    case .planned, .pending, .held, .inDoubt: true
    case .intent, .delivered, .rejected, .expired, .withheld: false
    }
  }
}

/// Why an entry stands where it stands, where the state alone does not say it.
package enum LedgerNote: String, Sendable, Hashable, CaseIterable, Codable {
  /// A duplicate answer proved that an earlier attempt had arrived.
  case confirmedByDuplicate = "confirmed-by-duplicate"
  /// Haptik said that the user gave feedback within the hour.
  case duplicate
  /// Another submission for this user was sent within the hour.
  case userHour = "user-hour"
  /// A run ended while it was on its way.
  case interrupted
  /// The user is not registered.
  case unknownUser = "unknown-user"
  /// The user has no conversation open.
  case noConversation = "no-conversation"
  /// Haptik refused the request itself.
  case refused
  /// Haptik refused the credentials.
  case unauthorized
  /// Haptik asked to wait, or was overloaded.
  case busy
  /// No connection could be made.
  case unreachable
  /// The host's name could not be looked up.
  case unknownHost = "unknown-host"
  /// No TLS could be agreed on, as with a server whose certificate is not trusted.
  case noTLS = "no-tls"
  /// The proxy refused, or is none.
  case noProxy = "no-proxy"
  /// No answer came in time, or the connection broke.
  case noAnswer = "no-answer"
  /// The answer was not one that the documentation knows.
  case unclearAnswer = "unclear-answer"
  /// The last message is older than the pipeline's `max_age`.
  case tooOld = "too-old"
  /// The do-not-send list names the user.
  case doNotSend = "do-not-send"
  /// An auditor withheld it when its plan was applied.
  case auditor
  /// The user was forgotten.
  case forgotten
  /// A person settled it with `ledger resolve`.
  case resolved
  /// A person queued it again with `ledger retry`.
  case retried
}
