public import Conversations
public import Diagnostics
internal import Pipelines
internal import Transcripts

/// A pipeline file at work inside a program of your own: exports in, decisions out.
///
/// It does what `exitpoll decide` does, without files, network or ledger: the sink of the pipeline is
/// checked and not used. Making one compiles every expression and rule; make it once and share it.
public struct SurveyPipeline: Sendable {
  private let pipeline: Pipeline

  /// What is wrong with a pipeline file, all at once.
  public struct Mistakes: Error, Sendable, CustomStringConvertible {
    /// From the top of the file to its end.
    public let diagnostics: [Diagnostic]

    /// Every mistake as a person reads it.
    public var description: String {
      diagnostics.map { $0.rendered() }.joined(separator: "\n")
    }
  }

  /// What became of one record of an export.
  public enum Reading: Sendable {
    /// It was read and decided.
    case decided(DecidedConversation)
    /// It cannot be read.
    case unreadable(UnreadableRecord)
  }

  /// Checks a pipeline file's text.
  ///
  /// `files` holds the texts of the files that it names, such as its rules, by the path that stands
  /// in it.
  public init(
    _ text: String, name: String = "pipeline.yaml", files: [String: String] = [:]
  ) throws(Mistakes) {
    var diagnostics: [Diagnostic] = []
    let made = Pipeline.make(SourceText(name: name, text: text), files: files, into: &diagnostics)
    guard let made else { throw Mistakes(diagnostics: diagnostics) }
    pipeline = made
  }

  /// Reads an export that is in memory, plain or gzip, and returns each record's reading in order.
  ///
  /// `name` stands in the readings' sources; `attributes` are what a path would say, such as
  /// `business_id`. `now` is the moment that the quiet window ends at. Reads on the calling thread;
  /// the memory is that of the readings.
  public func readings(
    of export: [UInt8], named name: String = "export", attributes: [String: String] = [:],
    now: Timestamp
  ) -> [Reading] {
    var stages = ConversationStages(pipeline, now: now)
    var readings: [Reading] = []
    var splitter = RecordSplitter(
      MemoryByteSource(export), name: name, format: pipeline.ingest.format)
    let reader = RecordReader(
      format: pipeline.ingest.format, needs: .everything, attributes: attributes)
    while let chunk = try? splitter.next() {
      reader.read(chunk, source: name) { result in
        switch result {
        case .success(let (conversation, source)):
          readings.append(.decided(stages.decided(conversation, source: source)))
        case .failure(let record): readings.append(.unreadable(record))
        }
      }
    }
    return readings
  }
}
