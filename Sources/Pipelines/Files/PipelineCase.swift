package import Conversations
package import Diagnostics

/// A case beside the rules: an ending or an outcome, and the decision that is wanted for it.
package struct PipelineCase: Sendable {
  /// What is wanted; what is nil is not looked at.
  package struct Expectation: Sendable, Hashable {
    /// `submit`, `skip` or `review`.
    package var decision: String
    /// The reason of a skip or review.
    package var reason: String?
    /// Whether the query is sent as resolved.
    package var resolved: Bool?
    /// The rating that is sent.
    package var rating: Int?
    /// The comment that is sent; an empty one means none.
    package var comment: String?
    /// All flags, in their order.
    package var flags: [String]?
    /// The rule that decides.
    package var rule: String?
  }

  /// The case's name.
  package var name: String
  /// The chat; without messages where the outcome is given.
  package var conversation: Conversation
  /// What the survey said; nil where it is read from the chat.
  package var outcome: Outcome?
  /// What is wanted; nil for what was recorded.
  package var expectation: Expectation?
  /// Where the case stands.
  package var place: Place
}

extension PipelineCase.Expectation {
  /// Makes the expectation that one decision meets, and no other.
  package init(of decided: DecidedConversation) {
    let decision = decided.decision
    self.decision = decision.name
    reason = decision.reason?.rawValue
    resolved = decided.submission?.body.isResolved
    rating = decided.submission?.body.rating
    comment = decided.submission?.body.feedback
    flags = decision.flags.map(\.rawValue)
    rule = decision.rule
  }

  /// Returns what of a decision is not as wanted, each as a sentence; none where all is.
  package func differences(from decided: DecidedConversation) -> [String] {
    let actual = Self(of: decided)
    var found: [String] = []
    func compare<Value: Equatable>(_ name: String, _ wanted: Value?, _ actual: Value?) {
      guard let wanted, wanted != actual else { return }
      found.append("\(name) is \(actual.map { "\($0)" } ?? "none"), not \(wanted)")
    }
    compare("decision", decision, actual.decision)
    compare("reason", reason, actual.reason)
    compare("resolved", resolved, actual.resolved)
    compare("rating", rating, actual.rating)
    compare("comment", comment, actual.comment ?? "")
    compare("flags", flags, actual.flags)
    compare("rule", rule, actual.rule)
    return found
  }
}
