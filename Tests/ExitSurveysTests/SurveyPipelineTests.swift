import Conversations
import Diagnostics
import ExitSurveys
import Foundation
import Testing
import Transcripts

@Suite struct `A pipeline inside a program` {
  private let text = """
    pipeline: embedded
    stages:
      - ingest: { from: '-', format: exitpoll }
      - survey
      - report
    """
  private let export = """
    {"id":"c1","auth_id":"u1","business_id":343,"messages":[\
    {"role":"bot","text":"Was I able to help you?"},{"role":"user","text":"haan ji"},\
    {"role":"bot","text":"Please rate us from 1 to 5"},{"role":"user","text":"4/5"}]}
    not a record
    {"id":"c2","auth_id":"u2","business_id":343,"messages":[{"role":"user","text":"hello"}]}
    """
  private let now = Timestamp(milliseconds: 1_800_000_000_000)

  @Test func `decides every record in order`() throws {
    let readings = try SurveyPipeline(text).readings(of: Array(export.utf8), now: now)
    #expect(readings.count == 3)
    guard case .decided(let first) = readings.first, case .decided(let last) = readings.last else {
      Issue.record("no decisions")
      return
    }
    #expect(first.decision.verdict == .submit(resolved: true, rating: 4, comment: nil))
    #expect(first.submission?.body.authID == "u1")
    #expect(first.outcome.evidence.map(\.text).contains("4/5"))
    #expect(last.decision.name == "skip")
    #expect(last.submission == nil)
    guard case .unreadable(let record) = readings[1] else {
      Issue.record("the middle record was read")
      return
    }
    #expect(record.source.record == 1)
  }

  @Test func `takes its rules from the texts that it is given`() throws {
    let own = text.replacing("  - report", with: "  - decide: { policy: mine.yaml }\n  - report")
    let rules = "name: mine\nrule:\n  match:\n    - id: all\n      output: review(\"look\")\n"
    let pipeline = try SurveyPipeline(own, files: ["mine.yaml": rules])
    guard case .decided(let first) = pipeline.readings(of: Array(export.utf8), now: now).first
    else {
      Issue.record("no decision")
      return
    }
    #expect(first.decision.rule == "all")
  }

  @Test func `names every mistake`() {
    #expect {
      try SurveyPipeline(text.replacing("format: exitpoll", with: "format: exitpol"))
    } throws: { error in
      (error as? Mistakes)?.diagnostics.map(\.code) == ["unknown-format"]
    }
  }
  @Test func `puts together the events of a conversation before it decides`() throws {
    let events = """
      {"chat":"a","user":"u1","by":"bot","said":"Was I able to help you?"}
      {"chat":"b","user":"u2","by":"bot","said":"Please rate us from 1 to 5"}
      {"chat":"a","user":"u1","by":"user","said":"nahi"}
      {"chat":"b","user":"u2","by":"user","said":"5"}
      """
    let pipeline = try SurveyPipeline(
      """
      pipeline: embedded
      stages:
        - ingest:
            from: '-'
            format:
              grouped: true
              conversation: { id: $.chat, auth_id: $.user, business_id: { value: '343' } }
              messages: { from: $, role: $.by, text: $.said }
        - survey
        - report
      """)
    let decided = pipeline.readings(of: Array(events.utf8), now: now).map { reading -> String in
      guard case .decided(let chat) = reading else { return "unreadable" }
      return "\(chat.conversation.id) \(chat.decision.rule ?? "-")"
    }
    #expect(decided == ["a plain-no", "b rating-only"])
  }

  @Test func `decides conversations that a host read itself`() throws {
    let pipeline = try SurveyPipeline(text)
    let decider = ConversationDecider(pipeline, now: now)
    for reading in pipeline.format.readings(of: Array(export.utf8), named: "night") {
      guard case .conversation(let chat, let source) = reading else { continue }
      let decided = decider.decided(chat, from: source)
      #expect(decided.source == source)
      #expect(decided.decision.name == (chat.id == "c1" ? "submit" : "skip"))
    }
  }
}
