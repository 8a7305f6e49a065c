import CEL
import Diagnostics
import Foundation
import Policies
import Testing

private let page = URL(filePath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  .appending(path: "docs/rules.md")

@Suite struct `The page about rules` {
  @Test func `shows policies that work`() throws {
    let text = try String(contentsOf: page, encoding: .utf8)
    let blocks = text.components(separatedBy: "```yaml\n").dropFirst()
      .compactMap { $0.components(separatedBy: "```").first }
      .filter { $0.hasPrefix("name:") }
    #expect(!blocks.isEmpty)
    for block in blocks {
      var problems: [Diagnostic] = []
      let policy = Policy.parse(SourceText(name: "rules.md", text: block), into: &problems)?
        .compile(
          in: SurveyEnvironment.make(), outputType: .object("Decision"), into: &problems)
      #expect(problems.map { $0.rendered() } == [])
      #expect(policy != nil)
    }
  }

  @Test func `names every survey fact of the shipped rules`() throws {
    let text = try String(contentsOf: page, encoding: .utf8)
    for reference in try haptikRules().policy.references where reference.name != "survey" {
      let field = reference.fields.last ?? ""
      #expect(text.contains(".\(field)`"), "\(reference.name)")
    }
  }
}
