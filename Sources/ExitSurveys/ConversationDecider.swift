public import Conversations
internal import Pipelines

/// Decides conversations as a pipeline says, each for itself; never shared between threads.
///
/// It remembers wordings and decisions, so make one for many conversations. That a conversation is
/// a copy of an earlier one (`repeated`) is not seen here.
public final class ConversationDecider {
  private var stages: ConversationStages

  /// Makes a decider; `now` is the moment that the quiet window ends at.
  public init(_ pipeline: SurveyPipeline, now: Timestamp) {
    stages = ConversationStages(pipeline.pipeline, now: now)
  }

  /// Returns what becomes of a conversation; `source` says where it came from.
  public func decided(
    _ conversation: Conversation, from source: Source
  ) -> DecidedConversation {
    stages.decided(conversation, source: source)
  }
}
