import Conversations
import Foundation
import Reports
import TestKit
import Testing

@Suite struct `The size of the audit page` {
  private static let words = """
    order refund delay card payment bill agent call waiting router plan recharge login app error
    delivery address parcel invoice account branch password signal money balance statement seat
    ticket flight hotel policy claim doctor report size colour exchange pickup warranty screen
    friendly slow quick polite rude useless helpful confusing clear again never always twice
    भुगतान बिल ऐप धीमा अच्छा खराब الخدمة ممتازة بطيئة 👍
    """.split { $0.isWhitespace }.map(String.init)

  private func conversation(_ number: Int, _ random: inout SeededGenerator) -> DecidedConversation {
    let say = { (count: Int, random: inout SeededGenerator) in
      (0..<count).map { _ in Self.words.randomElement(using: &random) ?? "" }
        .joined(separator: " ")
    }
    let comment = say(Int.random(in: 4...16, using: &random), &random)
    let rating = Int.random(in: 1...5, using: &random)
    let id = String(random.next(), radix: 16) + "_\(number)"
    var made = Sample.submitted(
      id, record: number, comment: comment, rating: rating, answer: "\(rating), " + comment,
      authID: String(random.next(), radix: 16))
    for index in made.conversation.messages.indices {
      made.conversation.messages[index].at = Timestamp(
        milliseconds: 1_793_500_000_000 + Int64(number * 17_000 + index * 9_000)
          + Int64.random(in: 0...5_000, using: &random))
    }
    made.conversation.agent = Self.words.randomElement(using: &random)
    made.conversation.channel = ["web", "ios", "android"].randomElement(using: &random)
    made.explanation = "Both questions were answered; the answers are logged as they stand."
    return made
  }

  @Test func `leaves room for 100,000 varied conversations in 25 MB`() throws {
    let folder = try TemporaryFolder()
    var random = SeededGenerator(seed: 7)
    let count = 4_000
    let decided = (0..<count).map { conversation($0, &random) }
    _ = try folder.report([Sample.chunk(Array(decided.prefix(1)))], name: "empty")
    _ = try folder.report([Sample.chunk(decided)], name: "full")
    let bytes = try folder.text("full/index.html").utf8.count
    let each = Double(bytes - (try folder.text("empty/index.html").utf8.count)) / Double(count - 1)
    #expect(each * 100_000 < 25_000_000, "seed 7: \(each) bytes a conversation")
  }
}
