import Conversations
import Diagnostics
import Testing

@testable import Transcripts

@Suite struct `Profiling a file` {
  private let export = """
    {"id":"a","who":"u-1","shop":"x","stars":7,"talk":[{"by":"client","said":"<p>hi</p>","t":"24/11/2026 10:00"},{"by":"shop","said":"hello","t":"24/11/2026 09:00"}]}
    {"id":"a","who":"","stars":4,"talk":[{"by":"shop","said":"","t":"soon"}]}
    {"id":"b","talk":0}
    """

  private func profile(_ mapping: String) throws -> FormatProfile {
    var diagnostics: [Diagnostic] = []
    let format = TranscriptFormat.decode(
      SourceText(name: "mapping.yaml", text: mapping), into: &diagnostics)
    #expect(diagnostics.isEmpty, "\(diagnostics)")
    let now = Timestamp(year: 2026, month: 11, day: 25, hour: 0, minute: 0, second: 0)
    var profiler = FormatProfiler(try #require(format), now: now)
    return try profiler.profile(of: MemoryByteSource(export), name: "export")
  }

  private let mapping = """
    conversation: { has: $.talk, id: $.id, auth_id: $.who, business_id: $.shop }
    messages:
      - from: $.talk[*]
        role: { of: $.by, is: { client: user }, otherwise: agent }
        text: $.said
        at: { of: $.t, as: 'dd/MM/yyyy HH:mm' }
    survey: { rating: $.stars }
    """

  @Test func `what is found, empty and odd is counted by field`() throws {
    let profile = try profile(mapping)
    #expect(profile.conversations == 2)
    #expect(profile.unreadable == 1)
    #expect(profile.roles == [.user: 1, .agent: 2])
    let fields = Dictionary(uniqueKeysWithValues: profile.fields.map { ($0.name, $0) })
    #expect(
      fields["conversation.id"]?.oddities == ["stand at an earlier conversation too": 1])
    #expect(fields["conversation.auth_id"]?.found == 1)
    #expect(fields["conversation.auth_id"]?.empty == 1)
    #expect(fields["conversation.business_id"]?.oddities == ["are no whole number": 1])
    #expect(fields["conversation.channel"]?.isMapped == false)
    #expect(fields["messages"]?.oddities == ["conversations have no message by a user": 1])
    #expect(fields["messages.text"]?.found == 2)
    #expect(fields["messages.text"]?.oddities == ["hold HTML tags; see `clean: html`": 1])
    #expect(
      fields["messages.at"]?.oddities
        == ["have not the form that `as` says": 1, "lie before the message above": 1])
    #expect(fields["survey.rating"]?.oddities == ["lie outside the scale": 1])
    #expect(profile.senders == [.user: ["client": 1], .agent: ["shop": 2]])
    #expect(profile.values == [.rating: ["7": 1, "4": 1]])
  }

  @Test func `a wrong mapping is seen`() throws {
    let profile = try profile(
      mapping.replacing("dd/MM/yyyy HH:mm", with: "MM/dd/yyyy HH:mm").replacing(
        "$.by", with: "$.from"))
    let at = profile.fields.first { $0.name == "messages.at" }
    #expect(at?.found == 0)
    #expect(at?.oddities == ["have not the form that `as` says": 3])
    #expect(profile.roles[.user] == nil)
  }

  @Test func `scattered records are counted as the conversations that they make`() throws {
    let format = try #require(TranscriptFormat.builtIn(named: "haptik-webhook"))
    let bytes = try Sample.bytes(Sample.files(of: "haptik-webhook")[0])
    var profiler = FormatProfiler(format, now: Timestamp(milliseconds: .max / 2))
    let profile = try profiler.profile(of: MemoryByteSource(bytes), name: "events")
    #expect(profile.conversations == 2)
    #expect(profile.share(of: "conversation.auth_id") == 1)
  }
}
