import Conversations
import ExitSurveys

/// Runs a whole pipeline, with the shipped rules, over an export that is in memory.
func decisions(on export: [UInt8], named name: String, now: Timestamp) throws -> [String] {
  let pipeline = try SurveyPipeline(
    """
    pipeline: embedded
    stages:
      - ingest: { from: '-', format: exitpoll }
      - survey: { use: [haptik-csat, generic] }
      - report
    """)
  return pipeline.readings(of: export, named: name, now: now).map { reading in
    switch reading {
    case .decided(let chat):
      let said = chat.outcome.evidence.map { "\"\($0.text)\"" }.joined(separator: ", ")
      let fields = [
        chat.conversation.id, chat.decision.name, chat.decision.rule ?? "-", said,
      ]
      return fields.joined(separator: " ").trimmed
    case .unreadable(let record):
      return "record \(record.source.record) cannot be read: \(record.why)"
    }
  }
}

extension String {
  /// The text without spaces at its end.
  fileprivate var trimmed: String {
    var text = self
    while text.hasSuffix(" ") { text.removeLast() }
    return text
  }
}
