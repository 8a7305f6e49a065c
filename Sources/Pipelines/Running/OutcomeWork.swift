import Conversations
import Reports
import Transcripts

/// What one worker does: records to outcome lines.
struct OutcomeWork {
  /// The lines of a chunk.
  struct Lines: Sendable {
    var bytes: [UInt8] = []
    var records = 0
    var unreadable = 0
    /// The pieces of conversations whose records are scattered.
    var pieces: [ConversationGrouper.Whole] = []
  }

  private var readers: InputReader
  private var stages: ConversationStages
  private var json = JSONText()
  private var lines = Lines()

  init(_ pipeline: Pipeline, now: Timestamp) {
    readers = InputReader(pipeline)
    stages = ConversationStages(pipeline, now: now)
  }

  mutating func worked(_ input: InputChunk) -> Lines {
    readers.reader(for: input).read(input.chunk, source: input.name) { result in
      switch result {
      case .success(let (conversation, source)): decide(conversation, source)
      case .failure(let record): refuse(record)
      }
    }
    return taken()
  }

  /// Reads the pieces of conversations whose records are scattered; decides nothing.
  mutating func gathered(_ input: InputChunk) -> Lines {
    readers.reader(for: input).read(input.chunk, source: input.name) { result in
      switch result {
      case .success(let piece): lines.pieces.append(piece)
      case .failure(let record): refuse(record)
      }
    }
    return taken()
  }

  /// Decides conversations that were put together.
  mutating func worked(_ wholes: [ConversationGrouper.Whole]) -> Lines {
    for whole in wholes { decide(whole.conversation, whole.source) }
    return taken()
  }

  private mutating func decide(_ conversation: Conversation, _ source: Source) {
    append(.decided(stages.decided(conversation, source: source)))
  }

  private mutating func refuse(_ record: UnreadableRecord) {
    append(.unreadable(record))
    lines.unreadable += 1
  }

  private mutating func append(_ record: OutcomeRecord) {
    record.write(to: &json)
    json.endLine()
    lines.records += 1
  }

  private mutating func taken() -> Lines {
    defer {
      lines = Lines()
      json.removeAll()
    }
    lines.bytes = json.bytes
    return lines
  }
}
