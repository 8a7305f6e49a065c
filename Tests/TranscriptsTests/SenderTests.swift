import Conversations
import Testing

@testable import Transcripts

/// Roles and names, which are remembered from message to message.
@Suite struct `Senders` {
  private let haptik: TranscriptFormat
  private let genesys: TranscriptFormat

  init() throws {
    haptik = try Sample.format("haptik-chat-history")
    genesys = try Sample.format("genesys-xml")
  }

  private func messages(_ text: String, as format: TranscriptFormat) -> [Message] {
    Reading(Array(text.utf8), as: format).conversations.flatMap(\.messages)
  }

  private func record(_ senders: [String]) -> String {
    let list = senders.map { #"{"text": "x", "sender": "\#($0)"}"# }.joined(separator: ", ")
    return #"{"conversation_identifier": "a", "chat_json": [\#(list)]}"#
  }

  @Test func `a sender is read alike beside however many others`() {
    // As long as what is remembered, longer, alike in the middle and at the end, and none.
    let long = String(repeating: "n", count: 48)
    let names = ["A", "Bo", "Prateek", "Anita", "अनिता", "Zoë", "", " ", long, long + "n"]
    var senders = ["user", "bot", "User", "agent()", "", "agent(user)", "agent(bot"]
    senders += names.flatMap { ["agent(\($0))", $0] } + (10..<60).map { "agent(Ravi \($0))" }
    let alone = senders.map { messages(record([$0]), as: haptik) }
    #expect(alone.map(\.count) == senders.map { _ in 1 })
    let among = messages(record(senders + senders.reversed()), as: haptik)
    let wanted = alone.flatMap { $0 }
    #expect(among == wanted + wanted.reversed())
    let lines = senders.map { record([$0]) }.joined(separator: "\n")
    #expect(messages(lines, as: haptik) == wanted)
    #expect(Set(wanted.map(\.role)) == [.user, .bot, .agent, .system])
  }

  @Test func `an id means another party in the next transcript`() {
    func transcript(_ type: String, _ nick: String) -> String {
      """
      <chatTranscript sessionId="s" startAt="2026-11-01T00:00:00Z">\
      <newParty userId="007352F6E4D00E7B" timeShift="0"><userInfo userNick="\(nick)" \
      userType="\(type)"/></newParty>\
      <message userId="007352F6E4D00E7B" timeShift="1"><msgText>x</msgText></message>\
      <message userId="007352F6E4D00E7B" timeShift="2"><msgText>y</msgText></message>\
      </chatTranscript>
      """
    }
    let all =
      "<all>" + transcript("CLIENT", "Asha") + transcript("AGENT", "Ravi")
      + transcript("CLIENT", "Meera") + "</all>"
    let read = messages(all, as: genesys)
    #expect(read.map(\.role) == [.user, .user, .agent, .agent, .user, .user])
    #expect(read.map(\.name) == ["Asha", "Asha", "Ravi", "Ravi", "Meera", "Meera"])
  }

  @Test func `a sender that is no text is read for what it is`() {
    let text =
      #"{"conversation_identifier": "a", "chat_json": [{"text": "x", "sender": 5}, "#
      + #"{"text": "x", "sender": "5"}, {"text": "x", "sender": null}, {"text": "x"}]}"#
    let read = messages(text, as: haptik)
    #expect(read.map(\.role) == [.agent, .agent, .system, .system])
    #expect(read.map(\.name) == ["5", "5", nil, nil])
  }
}
