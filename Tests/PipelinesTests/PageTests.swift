import CEL
import Diagnostics
import Foundation
import Pipelines
import TestKit
import Testing

private func page(_ name: String) throws -> String {
  try String(contentsOf: Package.root.appending(path: "docs/\(name)"), encoding: .utf8)
}

@Suite struct `The pages about pipelines and rules` {
  @Test func `name every key that a pipeline file may hold`() throws {
    let text = try page("pipelines.md")
    let schema = try JSONSerialization.jsonObject(with: Data(FileSchema.pipeline.text.utf8))
    let keys = names(in: schema)
    #expect(keys.count > 40)
    for key in keys.sorted() {
      #expect(
        text.contains("`\(key)`") || text.contains("`- \(key)") || text.contains("{\(key):")
          || text.contains("## \(key)\n"),
        "\(key)")
    }
  }

  @Test func `name every fact that an expression can read`() throws {
    let text = try page("rules.md")
    let types = ["Survey", "Resolved", "Rating", "Comment", "Conversation", "Message", "Decision"]
    for type in types {
      let object = try #require(FactEnvironment.rules().objectType(named: type))
      for field in object.fields {
        #expect(text.contains(".\(field.name)`"), "\(type).\(field.name)")
      }
    }
  }

  @Test func `show expressions that work`() throws {
    let block = try #require(try page("cel.md").components(separatedBy: "```\n").dropFirst().first)
    let lines = block.split(separator: "\n")
    #expect(lines.count >= 5)
    for line in lines {
      let source = SourceText(name: "cel.md", text: String(line))
      let program = try FactEnvironment.environment().compile(source)
      #expect(program.resultType == .bool)
    }
  }

  private func names(in schema: Any) -> Set<String> {
    if let list = schema as? [Any] { return Set(list.flatMap { names(in: $0) }) }
    guard let object = schema as? [String: Any] else { return [] }
    let keys = (object["properties"] as? [String: Any])?.keys
    return Set(keys.map(Array.init) ?? []).union(object.values.flatMap { names(in: $0) })
  }
}
