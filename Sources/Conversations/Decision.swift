/// What becomes of a conversation.
public struct Decision: Sendable, Hashable {
  /// Submit, skip or review.
  public enum Verdict: Sendable, Hashable {
    /// The feedback is logged with Haptik.
    case submit(resolved: Bool, rating: Int, comment: String?)
    /// Nothing is to be logged.
    case skip(Reason)
    /// A person looks at it.
    case review(Reason)
  }

  /// Submit, skip or review.
  public var verdict: Verdict
  /// All flags, in their fixed order.
  public var flags: [Flag]
  /// The id of the rule that decided; nil where none did.
  public var rule: String?

  /// Makes a decision.
  public init(_ verdict: Verdict, flags: [Flag] = [], rule: String? = nil) {
    self.verdict = verdict
    self.flags = flags
    self.rule = rule
  }

  /// `submit`, `skip` or `review`.
  public var name: String {
    switch verdict {
    case .submit: "submit"
    case .skip: "skip"
    case .review: "review"
    }
  }

  /// Why it is skipped or wants a person; nil for a submission.
  public var reason: Reason? {
    switch verdict {
    case .submit: nil
    case .skip(let reason), .review(let reason): reason
    }
  }
}
