import Conversations
import Diagnostics
import Documents
import Surveys
import Testing

@Suite struct `Mistakes in marker files` {
  private func mistakes(_ yaml: String, use: [String] = []) throws -> [String] {
    var diagnostics: [Diagnostic] = []
    let own = yaml.isEmpty ? [] : [try YAMLDocument.parse(SourceText(name: "p.yaml", text: yaml))]
    let model = SurveyModel.make(use: use, own: own, languages: ["en"], into: &diagnostics)
    #expect(model == nil)
    return diagnostics.map { "\($0.code): \($0.message) (\($0.remedy ?? ""))" }
  }

  @Test func `an unknown set names the nearest one`() throws {
    #expect(
      try mistakes("", use: ["haptik-cast"]) == [
        "unknown-marker-set: there is no marker set \"haptik-cast\""
          + " (did you mean \"haptik-csat\"?)"
      ])
  }

  @Test func `an unknown aspect, list, scale and a broken pattern are all told at once`() throws {
    let yaml = """
      set: mine
      markers:
        - { name: a, aspect: rateing, wordings: x }
        - { name: b, aspect: rating, scale: [5, 1], wordings: '{isue} solved' }
        - { name: c, aspect: comment, wordings: '(open' }
        - { name: d, wordings: x }
        - { name: e, kind: statement, wordings: 'csat 5' }
      """
    #expect(
      try mistakes(yaml) == [
        "unknown-value: \"aspect\" cannot be \"rateing\" (did you mean \"rating\"?)",
        "missing-key: a question marker needs the key \"aspect\""
          + " (add \"aspect: resolved\", \"aspect: rating\" or \"aspect: comment\")",
        "bad-scale: the highest number of a scale must be above its lowest"
          + " (write the scale as [1, 5])",
        "unknown-word-list: there is no word list \"{isue}\""
          + " (add it under \"words\", or write the words as (one|other))",
        "bad-pattern: the wording is no valid pattern:"
          + " missing ): (?:^|[^a-z\\x{80}-\\x{10FFFF}0-9])(?:(open)(?:[^a-z\\x{80}-\\x{10FFFF}0-9]|$)"
          + " (put a backslash before ( ) [ ] ? . * + | where they mean themselves)",
        "missing-key: a question marker needs the key \"aspect\""
          + " (add \"aspect: resolved\", \"aspect: rating\" or \"aspect: comment\")",
        "statement-without-value: a statement's wording names no value"
          + " (mark what is read: (?P<rating>…), (?P<resolved>…), (?P<comment>…), (?P<max>…))",
      ])
  }

  @Test func `an unknown language names the nearest one`() throws {
    let yaml = """
      set: mine
      language: em
      markers: [{ name: a, aspect: rating, wordings: x }]
      """
    #expect(
      try mistakes(yaml) == [
        "unknown-language: there is no language \"em\" (did you mean \"en\"?)"
      ])
  }
}

@Suite struct `Markers of one's own` {
  @Test func `are read before the built-in ones`() throws {
    let yaml = """
      set: mine
      language: en
      markers:
        - name: khush
          aspect: rating
          scale: [1, 10]
          wordings: 'kya aap khush hain \\?'
      """
    var diagnostics: [Diagnostic] = []
    let node = try YAMLDocument.parse(SourceText(name: "p.yaml", text: yaml))
    let model = SurveyModel.make(use: [], own: [node], into: &diagnostics)
    #expect(diagnostics.isEmpty)
    let reader = SurveyReader(try #require(model))
    let outcome = reader.outcome(
      of: Conversation(
        id: "c",
        messages: [
          Message(role: .bot, text: "Kya aap khush hain ?"), Message(role: .user, text: "10"),
        ]))
    #expect(outcome.rating == .answered(5))
    #expect(outcome.evidence.map(\.marker) == ["mine.khush"])
  }
}
