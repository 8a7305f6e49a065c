import Conversations
import Diagnostics
import Surveys
import Testing

/// What other packages see of the room.
@Suite struct `A survey reader for other programs` {
  private let chat = Conversation(
    id: "c",
    messages: [
      Message(role: .bot, text: "Kya aap khush hain?"), Message(role: .user, text: "haan ji"),
      Message(role: .bot, text: "Please rate this chat from 1 to 5."),
      Message(role: .user, text: "4/5"),
    ])

  @Test func `reads by built-in sets and by markers of one's own`() throws {
    let builtIn = SurveyReader(try SurveyModel()).outcome(of: chat)
    #expect(builtIn.rating == .answered(4))
    #expect(builtIn.resolved == .unreadable, "a question that no marker knows")
    let own = SourceText(
      name: "own.yaml", text: "- { name: khush, aspect: resolved, wordings: 'kya aap khush hain' }")
    let read = SurveyReader(try SurveyModel(use: ["generic"], markers: own)).outcome(of: chat)
    #expect(read.resolved == .answered(.yes))
    #expect(read.evidence.map(\.marker).first == "own.khush")
  }

  @Test func `reads languages that are chosen without English`() throws {
    let reader = SurveyReader(try SurveyModel(languages: ["pt", "es"]))
    let chat = Conversation(
      id: "c",
      messages: [
        Message(role: .bot, text: "Seu problema foi resolvido?"), Message(role: .user, text: "sim"),
        Message(role: .bot, text: "Que nota de 1 a 5 você dá para este atendimento?"),
        Message(role: .user, text: "4"),
      ])
    #expect(reader.outcome(of: chat).resolved == .answered(.yes))
    #expect(reader.outcome(of: chat).rating == .answered(4))
  }

  @Test func `doubts a rating behind a no to another question, whatever happened between`() throws {
    let question = Message(role: .bot, text: "Did the new tyres get fitted on Monday?")
    let no = Message(role: .user, text: "no")
    let left = Message(role: .system, text: "Agent left", kind: .event)
    let survey = [
      Message(role: .bot, text: "Rate this chat 1-5"), Message(role: .user, text: "5"),
    ]
    let reader = SurveyReader(try SurveyModel())
    func resolved(_ before: [Message]) -> Reading<Resolution> {
      reader.outcome(of: Conversation(id: "c", messages: before + survey)).resolved
    }
    #expect(resolved([]) == .notAsked)
    #expect(resolved([question, left]) == .notAsked, "nobody answered")
    #expect(resolved([question, no]) == .unreadable)
    #expect(resolved([question, left, no]) == .unreadable)
    #expect(resolved([question, no, left]) == .unreadable)
  }

  @Test func `names every mistake`() {
    #expect { try SurveyModel(use: ["genric"], languages: ["xx"]) } throws: {
      ($0 as? Mistakes)?.diagnostics.map(\.code) == ["unknown-language"]
    }
    #expect { try SurveyModel(use: ["genric"]) } throws: {
      ($0 as? Mistakes)?.description.contains("did you mean \"generic\"?") == true
    }
    let broken = SourceText(name: "own.yaml", text: "- { name: x, aspect: rating, wordings: '(' }")
    #expect { try SurveyModel(markers: broken) } throws: {
      ($0 as? Mistakes)?.diagnostics.first?.place?.file == "own.yaml"
    }
    let torn = SourceText(name: "own.yaml", text: "- { name: x")
    #expect(throws: Mistakes.self) { try SurveyModel(markers: torn) }
  }

  @Test func `knows its sets and languages`() {
    #expect(SurveyModel.builtInSets.contains("haptik-csat"))
    #expect(SurveyModel.builtInLanguages.contains("hi"))
  }
}
