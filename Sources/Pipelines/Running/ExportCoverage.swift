import Conversations
import Diagnostics
package import Policies
import Synchronization
import Transcripts

/// What a pipeline's rules did with the conversations of a real export.
package struct ExportCoverage: Sendable {
  /// How many conversations the export has.
  package private(set) var conversations = 0
  /// How many of them a stage before the rules left out.
  package private(set) var leftOut = 0
  /// What each rule did with the others, and each term.
  package private(set) var coverage: PolicyCoverage

  /// Reads all inputs; records that cannot be read are passed over.
  ///
  /// - Throws: A `Diagnostic` where an input cannot be opened; `CancellationError`.
  package static func measured(
    _ pipeline: Pipeline, options: RunOptions
  ) async throws -> ExportCoverage {
    let stream = ChunkStream(
      try pipeline.inputs(options), format: pipeline.ingest.format,
      attributes: Setting.attributes(of: options.settings), limit: options.limit,
      digests: InputDigests())
    let whole = Mutex(ExportCoverage(of: pipeline))
    try await OrderedParallelMap.run(
      width: options.width, next: { try stream.next() },
      worker: {
        var stages = ConversationStages(pipeline, now: options.now)
        return { ExportCoverage(of: $0, pipeline, &stages) }
      },
      consume: { part in whole.withLock { $0.merge(part) } })
    return whole.withLock { $0 }
  }

  private init(of pipeline: Pipeline) {
    coverage = PolicyCoverage(of: pipeline.decide.rules.policy)
  }

  private init(of input: InputChunk, _ pipeline: Pipeline, _ stages: inout ConversationStages) {
    self.init(of: pipeline)
    let reader = RecordReader(
      format: pipeline.ingest.format, needs: pipeline.needs, attributes: input.attributes)
    let rules = pipeline.decide.rules
    var kinds: [OutcomeKind: (facts: Facts, count: Int)] = [:]
    reader.read(input.chunk, source: input.name) { result in
      guard case .success(let (conversation, source)) = result else { return }
      conversations += 1
      let decided = stages.decided(conversation, source: source)
      guard decided.hasReachedRules else {
        leftOut += 1
        return
      }
      let facts = Facts(
        conversation: conversation, source: source, outcome: decided.outcome,
        parameters: pipeline.parameters)
      guard rules.dependsOnKindAlone else {
        coverage.record(rules.policy.explain(facts))
        return
      }
      kinds[OutcomeKind(decided.outcome), default: (facts, 0)].count += 1
    }
    for (facts, count) in kinds.values {
      coverage.record(rules.policy.explain(facts), times: count)
    }
  }

  private mutating func merge(_ other: ExportCoverage) {
    conversations += other.conversations
    leftOut += other.leftOut
    coverage.merge(other.coverage)
  }
}
