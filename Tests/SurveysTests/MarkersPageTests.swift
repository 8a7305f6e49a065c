import Conversations
import Diagnostics
import Documents
import Foundation
import Surveys
import Testing

/// Every marker that the page shows is read here, as a pipeline would.
@Suite struct `The page about markers` {
  private static let page = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "docs/markers.md")

  private func readers() throws -> [SurveyReader] {
    let text = try String(contentsOf: Self.page, encoding: .utf8)
    let blocks = text.components(separatedBy: "```yaml\n").dropFirst()
      .compactMap { $0.components(separatedBy: "```").first }
    return try blocks.map { block in
      let root = try YAMLDocument.parse(SourceText(name: "markers.md", text: block))
      let own = try #require(markers(in: root), "\(block)")
      var diagnostics: [Diagnostic] = []
      let sets = ["haptik-csat", "haptik-nps", "generic"]
      let model = SurveyModel.make(
        use: sets, own: [own], languages: ["en", "hi"], into: &diagnostics)
      return SurveyReader(try #require(model, "\(diagnostics.map { $0.rendered() })"))
    }
  }

  /// What stands under `markers` of the first stage.
  private func markers(in root: YAMLNode) -> YAMLNode? {
    guard case .sequence(let stages) = root.content,
      case .mapping(let stage)? = stages.first?.content,
      case .mapping(let survey)? = stage.first?.value.content
    else { return nil }
    return survey.first { $0.key.text == "markers" }?.value
  }

  private func outcome(
    _ reader: SurveyReader, _ question: Substring, _ answer: Substring
  ) -> Outcome {
    reader.outcome(
      of: Conversation(
        id: "c",
        messages: [
          Message(role: .bot, text: question), Message(role: .user, text: answer),
        ]))
  }

  @Test func `shows markers that do what it says`() throws {
    let readers = try readers()
    try #require(readers.count == 5)
    #expect(outcome(readers[0], "Kya aap khush hain?", "haan ji").resolved == .answered(.yes))
    #expect(outcome(readers[1], "How was my mood today?", "10").rating == .answered(5))
    #expect(outcome(readers[1], "Scene kya hai?", "Abhi latka hai").resolved == .answered(.no))
    #expect(outcome(readers[1], "Scene kya hai?", "Baad mein").resolved == .declined)
    let screen: Substring = "Are you satisfied with the resolution of your screen?"
    #expect(outcome(readers[2], screen, "no") == Outcome())
    #expect(outcome(readers[0], screen, "no") != Outcome())
    let line = readers[3].outcome(
      of: Conversation(
        id: "c", messages: [Message(role: .system, text: "CRM: solved no, stars 3 of 10")]))
    #expect(line.resolved == .answered(.no))
    #expect(line.rating == .answered(2))
    let sorted = outcome(readers[4], "All sorted with ur ticket ?", "yup")
    #expect(sorted.resolved == .answered(.yes))
    #expect(sorted.evidence.map(\.marker) == ["acme.sorted"])
  }

  @Test func `names every key of a marker`() throws {
    let text = try String(contentsOf: Self.page, encoding: .utf8)
    let keys = [
      "name", "aspect", "kind", "wordings", "unless", "inverted", "scale", "reversed", "measures",
      "object", "choices", "yes-no", "follows", "speakers", "words", "language", "spellings", "set",
    ]
    for key in keys { #expect(text.contains("`\(key)") || text.contains("\(key):"), "\(key)") }
  }
}
