import Foundation
import TestKit
import Testing

@Suite struct `Cases beside the rules` {
  private func workplace(_ tests: String) throws -> Workplace {
    let workplace = try Workplace()
    _ = try workplace.nativePipeline(sink: "  - report\ntests:\n" + tests)
    return workplace
  }

  private static let passing = """
      - name: four of five
        chat: [{ bot: Please rate this chat from 1 to 5. }, { user: "4" }]
        expect: { decision: submit, resolved: true, rating: 4, flags: [inferred-resolution] }
      - name: a plain no
        outcome: { resolved: no }
        expect: { decision: submit, resolved: false, rating: 1, rule: plain-no }

    """
  private static let failing = """
      - name: "<wrong>"
        outcome: { resolved: yes, rating: unreadable, comment: thanks }
        expect: { decision: submit }

    """

  @Test func `pass or fail, and are written down for a CI system`() throws {
    let workplace = try workplace(Self.passing + Self.failing)
    let run = try workplace.exitpoll("test", "p.yaml", "--junit", "junit.xml")
    #expect(run.status == 1)
    #expect(run.output.contains("p.yaml: 2 passed, 1 failed; 30 % of the rules decided a case"))
    #expect(run.output.contains("    decision is review, not submit\n"))
    #expect(run.output.contains("    no case shows the rule sources-disagree\n"))
    #expect(
      run.output.contains(
        "    in plain-no, no case shows survey.rating.unanswered as true or false"))
    let junit = try workplace.text("junit.xml")
    #expect(junit.contains("name=\"p.yaml\" tests=\"3\" failures=\"1\""))
    #expect(junit.contains("&lt;wrong&gt;"))
    #expect(junit.contains("<failure message=\"decision is review, not submit"))
  }

  @Test(arguments: [("--coverage", "20", "30"), ("--term-coverage", "10", "90")])
  func `fail below the share that is asked for`(
    option: String, low: String, high: String
  ) throws {
    let workplace = try workplace(Self.passing)
    #expect(try workplace.exitpoll("test", "p.yaml", option, low).status == 0)
    let run = try workplace.exitpoll("test", "p.yaml", option, high, "--junit", "junit.xml")
    #expect(run.status == 1)
    #expect(run.output.contains(" and \(high) % are wanted"))
    #expect(try workplace.text("junit.xml").contains("name=\"coverage\""))
  }

  @Test func `without an expectation are compared with what was recorded`() throws {
    let workplace = try workplace("  - { name: two, outcome: { rating: 2, comment: slow } }\n")
    let first = try workplace.exitpoll("test", "p.yaml")
    #expect(first.status == 1)
    #expect(first.output.contains("nothing is recorded for it yet: run exitpoll test --record"))
    #expect(try workplace.exitpoll("test", "p.yaml", "--record").status == 0)
    #expect(
      try workplace.text("p.snapshot.yaml").contains(
        "- name: \"two\"\n  expect: { \"decision\": \"submit\", \"resolved\": false, \"rating\": 2, "
          + "\"comment\": \"slow\", \"flags\": [\"inferred-resolution\"], \"rule\": \"rating-only\" }"
      ))
    #expect(try workplace.exitpoll("test", "p.yaml").status == 0)
    let text = try workplace.text("p.snapshot.yaml")
    try workplace.folder.write(
      text.replacing("\"rating\": 2", with: "\"rating\": 3"), to: "p.snapshot.yaml")
    let changed = try workplace.exitpoll("test", "p.yaml")
    #expect(changed.status == 1)
    #expect(changed.output.contains("rating is 2, not 3"))
  }

  @Test func `are set beside a real export`() throws {
    let workplace = try workplace(Self.passing)
    let chats = (1...5).map { Workplace.chat("c\($0)", rating: "\($0)") }
    try workplace.folder.write(chats.joined(separator: "\n"), to: "chats.ndjson")
    let rules = """
      rule:
        match:
          - { id: low, condition: 'survey.rating.value in [1, 2]', output: review("low") }
          - { id: one, condition: survey.rating.value == 1, output: review("one") }
          - { id: partly, condition: survey.resolved.partly, output: review("partly") }
          - { id: rest, output: skip("rest") }
      """
    try workplace.folder.write(rules, to: "rules.yaml")
    let pipeline = try workplace.text("p.yaml")
      .replacing("  - report", with: "  - decide: { policy: rules.yaml }\n  - report")
    try workplace.folder.write(pipeline, to: "p.yaml")
    let run = try workplace.exitpoll("test", "p.yaml", "--input", "chats.ndjson")
    #expect(
      run.output.contains(
        """
        the rules were asked about 5 of 5 conversations
            2  low
            0  one: held 1 times, each time under low (1)
            0  partly: never fired
            3  rest
        """), "\(run.errors)")
  }
}

@Suite struct `The page about rules, followed to the letter` {
  @Test func `leads to rules that work`() throws {
    let page = try String(
      contentsOf: Package.root.appending(path: "docs/rules.md"), encoding: .utf8)
    let part = try #require(
      page.components(separatedBy: "## Change one rule").last?.components(separatedBy: "\n## ")
        .first)
    let blocks = part.components(separatedBy: "```").enumerated()
      .filter { $0.offset % 2 == 1 }.map(\.element)
    try #require(blocks.count == 5)
    let yaml = blocks[1...3].map { String($0.dropFirst("yaml\n".count)) }
    let workplace = try Workplace()
    let rules = try workplace.text("pipelines/rules/haptik.policy.yaml")
      .replacing("    - id: plain-no\n", with: yaml[1] + "\n    - id: plain-no\n")
    try workplace.folder.write(rules, to: "pipelines/rules/my-team.policy.yaml")
    let shipped = try workplace.text("pipelines/haptik-nightly.yaml")
    let stage = try #require(shipped.firstMatch(of: #/  - decide:\n      after:[^\n]*\n/#))
    let pipeline = shipped.replacing(String(stage.0), with: yaml[0]) + yaml[2]
    try workplace.folder.write(pipeline, to: "pipelines/my-team.yaml")
    for line in blocks[4].split(separator: "\n").dropFirst() {
      let words = line.split(separator: " ").map(String.init)
      let run = try BuiltTool("exitpoll").run(Array(words.dropFirst()), in: workplace.folder.url)
      #expect(run.status == 0, "\(line)\n\(run.errors)\(run.output)")
    }
    let table = try workplace.exitpoll("table", "pipelines/my-team.yaml", "--format", "csv")
    #expect(table.output.contains("vip-unhappy"))
  }
}
