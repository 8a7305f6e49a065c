/// What is sent to Haptik for one survey: a line of the plan.
public struct Submission: Sendable, Hashable {
  /// The body of the request, as Haptik's log-feedback API takes it.
  public struct Body: Sendable, Hashable {
    /// The user's id in the customer's own system; not empty.
    public var authID: String
    /// The business (channel or queue) that the feedback is logged for.
    public var businessID: Int64
    /// Whether the query was resolved.
    public var isResolved: Bool
    /// 1–5.
    public var rating: Int
    /// The user's words; nil where there are none.
    public var feedback: String?

    /// Makes a body.
    public init(
      authID: String, businessID: Int64, isResolved: Bool, rating: Int, feedback: String? = nil
    ) {
      self.authID = authID
      self.businessID = businessID
      self.isResolved = isResolved
      self.rating = rating
      self.feedback = feedback
    }
  }

  /// 32 hex digits that name the survey, whatever file or run it comes from.
  public var id: String
  /// The conversation's id.
  public var conversation: String
  /// What is sent.
  public var body: Body
  /// The conversation's last message, where known: how old the survey is.
  public var lastMessageAt: Timestamp?

  /// Makes a submission.
  public init(
    id: String, conversation: String, body: Body, lastMessageAt: Timestamp? = nil
  ) {
    self.id = id
    self.conversation = conversation
    self.body = body
    self.lastMessageAt = lastMessageAt
  }
}
