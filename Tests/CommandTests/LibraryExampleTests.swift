import Foundation
import TestKit
import Testing

/// The program of `examples/library`, built here with what is public and nothing else.
@Suite struct `The example that embeds the library` {
  private static let folder = Package.root.appending(path: "examples/library")

  @Test func `prints what stands beside it`() throws {
    let run = try BuiltTool("library-example").run([], in: Self.folder)
    #expect(run.status == 0, "\(run.errors)")
    let expected = try String(
      contentsOf: Self.folder.appending(path: "expected.txt"), encoding: .utf8)
    #expect(run.output == expected)
  }

  @Test func `asks for products that the package has`() throws {
    let manifest = try String(
      contentsOf: Package.root.appending(path: "Package.swift"), encoding: .utf8)
    let asked = try String(
      contentsOf: Self.folder.appending(path: "Package.swift"), encoding: .utf8
    ).matches(of: /\.product\(name: "(\w+)", package: "exitpoll"\)/).map { String($0.1) }
    #expect(asked.sorted() == ["CEL", "ExitSurveys", "Policies", "Surveys", "Transcripts"])
    for product in asked {
      #expect(
        manifest.firstMatch(
          of: try Regex(#"\.library\(\s*name: "\#(product)", targets: \["\#(product)""#)) != nil,
        "\(product)")
    }
  }

  @Test func `is what the page about the library shows`() throws {
    let page = try String(
      contentsOf: Package.root.appending(path: "docs/library.md"), encoding: .utf8)
    let sources = Self.folder.appending(path: "Sources/decide-chats")
    let program = try FileManager.default.contentsOfDirectory(atPath: sources.path).map {
      try String(contentsOf: sources.appending(path: $0), encoding: .utf8)
    }.joined()
    let blocks = page.matches(of: /(?s)```swift\n(.*?)```/).map { String($0.1) }
    #expect(blocks.count >= 6)
    for block in blocks where !block.contains(".package(") {
      #expect(program.contains(block), "\(block)")
    }
  }
}
