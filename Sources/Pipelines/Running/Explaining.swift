package import Conversations
import Diagnostics
package import Policies
package import Surveys
import Synchronization
import Transcripts

/// Why a conversation was decided as it was.
package struct Explanation: Sendable {
  /// What became of it.
  package var decided: DecidedConversation
  /// How its survey was read; nil where a filter left it out before.
  package var survey: SurveyTrace?
  /// What each rule made of it; nil where the rules were not asked.
  package var rules: PolicyTrace?
}

/// Finds conversations by their id and explains their decisions.
package struct Explaining: Sendable {
  private let pipeline: Pipeline
  private let options: RunOptions

  /// Makes the explaining of a pipeline's decisions.
  package init(_ pipeline: Pipeline, options: RunOptions) {
    self.pipeline = pipeline
    self.options = options
  }

  /// Returns every copy of a conversation, in the order of the input; none where there is none.
  ///
  /// Reads all inputs. The copies are decided each for itself: that an earlier one is `repeated` in
  /// a run is not seen here.
  package func explanations(of id: String) async throws -> [Explanation] {
    let inputs = try pipeline.inputs(options)
    let stream = ChunkStream(
      inputs, format: pipeline.ingest.format,
      attributes: Setting.attributes(of: options.settings), limit: options.limit,
      digests: InputDigests())
    if pipeline.ingest.format.isGrouped { return try await gathered(stream, id) }
    let found = Mutex<[Explanation]>([])
    try await OrderedParallelMap.run(
      width: options.width, next: { try stream.next() },
      worker: { [self] in { explained($0, id) } },
      consume: { explanations in found.withLock { $0 += explanations } })
    return found.withLock { $0 }
  }

  /// Puts the pieces together that may be the conversation's: a session's id begins with its
  /// thread's.
  private func gathered(
    _ stream: sending ChunkStream, _ id: String
  ) async throws -> [Explanation] {
    let gathering = Gathering(pipeline, folder: nil)
    try await OrderedParallelMap.run(
      width: options.width, next: { try stream.next() },
      worker: { [pipeline] in
        { input in
          let reader = RecordReader(
            format: pipeline.ingest.format, needs: pipeline.needs, attributes: input.attributes)
          var pieces: [ConversationGrouper.Whole] = []
          reader.read(input.chunk, source: input.name) { result in
            guard case .success(let piece) = result,
              id == piece.conversation.id || id.hasPrefix(piece.conversation.id + "@")
            else { return }
            pieces.append(piece)
          }
          return pieces
        }
      },
      consume: { try gathering.add($0) })
    var explanations: [Explanation] = []
    while let wholes = try gathering.next() {
      for whole in wholes where whole.conversation.id == id {
        explanations.append(explanation(of: whole.conversation, whole.source))
      }
    }
    return explanations
  }

  private func explained(_ input: InputChunk, _ id: String) -> [Explanation] {
    let reader = RecordReader(
      format: pipeline.ingest.format, needs: pipeline.needs, attributes: input.attributes)
    var explanations: [Explanation] = []
    reader.read(input.chunk, source: input.name) { result in
      guard case .success(let (conversation, source)) = result, conversation.id == id else {
        return
      }
      explanations.append(explanation(of: conversation, source))
    }
    return explanations
  }

  private func explanation(of conversation: Conversation, _ source: Source) -> Explanation {
    var stages = ConversationStages(pipeline, now: options.now)
    let decided = stages.decided(conversation, source: source)
    var explanation = Explanation(decided: decided)
    if decided.decision.reason == .filtered, decided.outcome == Outcome() { return explanation }
    explanation.survey = SurveyReader(pipeline.survey).trace(of: conversation)
    guard ![.filtered, .notEnded].contains(decided.decision.reason) else { return explanation }
    let facts = Facts(
      conversation: decided.conversation, source: source, outcome: decided.outcome,
      parameters: pipeline.parameters)
    explanation.rules = pipeline.decide.rules.policy.explain(facts)
    return explanation
  }
}
