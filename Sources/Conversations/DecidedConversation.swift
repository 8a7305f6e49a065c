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
  /// What the rule that decided says in plain words; nil where it says nothing.
  public var explanation: String?
  /// What is sent; nil unless the decision is `submit`.
  public var submission: Submission?
  /// Whom a review would be sent for, once a person settles it; nil where nobody can be named.
  public var draft: SubmissionDraft?
  /// What was asked near its end that looks like a survey and that no marker knows.
  public var unmatched: [UnmatchedWording]

  /// Makes a decided conversation.
  public init(
    conversation: Conversation, source: Source, outcome: Outcome, decision: Decision,
    explanation: String? = nil, submission: Submission? = nil, draft: SubmissionDraft? = nil,
    unmatched: [UnmatchedWording] = []
  ) {
    self.conversation = conversation
    self.source = source
    self.outcome = outcome
    self.decision = decision
    self.explanation = explanation
    self.submission = submission
    self.draft = draft
    self.unmatched = unmatched
  }
}
