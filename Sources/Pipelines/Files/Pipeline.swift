package import CEL
package import Diagnostics
package import Reports
package import Surveys
package import Transcripts

/// A pipeline file, decoded and checked: what a run does.
package struct Pipeline: Sendable {
  /// The name under `pipeline:`.
  package var name: String
  /// The file as it was given.
  package var source: SourceText
  /// The folder that the file's paths start from.
  package var base: String
  /// Where the report goes, and what it shows.
  package var report: ReportSettings
  /// The values under `parameters`, which `--set NAME=VALUE` changes.
  package var parameters: Parameters
  /// Which files, in which format.
  package var ingest: IngestStage
  /// What the bot's survey looks like.
  package var survey: SurveyModel
  /// The filters before the survey is read, then those after.
  package var filters: (before: [Program], after: [Program])
  /// The rules.
  package var decide: DecideStage
  /// How a decision becomes a submission.
  package var feedback: FeedbackStage
  /// Where submissions go.
  package var sink: Sink
  /// What a run has to find before anything is sent.
  package var expectations: [Expectation]
  /// The cases beside the rules.
  package var cases: [PipelineCase]
}

/// Which files are read, and in which format.
package struct IngestStage: Sendable {
  /// The patterns under `from`.
  package var patterns: [PathPattern]
  /// The transcript format.
  package var format: TranscriptFormat
  /// The tables that conversations are completed from.
  package var lookUps = LookUps()
}

/// The rules, and when a chat is over.
package struct DecideStage: Sendable {
  /// The compiled rules.
  package var rules: DecisionRules
  /// The text of the rules, for the report's digest.
  package var source: SourceText
  /// How long the last message must be past; nil where a chat is decided at once.
  package var quietWindow: Duration?
}

/// How a decision becomes a submission; nil means the conversation's own value.
package struct FeedbackStage: Sendable {
  /// Makes the user's id.
  package var authID: Program?
  /// Makes the business id: a whole number or its digits.
  package var businessID: Program?
  /// Makes the feedback text from what was said.
  package var feedback: Program?
  /// What is masked in the text that is sent; nil sends it as it was said.
  package var redaction: Redaction?
}

/// Where submissions go.
package enum Sink: Sendable {
  /// Nowhere: the report is the result.
  case report
  /// Haptik's log-feedback API.
  case haptik(HaptikSink)
}

/// Where the report goes, and what it shows.
package struct ReportSettings: Sendable {
  /// The folder under `to`, with `{date}`, `{time}` and `{pipeline}`; nil for `reports/` and the
  /// run's time.
  package var to: String?
  /// What is masked in its texts; nil shows all.
  package var redaction: Redaction? = .standard
  /// Whether the ids of conversations and users are hashed.
  package var hashesIdentifiers = false
  /// How long reports beside a new one are kept; nil for ever.
  package var retention: Duration?

  /// The names that `to` may hold in braces.
  static let placeholders = ["date", "time", "pipeline"]
}
