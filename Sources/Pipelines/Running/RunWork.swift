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
    var count = 0
    var surveys: [(key: SurveyKey, position: Int)] = []
    readers.reader(for: input).read(input.chunk, source: input.name) { result in
      switch result {
      case .success(let (conversation, source)):
        let decided = stages.decided(conversation, source: source)
        lines.append(decided)
        if let anchor = decided.outcome.anchor {
          surveys.append((SurveyKey(conversation, anchor: anchor), count))
        }
        count += 1
      case .failure(let record): lines.append(record)
      }
    }
    return WorkedChunk(
      lines: lines.take(), conversations: count, surveys: surveys, input: input.name,
      bytesRead: input.bytesRead)
  }
}
