/// Whom a submission would be for, and of which survey, before its values are known: what a person
/// who settles a review need not look up.
public struct SubmissionDraft: Sendable, Hashable {
  /// The submission's id.
  public var id: String
  /// The conversation's id.
  public var conversation: String
  /// The user's id.
  public var authID: String
  /// The business that the feedback is logged for.
  public var businessID: Int64
  /// The conversation's last message, where known.
  public var lastMessageAt: Timestamp?

  /// Makes a draft.
  public init(
    id: String, conversation: String, authID: String, businessID: Int64,
    lastMessageAt: Timestamp? = nil
  ) {
    self.id = id
    self.conversation = conversation
    self.authID = authID
    self.businessID = businessID
    self.lastMessageAt = lastMessageAt
  }

  /// Returns the submission with its values.
  public func submission(isResolved: Bool, rating: Int, feedback: String?) -> Submission {
    Submission(
      id: id, conversation: conversation,
      body: .init(
        authID: authID, businessID: businessID, isResolved: isResolved, rating: rating,
        feedback: feedback),
      lastMessageAt: lastMessageAt)
  }
}
