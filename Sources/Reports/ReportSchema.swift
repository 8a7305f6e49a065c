/// The JSON Schemas of the report's files.
package enum ReportSchema: String, Sendable, CaseIterable {
  /// A line of `decisions.ndjson`.
  case decisions
  /// A line of `submissions.ndjson`.
  case submissions
  /// A line of `reviews.ndjson`.
  case reviews
  /// A line of `unreadable.ndjson`.
  case unreadable
  /// `summary.json`.
  case summary
  /// `manifest.json`.
  case manifest
  /// `applied.json`.
  case applied

  /// The schema's text, JSON Schema 2020-12.
  package var text: String { EmbeddedData.text("schemas/\(rawValue).schema.json") ?? "" }
}
