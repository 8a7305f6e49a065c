import Conversations
import Foundation
import Pipelines
import TestKit
import Testing

@Suite struct `The repeat finder` {
  @Test(arguments: [2, 3, 1000])
  func `names all copies but the last, however little it may hold`(capacity: Int) throws {
    let folder = try TemporaryFolder()
    var finder = RepeatFinder(folder: folder.url, capacity: capacity)
    for (ordinal, id) in ["a", "b", "a", "c", "b", "a", "d"].enumerated() {
      let conversation = Conversation(id: id, authID: "u", businessID: "1", messages: [])
      try finder.note(SurveyKey(conversation, anchor: .ordinal(0)), ordinal: ordinal)
    }
    #expect(try finder.repeated() == [0, 1, 2])
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
  }

  @Test func `tells two surveys of one conversation apart`() {
    let conversation = Conversation(id: "a", messages: [])
    #expect(
      SurveyKey(conversation, anchor: .ordinal(1)) != SurveyKey(conversation, anchor: .ordinal(2)))
  }
}
