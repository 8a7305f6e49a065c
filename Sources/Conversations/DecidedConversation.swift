/// A conversation at the end of its way through the stages: what a report tells of it.
public struct DecidedConversation: Sendable, Hashable {
  /// The conversation, with the messages that the pipeline read.
  public var conversation: Conversation
  /// Where it came from.
  public var source: Source
  /// What was read of its survey.
  public var outcome: Outcome
  /// What becomes of it.
  public var decision: Decision
  /// What is sent; nil unless the decision is `submit`.
  public var submission: Submission?

  /// Makes a decided conversation.
  public init(
    conversation: Conversation, source: Source, outcome: Outcome, decision: Decision,
    submission: Submission? = nil
  ) {
    self.conversation = conversation
    self.source = source
    self.outcome = outcome
    self.decision = decision
    self.submission = submission
  }
}
