internal import Ledger

/// What an exchange means, as the table of Haptik's answers has it.
struct Verdict: Sendable, Hashable {
  /// What the run as a whole has to know of it.
  enum Kind: Sendable, Hashable {
    /// Delivered, by its own answer or proved by a duplicate.
    case delivered
    /// The user gave feedback within the hour.
    case duplicate
    /// 403 or 404: one user's trouble, or, many in a row, a wrong account.
    case noSuchUser
    /// Refused for what it is.
    case refused
    /// The credentials were refused.
    case unauthorized
    /// Surely not recorded, and passing; whether the server asked to slow down.
    case passing(isBusy: Bool)
    /// Perhaps recorded.
    case inDoubt
  }

  var kind: Kind
  var state: LedgerState
  var note: LedgerNote?
  var status: Int?
  var retryAfter: Duration?

  /// Judges an exchange; `wasInFlight` says that an earlier attempt may have been recorded.
  init(_ exchange: Exchange, wasInFlight: Bool) {
    switch exchange {
    case .unsent(let obstacle):
      self.init(.passing(isBusy: false), .pending, obstacle)
    case .lost(let status):
      self =
        status == 401
        ? Verdict(.unauthorized, .pending, .unauthorized) : Verdict(.inDoubt, .inDoubt, .noAnswer)
      self.status = status
    case .answered(let answer):
      self = Self.judged(answer, FeedbackAnswer(answer.body), wasInFlight: wasInFlight)
      status = answer.status
      retryAfter = answer.retryAfter
    }
    // A refusal now says nothing of the attempt before, unless the user does not even exist.
    let isOpen = state == .pending || (state == .rejected && note != .unknownUser)
    if wasInFlight && isOpen { state = .inDoubt }
  }

  private init(_ kind: Kind, _ state: LedgerState, _ note: LedgerNote? = nil) {
    self.kind = kind
    self.state = state
    self.note = note
  }

  private static func judged(
    _ answer: Exchange.Answer, _ body: FeedbackAnswer, wasInFlight: Bool
  ) -> Verdict {
    if body.isDuplicate {
      return wasInFlight
        ? Verdict(.delivered, .delivered, .confirmedByDuplicate)
        : Verdict(.duplicate, .held, .duplicate)
    }
    return switch answer.status {
    case 200..<500 where !answer.isWhole && ![401, 425, 429].contains(answer.status):
      Verdict(.inDoubt, .inDoubt, .unclearAnswer)
    case 200..<300 where body.isSuccess: Verdict(.delivered, .delivered)
    case 401: Verdict(.unauthorized, .pending, .unauthorized)
    case 403: Verdict(.noSuchUser, .rejected, .unknownUser)
    case 404: Verdict(.noSuchUser, .rejected, .noConversation)
    case 425, 429: Verdict(.passing(isBusy: true), .pending, .busy)
    case 503 where answer.retryAfter != nil: Verdict(.passing(isBusy: true), .pending, .busy)
    case 408: Verdict(.inDoubt, .inDoubt, .noAnswer)
    case 400..<500: Verdict(.refused, .rejected, .refused)
    default: Verdict(.inDoubt, .inDoubt, .unclearAnswer)
    }
  }
}
