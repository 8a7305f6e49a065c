import Conversations
import Diagnostics
import Foundation
import Testing

@testable import Transcripts

@Suite struct `Joining and cutting` {
  /// A store in memory.
  private struct Parts: PieceStore {
    var parts: [Int: [UInt8]] = [:]

    mutating func append(_ bytes: [UInt8], toPart part: Int) {
      parts[part, default: []] += bytes
    }

    mutating func take(part: Int) -> [UInt8] { parts[part] ?? [] }
  }

  private func message(_ text: Substring, _ minute: Int?) -> Message {
    let at = minute.map { Timestamp(year: 2026, month: 11, day: 1, minute: $0) }
    return Message(
      role: .user, text: text, at: at, choices: [Message.Choice(label: "a", value: "b")])
  }

  @Test func `scattered events become conversations, with or without a store`() throws {
    let format = try Sample.format("haptik-webhook")
    let bytes = try Sample.bytes(Sample.folder.appending(path: "haptik-webhook.ndjson"))
    let pieces = Reading(bytes, as: format)
    #expect(pieces.conversations.count == 4)
    for limit in [Int.max, 1] {
      var grouper = ConversationGrouper(
        format: format, needs: .everything, store: Parts(), limit: limit)
      for (index, piece) in pieces.conversations.enumerated() {
        try grouper.add(piece, from: Source(path: "p", record: index))
      }
      var whole: [String: (Conversation, Source)] = [:]
      while let more = try grouper.next() {
        for (conversation, source) in more {
          whole[conversation.authID ?? ""] = (conversation, source)
        }
      }
      #expect(whole.keys.sorted() == ["u-1", "u-2"])
      let first = try #require(whole["u-1"])
      #expect(first.0.id.hasPrefix("u-1/343@"))
      #expect(
        first.0.messages.map(\.text)
          == ["Was I able to help you?", "Yes", "webhook_conversation_complete"])
      #expect(first.0.messages.map(\.role) == [.bot, .user, .system])
      #expect(first.0.messages[0].choices.map(\.label) == ["Yes"])
      #expect(first.0.messages.last?.closesChat == true)
      #expect(first.1 == Source(path: "p", record: 0))
      #expect(first.0.businessID == "343")
    }
  }

  @Test func `a silence parts a thread, and ids tell when a session began`() {
    let thread = Conversation(
      id: "t", messages: [message("a", 0), message("b", nil), message("c", 59), message("d", 119)],
      fields: [SurveyField(aspect: .comment, value: .text("x"), marker: "m")])
    let sessions = SessionSplitter(gap: .seconds(3600)).sessions(of: thread)
    #expect(sessions.map(\.id) == ["t@2026-11-01T00:00:00Z", "t@2026-11-01T01:59:00Z"])
    #expect(sessions.map { $0.messages.map(\.text) } == [["a", "b", "c"], ["d"]])
    #expect(sessions.map(\.fields.count) == [0, 1])
  }

  @Test func `a session keeps its id when the export begins later`() {
    let later = Conversation(id: "t", messages: [message("d", 119)])
    let sessions = SessionSplitter(gap: .seconds(3600)).sessions(of: later)
    #expect(sessions.map(\.id) == ["t@2026-11-01T01:59:00Z"])
  }

  @Test func `only the tail is kept, and all from the last closing event on`() {
    var close = message("left", 2)
    (close.kind, close.closesChat) = (.event, true)
    let all = [message("a", 0), message("b", 1), close, message("c", 3), message("d", 4)]
    var tail = Conversation(id: "t", messages: all)
    tail.keepOnly(.lastMessages(1))
    #expect(tail.messages.map(\.text) == ["left", "c", "d"])
    #expect(tail.firstMessageIndex == 2)
  }

  @Test(arguments: TranscriptFormat.names)
  func `a sample is guessed to be of its own format`(_ name: String) throws {
    for file in Sample.files(of: name) {
      let guesses = FormatGuess.guesses(for: try Sample.bytes(file), isCut: false)
      let best = guesses.first?.score ?? 0
      let own = try #require(guesses.first { $0.name == name }, "\(file.lastPathComponent)")
      #expect(own.score >= best * 0.9, "\(guesses.prefix(3)) for \(file.lastPathComponent)")
    }
  }
}
