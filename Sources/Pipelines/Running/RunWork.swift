import Conversations
import Reports
import Transcripts

/// What a worker makes of one chunk of records.
struct WorkedChunk: Sendable {
  var lines: ReportLines.Chunk
  /// How many conversations it has.
  var conversations = 0
  /// The surveys seen: key, and position among the chunk's conversations.
  var surveys: [(key: SurveyKey, position: Int)] = []
  /// The keys that look-ups found no row for.
  var unmatchedKeys = UnmatchedKeys()
  /// The pieces of conversations whose records are scattered.
  var pieces: [ConversationGrouper.Whole] = []
  /// The conversations whose user and time are known.
  var users: [LaterChatFinder.Sighting] = []
  /// The input, and how many bytes of all inputs were read.
  var input: String
  var bytesRead: Int
}

/// What one worker does: records to lines of the report.
struct RunWork {
  private var readers: InputReader
  private var stages: ConversationStages
  private var lines: ReportLines

  /// `sampler` is the report's; the page's exchanges beyond its size are not written.
  init(_ pipeline: Pipeline, now: Timestamp, redaction: Redaction?, sampler: PageSampler) {
    readers = InputReader(pipeline)
    lines = ReportLines(redaction: redaction, sampler: sampler)
    stages = ConversationStages(pipeline, now: now)
  }

  mutating func worked(_ input: InputChunk) -> WorkedChunk {
    var worked = WorkedChunk(lines: lines.take(), input: input.name, bytesRead: input.bytesRead)
    readers.reader(for: input).read(input.chunk, source: input.name) { result in
      switch result {
      case .success(let (conversation, source)): decide(conversation, source, into: &worked)
      case .failure(let record): lines.append(record)
      }
    }
    return finished(&worked)
  }

  /// Reads the pieces of conversations whose records are scattered; decides nothing.
  mutating func gathered(_ input: InputChunk) -> WorkedChunk {
    var worked = WorkedChunk(lines: lines.take(), input: input.name, bytesRead: input.bytesRead)
    readers.reader(for: input).read(input.chunk, source: input.name) { result in
      switch result {
      case .success(let piece): worked.pieces.append(piece)
      case .failure(let record): lines.append(record)
      }
    }
    return finished(&worked)
  }

  /// Decides conversations that were put together.
  mutating func worked(_ wholes: [ConversationGrouper.Whole], bytesRead: Int) -> WorkedChunk {
    let input = wholes.last?.source.path ?? ""
    var worked = WorkedChunk(lines: lines.take(), input: input, bytesRead: bytesRead)
    for whole in wholes { decide(whole.conversation, whole.source, into: &worked) }
    return finished(&worked)
  }

  private mutating func decide(
    _ conversation: Conversation, _ source: Source, into worked: inout WorkedChunk
  ) {
    let decided = stages.decided(conversation, source: source)
    lines.append(decided)
    if let anchor = decided.outcome.anchor {
      let key = SurveyKey(decided.conversation, anchor: anchor)
      worked.surveys.append((key, worked.conversations))
    }
    if let user = decided.sighting(position: worked.conversations) {
      worked.users.append(user)
    }
    worked.conversations += 1
  }

  private mutating func finished(_ worked: inout WorkedChunk) -> WorkedChunk {
    worked.lines = lines.take()
    worked.unmatchedKeys = stages.takeUnmatched()
    return worked
  }
}
