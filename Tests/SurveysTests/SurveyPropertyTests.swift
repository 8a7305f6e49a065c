import Conversations
import Diagnostics
import Foundation
import Surveys
import Testing

@Suite struct `What holds for every ending` {
  private let reader: SurveyReader
  private let cases: [CorpusCase]

  init() throws {
    var diagnostics: [Diagnostic] = []
    let sets = ["haptik-csat", "haptik-nps", "generic"]
    let model = try #require(SurveyModel.make(use: sets, into: &diagnostics), "\(diagnostics)")
    reader = SurveyReader(model)
    let folder = `The corpus of endings`.folder.path(percentEncoded: false)
    cases = try CorpusReader.files(in: folder).flatMap(\.cases)
  }

  @Test func `no user message is ever a question`() {
    for item in cases {
      var conversation = item.conversation
      conversation.fields = []
      for index in conversation.messages.indices { conversation.messages[index].role = .user }
      #expect(reader.outcome(of: conversation) == Outcome(), "\(item.name)")
    }
  }

  @Test func `no value stands without evidence, which points at the very characters`() {
    for item in cases {
      let outcome = reader.outcome(of: item.conversation)
      let aspects = Set(outcome.evidence.map(\.aspect))
      #expect(outcome.resolved.value == nil || aspects.contains(.resolved), "\(item.name)")
      #expect(outcome.rating.value == nil || aspects.contains(.rating), "\(item.name)")
      for evidence in outcome.evidence {
        guard let answer = evidence.answer, let range = evidence.range else { continue }
        let scalars = Array(item.conversation.messages[answer].text.unicodeScalars)
        let text = String(String.UnicodeScalarView(scalars[range]))
        #expect(Array(text.utf8) == Array(evidence.text.utf8), "\(item.name)")
      }
    }
  }

  @Test func `readers that share a model at the same time read what one alone reads`() async throws
  {
    var diagnostics: [Diagnostic] = []
    let sets = ["haptik-csat", "haptik-nps", "generic"]
    let shared = try #require(SurveyModel.make(use: sets, into: &diagnostics), "\(diagnostics)")
    let conversations = cases.map(\.conversation)
    let alone = conversations.map { reader.outcome(of: $0) }
    await withTaskGroup(of: [Outcome].self) { group in
      for _ in 0..<3 {
        group.addTask {
          let reader = SurveyReader(shared)
          return conversations.map { reader.outcome(of: $0) }
        }
      }
      for await outcomes in group { #expect(outcomes == alone) }
    }
  }

  @Test func `an exchange that was read before is read the same wherever it stands`() {
    let talk = [
      Message(role: .user, text: "my order is late"),
      Message(role: .bot, text: "Would you like the link?"),
      Message(role: .user, text: "no"),
    ]
    for item in cases {
      _ = reader.outcome(of: item.conversation)
      for (count, later) in [(0, 0), (1, 60_000), (2, 0), (3, 7_200_000)] {
        var other = item.conversation
        other.firstMessageIndex += 7 * count
        other.messages = talk[..<count] + other.messages
        for index in other.messages.indices where index % 2 == 1 {
          other.messages[index].at?.milliseconds += Int64(later * index)
        }
        #expect(reader.outcome(of: other) == reader.trace(of: other).outcome, "\(item.name)")
      }
    }
  }

  @Test func `the Unicode normal form changes no decision`() {
    for item in cases {
      let expected = decision(item.conversation)
      let forms: [(String) -> String] = [
        \.decomposedStringWithCanonicalMapping, \.precomposedStringWithCanonicalMapping,
      ]
      for form in forms {
        var other = item.conversation
        for index in other.messages.indices {
          other.messages[index].text = form(String(other.messages[index].text))[...]
        }
        #expect(decision(other) == expected, "\(item.name)")
      }
    }
  }

  @Test func `the case of the letters changes no decision`() {
    for item in cases {
      var other = item.conversation
      for index in other.messages.indices {
        other.messages[index].text = other.messages[index].text.uppercased()[...]
      }
      var expected = decision(item.conversation)
      expected.comment = expected.comment?.uppercased()
      var found = decision(other)
      found.comment = found.comment?.uppercased()
      #expect(found == expected, "\(item.name)")
    }
  }

  /// In the chat's own language: who mixes English into Japanese may be asked again.
  @Test(arguments: [(", thanks", false), (" 🙏", true)])
  func `courtesy after an answer other than a no changes no decision`(
    courtesy: String, isForAll: Bool
  ) throws {
    let folder = `The corpus of endings`.folder.path(percentEncoded: false)
    let english = ["english", "indian-english", "hinglish", "hindi"]
    let files = try CorpusReader.files(in: folder)
      .filter { isForAll || english.contains($0.language) }
    #expect(files.count > 20)
    for item in files.flatMap(\.cases) {
      let outcome = reader.outcome(of: item.conversation)
      let answers = outcome.evidence.filter { $0.aspect != .comment && $0.question != nil }
      for answer in Set(answers.compactMap(\.answer)) {
        let isNo = answers.contains { $0.answer == answer && $0.aspect == .resolved }
        let message = item.conversation.messages[answer]
        let isYes = !isNo || outcome.resolved == .answered(.yes)
        // "No, thanks" declines, also where a no says that it is over.
        let isBareNo = ["no", "nope", "nahi"].contains(message.text.lowercased())
        guard isYes, !isBareNo, message.kind == .text else { continue }
        var polite = item.conversation
        polite.messages[answer].text = (String(message.text) + courtesy)[...]
        // Courtesy behind a remark is part of the remark.
        var (found, expected) = (decision(polite), decision(item.conversation))
        (found.comment, expected.comment) = (nil, nil)
        #expect(found == expected, "\(item.name): \(message.text)")
      }
    }
  }

  @Test func `talk before the last 20 messages changes nothing`() {
    let talk = (0..<30).map { number in
      Message(role: number % 2 == 0 ? .user : .bot, text: "Your order \(number) is on its way")
    }
    for item in cases where item.conversation.messages.count >= 2 {
      var quiet = item.conversation
      quiet.messages = talk.suffix(20) + quiet.messages
      var chatty = item.conversation
      chatty.messages = talk + chatty.messages
      #expect(decision(quiet) == decision(chatty), "\(item.name)")
    }
  }

  private func decision(_ conversation: Conversation) -> CorpusCase.Expectation {
    var decision = DefaultRules.decision(for: reader.outcome(of: conversation))
    decision.comment = decision.comment.map(\.precomposedStringWithCanonicalMapping)
    return decision
  }
}
