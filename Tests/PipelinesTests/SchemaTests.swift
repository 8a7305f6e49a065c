import Diagnostics
import Documents
import Foundation
import Pipelines
import TestKit
import Testing

@Suite struct `The schema of a pipeline file` {
  private let schema: JSONSchema

  init() throws {
    schema = try JSONSchema(FileSchema.pipeline.text)
  }

  private func mistakes(_ text: String) throws -> [String] {
    schema.mistakes(in: try YAMLDocument.parse(SourceText(name: "p.yaml", text: text)))
  }

  /// What the tool itself finds wrong with a pipeline file.
  private func findings(_ text: String) throws -> [Diagnostic] {
    let folder = try TemporaryFolder()
    try folder.write(text, to: "p.yaml")
    var diagnostics: [Diagnostic] = []
    _ = Pipeline.load(folder.url.appending(path: "p.yaml").path, into: &diagnostics)
    return diagnostics
  }

  @Test(arguments: FileSchema.allCases) func `is the one that is shipped`(file: FileSchema) throws {
    let url = Package.root.appending(path: "pipelines/\(file.rawValue).schema.json")
    #expect(try String(contentsOf: url, encoding: .utf8) == file.text)
  }

  @Test(arguments: [
    "pipelines/haptik-nightly.yaml", "pipelines/genesys-nightly.yaml",
    "pipelines/rules/haptik.policy.yaml", "examples/haptik-nightly/pipeline.yaml",
    "examples/genesys-nightly/pipeline.yaml", "examples/own-rules/pipeline.yaml",
    "examples/own-rules/rules/shop.policy.yaml",
  ])
  func `is named by the shipped files, which keep to it`(path: String) throws {
    let url = Package.root.appending(path: path)
    let text = try String(contentsOf: url, encoding: .utf8)
    let head = "# yaml-language-server: $schema="
    let line = try #require(text.split(separator: "\n").first)
    try #require(line.hasPrefix(head))
    let named = url.deletingLastPathComponent().appending(path: String(line.dropFirst(head.count)))
    let schema = try JSONSchema(String(contentsOf: named.standardized, encoding: .utf8))
    #expect(
      schema.mistakes(in: try YAMLDocument.parse(SourceText(name: path, text: text))) == [])
  }

  private static let whole = """
    pipeline: whole
    report: { to: reports }
    parameters: { low: 2 }
    stages:
      - ingest: { from: [a, b], format: exitpoll }
      - filter: conversation.channel != "test"
      - survey: { use: generic, languages: [en] }
      - decide: { after: 1h30m }
      - feedback: { auth_id: conversation.auth_id, business_id: 343 }
      - haptik:
          url: https://example.com/${PART}
          token: ${TOKEN}
          client_id: { file: client-id }
          ledger: x.ledger
          rate: 5/s
          attempts: 3
    tests:
      - name: a chat
        chat: [{ bot: "Was I able to help you?", choices: [Yes, No] }, { user: "Yes" }]
        expect: { decision: skip, reason: no-rating }
      - { name: an outcome, outcome: { resolved: no, rating: 1 } }

    """

  @Test func `takes what the tool takes`() throws {
    #expect(try findings(Self.whole).map(\.message) == [])
    #expect(try mistakes(Self.whole) == [])
  }

  /// Each: what is replaced by what, and the code of the mistake that both must find.
  @Test(arguments: [
    ("pipeline: whole", "pipelin: whole", "unknown-key"),
    ("report: { to:", "report: { too:", "unknown-key"),
    ("format: exitpoll", "format: exitpol", "unknown-format"),
    (", format: exitpoll", "", "missing-key"),
    ("- ingest: { from: [a, b], format: exitpoll }", "- ingest:", "missing-key"),
    ("- ingest: { from: [a, b], format: exitpoll }", "- report", "missing-stage"),
    ("- filter: conversation.channel != \"test\"", "- filter:", "empty-filter"),
    ("- filter: conversation", "- filtre: conversation", "unknown-stage"),
    ("use: generic", "use: genric", "unknown-marker-set"),
    ("languages: [en]", "languages: [xx]", "unknown-language"),
    ("after: 1h30m", "after: soon", "wrong-type"),
    ("after: 1h30m", "afterr: 1h", "unknown-key"),
    ("auth_id: conversation.auth_id,", "auth_id: [a],", "wrong-type"),
    ("token: ${TOKEN}", "token: written", "written-secret"),
    ("{ file: client-id }", "{ fil: client-id }", "unknown-key"),
    ("      ledger: x.ledger\n", "", "missing-key"),
    ("rate: 5/s", "rate: 5/x", "rate"),
    ("attempts: 3", "attempts: 0", "out-of-range"),
    ("attempts: 3", "attempts: few", "wrong-type"),
    ("- name: a chat", "- nam: a chat", "unknown-key"),
    ("{ user: \"Yes\" }", "{ usr: \"Yes\" }", "unknown-key"),
    ("{ user: \"Yes\" }", "{ name: Ann }", "case-message"),
    ("decision: skip", "decision: skipped", "unknown-value"),
    ("resolved: no", "resolved: nope", "unknown-value"),
    ("rating: 1 }", "rating: 6 }", "unknown-value"),
    (", outcome: { resolved: no, rating: 1 }", "", "case-subject"),
  ])
  func `refuses what the tool refuses`(part: String, broken: String, code: String) throws {
    let text = Self.whole.replacing(part, with: broken)
    try #require(text != Self.whole)
    #expect(try findings(text).map(\.code).contains(code))
    #expect(try !mistakes(text).isEmpty)
  }
}

@Suite struct `The schema of a file of rules` {
  private func mistakes(_ text: String) throws -> [String] {
    let source = SourceText(name: "p.yaml", text: text)
    return try JSONSchema(FileSchema.policy.text).mistakes(in: YAMLDocument.parse(source))
  }

  private static let whole = """
    name: whole
    rule:
      variables: [{ name: low, expression: survey.rating.value < 3 }]
      match:
        - { id: low, condition: variables.low, output: review("low"), explanation: '"Low."' }
        - id: nested
          rule:
            match: [{ output: skip("rest") }]
    verification: [{ id: any, condition: "true", message: anything goes }]

    """

  private func findings(_ text: String) throws -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    _ = DecisionRules.compile(
      SourceText(name: "p.yaml", text: text), parameters: Parameters(), into: &diagnostics)
    return diagnostics
  }

  @Test func `takes what the tool takes`() throws {
    #expect(try findings(Self.whole).map(\.message) == [])
    #expect(try mistakes(Self.whole) == [])
  }

  @Test(arguments: [
    ("name: whole", "nam: whole", "unknown-key"),
    ("rule:\n  variables", "rul:\n  variables", "unknown-key"),
    ("name: low, ", "name: 1low, ", "invalid-variable-name"),
    ("variables: [{ name: low, expression", "variables: [{ expression", "missing-key"),
    ("condition: variables.low", "conditio: variables.low", "unknown-key"),
    ("match: [{ output: skip(\"rest\") }]", "match: []", "no-matches"),
    ("match: [{ output: skip(\"rest\") }]", "matches: []", "match-or-aggregate"),
    ("match: [{ output: skip(\"rest\") }]", "match: [{ id: rest }]", "output-or-rule"),
    (", message: anything goes", "", "missing-key"),
  ])
  func `refuses what the tool refuses`(part: String, broken: String, code: String) throws {
    let text = Self.whole.replacing(part, with: broken)
    try #require(text != Self.whole)
    #expect(try findings(text).map(\.code).contains(code))
    #expect(try !mistakes(text).isEmpty)
  }
}
