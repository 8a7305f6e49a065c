import Documents

/// The keys of a pipeline file as tables in Markdown, for `docs/pipelines.md`.
///
/// Made of the same declarations that the decoder reads with.
package enum PipelineReference {
  /// The tables by the names that the page marks them with, in the page's order.
  package static let tables: [(name: String, text: String)] = [
    ("pipeline", table(of: PipelineKeys.shape)), ("report", table(of: ReportKeys.shape)),
    ("ingest", table(of: IngestKeys.shape)), ("survey", table(of: SurveyKeys.shape)),
    ("decide", table(of: DecideKeys.shape)), ("feedback", table(of: FeedbackKeys.shape)),
    ("haptik", table(of: HaptikKeys.shape)), ("tests", table(of: CaseKeys.shape)),
    ("expect", table(of: ExpectKeys.shape)), ("outcome", table(of: OutcomeKeys.shape)),
  ]

  /// The page with each marked table written anew: what stands between `<!-- keys: NAME -->` and the
  /// next `<!-- end -->`.
  package static func filled(_ page: String) -> String {
    var text = page
    for (name, table) in tables {
      guard let head = text.firstRange(of: "<!-- keys: \(name) -->\n"),
        let end = text[head.upperBound...].firstRange(of: "<!-- end -->")
      else { continue }
      text.replaceSubrange(head.upperBound..<end.lowerBound, with: table)
    }
    return text
  }

  private static func table(of shape: MappingShape) -> String {
    var text = "| key | holds | is |\n|---|---|---|\n"
    for key in shape.keys {
      let name = "`\(key.name)`" + (key.isRequired ? " (needed)" : "")
      text += "| \(name) | \(cell(kind(of: key.shape))) | \(cell(key.meaning)) |\n"
    }
    return text
  }

  private static func cell(_ text: String) -> String {
    text.replacing("|", with: "\\|").replacing("*", with: "\\*").replacing("<", with: "&lt;")
  }

  private static func kind(of shape: Shape) -> String {
    switch shape {
    case .text(let pattern): pattern == Duration.writtenPattern ? "a duration" : "text"
    case .expression: "an expression"
    case .truth: "true or false"
    case .integer(let range): "a number\(limits(range))"
    case .choice(let words): words.count > 12 ? "a name" : words.joined(separator: ", ")
    case .list(let item, _, _): "a list of: \(kind(of: item))"
    case .names: "names and values"
    case .mapping, .anyMapping, .named: "keys below it"
    case .either(let shapes):
      shapes.map { kind(of: $0) }.reduce(into: [String]()) { kinds, kind in
        if !kinds.contains(kind) { kinds.append(kind) }
      }.joined(separator: "; or ")
    }
  }

  private static func limits(_ range: ClosedRange<Int>) -> String {
    range.upperBound == .max ? "" : ", \(range.lowerBound) to \(range.upperBound)"
  }
}
