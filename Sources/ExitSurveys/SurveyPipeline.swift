public import Conversations
public import Diagnostics
internal import Pipelines
public import Transcripts

/// A pipeline file at work inside a program of your own: exports in, decisions out.
///
/// It does what `exitpoll decide` does, without files, network or ledger: the sink of the pipeline is
/// checked and not used. Making one compiles every expression and rule; make it once and share it.
public struct SurveyPipeline: Sendable {
  let pipeline: Pipeline

  /// What became of one conversation of an export.
  public enum Reading: Sendable {
    /// It was read and decided.
    case decided(DecidedConversation)
    /// It cannot be read.
    case unreadable(UnreadableRecord)
  }

  /// Checks a pipeline file's text; throws all its mistakes.
  ///
  /// `files` holds the texts of the files that it names, such as its rules, by the path that stands
  /// in it.
  public init(
    _ text: String, name: String = "pipeline.yaml", files: [String: String] = [:]
  ) throws(Mistakes) {
    var diagnostics: [Diagnostic] = []
    let made = Pipeline.make(SourceText(name: name, text: text), files: files, into: &diagnostics)
    guard let made else { throw Mistakes(diagnostics) }
    pipeline = made
  }

  /// The transcript format that the pipeline reads.
  public var format: TranscriptFormat { pipeline.ingest.format }

  /// Reads an export that is in memory, plain or gzip, and returns each conversation's reading in
  /// order.
  ///
  /// `name` stands in the readings' sources; `attributes` are what a path would say, such as
  /// `business_id`. `now` is the moment that the quiet window ends at. Reads on the calling thread;
  /// the memory is that of the readings. A `TranscriptReader` of ``format`` with a
  /// ``ConversationDecider`` holds less.
  public func readings(
    of export: [UInt8], named name: String = "export", attributes: [String: String] = [:],
    now: Timestamp
  ) -> [Reading] {
    let decider = ConversationDecider(self, now: now)
    return format.readings(of: export, named: name, attributes: attributes).map {
      switch $0 {
      case .conversation(let conversation, let source):
        .decided(decider.decided(conversation, from: source))
      case .unreadable(let record): .unreadable(record)
      }
    }
  }
}
