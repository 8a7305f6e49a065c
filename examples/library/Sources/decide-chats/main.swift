import Conversations
import ExitSurveys
import Foundation

// Reads chats in the native format from a file and prints what becomes of each.
//
//     decide-chats chats.ndjson

let pipeline = try SurveyPipeline(
  """
  pipeline: embedded
  stages:
    - ingest: { from: '-', format: exitpoll }
    - survey: { use: [haptik-csat, generic] }
    - report
  """)
let path = CommandLine.arguments.dropFirst().first ?? "chats.ndjson"
let export = Array(try Data(contentsOf: URL(filePath: path)))
let now = Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
for reading in pipeline.readings(of: export, named: path, now: now) {
  switch reading {
  case .decided(let chat):
    let said = chat.outcome.evidence.map { "\"\($0.text)\"" }.joined(separator: ", ")
    print(chat.conversation.id, chat.decision.name, chat.decision.rule ?? "-", said)
  case .unreadable(let record):
    print("record \(record.source.record) cannot be read: \(record.why)")
  }
}
