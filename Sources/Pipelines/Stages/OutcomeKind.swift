import Conversations

/// Everything of an outcome but its comment's words, evidence and place: what most rules read.
struct OutcomeKind: Sendable, Hashable {
  private var resolved: Reading<Resolution>
  private var rating: Reading<Int>
  private var comment: String
  private var conflicts: Outcome.Conflicts
  private var flags: [Flag]

  init(_ outcome: Outcome) {
    resolved = outcome.resolved
    rating = outcome.rating
    comment = outcome.comment.state
    conflicts = outcome.conflicts
    flags = outcome.flags
  }
}
