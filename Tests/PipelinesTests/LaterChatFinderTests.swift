import Conversations
import Foundation
import TestKit
import Testing

@testable import Pipelines

@Suite struct `The finder of later chats` {
  private func sighting(
    _ id: String, _ user: String?, at second: Int, submits: Bool = true
  ) -> LaterChatFinder.Sighting? {
    let moment = Timestamp(milliseconds: Int64(second) * 1000)
    let conversation = Conversation(
      id: id, authID: user, businessID: "1",
      messages: [Message(role: .user, text: "bye", at: moment)])
    let submission =
      submits && user != nil
      ? Submission(
        id: id, conversation: id,
        body: .init(authID: user ?? "", businessID: 1, isResolved: true, rating: 4)) : nil
    let decided = DecidedConversation(
      conversation: conversation, source: Source(path: "p", record: 0), outcome: Outcome(),
      decision: Decision(.skip(.noSurvey)), submission: submission)
    return decided.sighting(position: 0)
  }

  @Test(arguments: [2, 3, 1000])
  func `names submissions before a later chat of the user`(capacity: Int) throws {
    let folder = try TemporaryFolder()
    var finder = LaterChatFinder(folder: folder.url, ledger: nil, capacity: capacity)
    let chats = [
      sighting("a", "u", at: 10), sighting("b", "v", at: 20), sighting("c", "u", at: 5),
      sighting("d", "u", at: 30, submits: false), sighting("e", "v", at: 20),
      sighting("f", "u", at: 1, submits: false), sighting("g", nil, at: 99),
      sighting("h", "w", at: -50), sighting("i", "w", at: -40),
    ]
    for (ordinal, chat) in chats.enumerated() {
      if let chat { try finder.note(chat, ordinal: ordinal) }
    }
    #expect(try finder.found().sorted() == [0, 2, 7])
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
  }
}
