import Conversations
import Diagnostics
import Foundation
import Reports

/// Conversations for tests.
enum Sample {
  /// A survey with both questions, answered with a comment.
  static func submitted(
    _ id: String = "c-1", record: Int = 0, comment: String? = "quick", rating: Int = 4,
    answer: String = "4", authID: String = "u-9", flags: [Flag] = []
  ) -> DecidedConversation {
    let messages = [
      Message(role: .user, text: "hello"),
      Message(role: .bot, name: "gogo", text: "Was I able to help you?"),
      Message(role: .user, text: "Yes"),
      Message(role: .bot, name: "gogo", text: "Please rate this chat"),
      Message(role: .user, text: answer[...]),
    ]
    let conversation = Conversation(
      id: id, authID: authID, businessID: "343", channel: "web",
      startedAt: Timestamp(year: 2026, month: 11, day: 1, hour: 9), agent: "Asha",
      attributes: ["queue": "billing"], messages: messages)
    let outcome = Outcome(
      resolved: .answered(.yes), rating: .answered(rating),
      comment: comment.map(Reading.answered) ?? .notAsked, flags: flags,
      evidence: [
        Evidence(
          aspect: .resolved, marker: "haptik-csat.resolved", question: 1, answer: 2, text: "Yes",
          range: 0..<3),
        Evidence(
          aspect: .rating, marker: "haptik-csat.rating", question: 3, answer: 4,
          text: String(answer.prefix(1)), range: 0..<1),
      ], anchor: .ordinal(1), exchange: 1..<5)
    return DecidedConversation(
      conversation: conversation, source: Source(path: "a.ndjson", record: record),
      outcome: outcome,
      decision: Decision(
        .submit(resolved: true, rating: rating, comment: comment), flags: flags,
        rule: "as-answered"),
      submission: Submission(
        id: SubmissionID.of(
          businessID: 343, authID: authID, conversation: id, anchor: .ordinal(1)),
        conversation: id,
        body: .init(
          authID: authID, businessID: 343, isResolved: true, rating: rating, feedback: comment),
        lastMessageAt: Timestamp(year: 2026, month: 11, day: 1, hour: 9, minute: 5)))
  }

  static func skipped(_ id: String = "c-2", record: Int = 1) -> DecidedConversation {
    DecidedConversation(
      conversation: Conversation(id: id, messages: [Message(role: .user, text: "hi")]),
      source: Source(path: "a.ndjson", record: record), outcome: Outcome(),
      decision: Decision(.skip(.noSurvey), rule: "no-survey"))
  }

  static func reviewed(_ id: String = "c-3", record: Int = 2) -> DecidedConversation {
    let messages = [
      Message(role: .bot, text: "Please rate this chat"), Message(role: .user, text: "100%"),
    ]
    return DecidedConversation(
      conversation: Conversation(id: id, channel: "web", messages: messages),
      source: Source(path: "a.ndjson", record: record),
      outcome: Outcome(rating: .unreadable, anchor: .ordinal(0), exchange: 0..<2),
      decision: Decision(.review(.unreadable), rule: "unreadable"),
      draft: SubmissionDraft(
        id: SubmissionID.of(
          businessID: 343, authID: "u-9", conversation: id, anchor: .ordinal(0)),
        conversation: id, authID: "u-9", businessID: 343))
  }

  static let unreadable = UnreadableRecord(
    source: Source(path: "a.ndjson", record: 3), offset: 812, why: "the object does not end")

  static let manifest = Manifest(
    tool: .init(version: "0.1.0"), pipeline: .init(name: "haptik-nightly", digest: "aa"),
    rules: [.init(name: "rules/haptik.policy.yaml", digest: "bb")],
    inputs: [.init(name: "a.ndjson", digest: "cc")], startedAt: "2026-11-23T02:00:00Z")

  static func chunk(
    _ decided: [DecidedConversation], unreadable: [UnreadableRecord] = [],
    redaction: Redaction? = .standard
  ) -> ReportLines.Chunk {
    var lines = ReportLines(redaction: redaction)
    for one in decided { lines.append(one) }
    for record in unreadable { lines.append(record) }
    return lines.take()
  }
}

/// A folder that is gone when the test is over.
final class TemporaryFolder {
  let path: String

  init() throws {
    path =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("exitpoll-reports-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func text(_ name: String) throws -> String {
    try String(contentsOfFile: path + "/" + name, encoding: .utf8)
  }

  /// Writes a report of chunks, and returns its directory.
  func report(
    _ chunks: [ReportLines.Chunk], name: String = "report", repeated: [Int] = [],
    planKey: [UInt8]? = nil, page: PageOptions = PageOptions()
  ) throws -> String {
    let directory = path + "/" + name
    var writer = try ReportWriter(directory: directory, page: page)
    for chunk in chunks { try writer.append(chunk) }
    try writer.replaceRepeated(ordinals: repeated)
    _ = try writer.finish(manifest: Sample.manifest, planKey: planKey)
    return directory
  }
}
