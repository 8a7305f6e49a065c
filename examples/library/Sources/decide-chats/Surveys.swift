import Conversations
import Diagnostics
import Surveys
import Transcripts

/// An export's format: a built-in one by its name, such as `genesys-xml`, or a mapping in YAML.
func format(_ name: String, mapping: String?) throws -> TranscriptFormat {
  guard let mapping else { return try TranscriptFormat(named: name) }
  return try TranscriptFormat(mapping: SourceText(name: name, text: mapping))
}

/// A conversation and what the survey at its end says.
struct ReadSurvey {
  var conversation: Conversation
  var outcome: Outcome
}

/// Reads the surveys of an export block by block, however large it is.
func surveys(
  in format: TranscriptFormat, named name: String, nextBlock: @escaping () throws -> [UInt8]
) throws -> [ReadSurvey] {
  let own = SourceText(
    name: "markers",
    text: """
      - { name: fixed, aspect: resolved, wordings: 'is it fixed now' }
      """)
  let survey = SurveyReader(try SurveyModel(use: ["haptik-csat", "generic"], markers: own))
  let reader = TranscriptReader(format, named: name, nextBlock: nextBlock)
  var surveys: [ReadSurvey] = []
  while let reading = try reader.next() {
    switch reading {
    case .conversation(let conversation, _):
      surveys.append(
        ReadSurvey(conversation: conversation, outcome: survey.outcome(of: conversation)))
    case .unreadable(let record):
      print("  record \(record.source.record) cannot be read: \(record.why)")
    }
  }
  return surveys
}
