import Conversations
import Diagnostics
import Documents
import Surveys
import Testing

@Suite struct `Wordings that look like a survey and have no marker` {
  private func reader(own: String = "") throws -> SurveyReader {
    var diagnostics: [Diagnostic] = []
    let own = own.isEmpty ? [] : [try YAMLDocument.parse(SourceText(name: "p.yaml", text: own))]
    let sets = ["haptik-csat", "generic"]
    let model = SurveyModel.make(
      use: sets, own: own, languages: ["en", "hi"], into: &diagnostics)
    return SurveyReader(try #require(model, "\(diagnostics)"))
  }

  private func chat(_ question: Substring, _ answer: Substring) -> Conversation {
    Conversation(
      id: "c",
      messages: [
        Message(role: .bot, text: question), Message(role: .user, text: answer),
      ])
  }

  @Test func `are told as they stand, with what the user answered`() throws {
    let reader = try reader()
    let yes = reader.reading(of: chat("Namaste! <b>Kya aap khush hain?</b>", "haan ji"))
    #expect(
      yes.unmatched == [
        UnmatchedWording(
          text: "Kya aap khush hain?", wording: #"kya aap khush hain ?\?"#, answer: .resolved)
      ])
    let number = reader.reading(of: chat("Kya aap khush hain?", "4"))
    #expect(number.unmatched.map(\.answer) == [.rating])
    #expect(number.outcome == Outcome())
  }

  @Test func `leave long numbers open and take signs for themselves`() throws {
    let reading = try reader().reading(of: chat("Happy (with #12345), Asha's mom?", "no"))
    #expect(reading.unmatched.map(\.wording) == [#"happy \(with #[0-9]+\), asha.s mom ?\?"#])
  }

  @Test func `are none where a marker knows the sentence, or where it is talk`() throws {
    let reader = try reader()
    let chats = [
      chat("Was I able to help you?", "yes"), chat("Anything else I can help you with?", "no"),
      chat("Your order is on its way.", "ok"), chat("Which size do you want?", "5"),
    ]
    for chat in chats { #expect(reader.reading(of: chat).unmatched == []) }
  }

  @Test func `are read once their marker stands in a pipeline`() throws {
    let wording = try #require(
      try reader().reading(of: chat("Kya aap khush hain?", "haan ji")).unmatched.first)
    let own = "- { name: khush, aspect: resolved, wordings: '\(wording.wording)' }"
    let reading = try reader(own: own).reading(of: chat("Kya aap khush hain?", "haan ji"))
    #expect(reading.outcome.resolved == .answered(.yes))
    #expect(reading.outcome.evidence.map(\.marker) == ["own.khush"])
    #expect(reading.unmatched == [])
  }

  /// The question names the trouble, and its answer is a yes that nobody asked for by a marker.
  private func rated(after talk: [Message]) -> Conversation {
    let asked = [
      Message(role: .bot, text: "Is that error a thing of the past?"),
      Message(role: .user, text: "yes"),
    ]
    let rating = [
      Message(role: .bot, text: "Please rate this chat from 1 to 5"),
      Message(role: .user, text: "3"),
    ]
    return Conversation(id: "c", messages: asked + talk + rating)
  }

  @Test func `make the resolution doubtful where they name the trouble right before a survey`()
    throws
  {
    let reader = try reader()
    #expect(reader.reading(of: rated(after: [])).outcome.resolved == .unreadable)
    let steps = reader.trace(of: rated(after: [])).steps.map(\.note)
    #expect(
      steps.contains("the answer just before may be about the resolution: no marker asked it"))
    let talk = [Message(role: .agent, text: "Thank you, your order is on its way.")]
    #expect(reader.reading(of: rated(after: talk)).outcome.resolved == .notAsked)
  }
}
