import Foundation
import TestKit
import Testing

/// The pages in `docs` and beside the examples.
///
/// Each line of a block marked `sh` is run; a block marked `sh not-run` needs what a test has not, and
/// is looked at for the commands that it names.
@Suite struct `The documentation` {
  struct Page: Sendable, CustomTestStringConvertible {
    let path: String
    var testDescription: String { path }

    var text: String {
      (try? String(contentsOf: Package.root.appending(path: path), encoding: .utf8)) ?? ""
    }

    /// The blocks of a kind: what stands behind the three marks, and the lines.
    func blocks(_ kind: String) -> [[String]] {
      var blocks: [[String]] = []
      var isOpen = false
      for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
        let line = line.drop { $0 == " " }
        if line.hasPrefix("```") {
          isOpen = !isOpen && line == "```\(kind)"
          if isOpen { blocks.append([]) }
        } else if isOpen {
          blocks[blocks.count - 1].append(String(line))
        }
      }
      return blocks
    }
  }

  static let pages: [Page] = {
    let files = try? FileManager.default.subpathsOfDirectory(atPath: Package.root.path + "/docs")
    let docs = (files ?? []).filter { $0.hasSuffix(".md") }.sorted().map { "docs/" + $0 }
    return (["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "examples/deploy/README.md"] + docs)
      .map { Page(path: $0) }
  }()

  /// A line's words as a shell takes them apart, without its comment.
  private func words(_ line: String) -> [String] {
    var words: [String] = []
    var word = ""
    var quote: Character?
    for character in line {
      if let open = quote {
        if character == open { quote = nil } else { word.append(character) }
      } else if character == "'" || character == "\"" {
        quote = character
      } else if character == "#", word.isEmpty {
        break
      } else if character == " " {
        if !word.isEmpty { words.append(word) }
        word = ""
      } else {
        word.append(character)
      }
    }
    return word.isEmpty ? words : words + [word]
  }

  @Test(arguments: pages) func `names only commands and options that there are`(page: Page) throws {
    let workplace = try Workplace()
    for line in page.blocks("sh").flatMap({ $0 }) {
      let words = words(line)
      guard words.first == "exitpoll", !words.contains(where: { "|<>&".contains($0) }) else {
        continue
      }
      let run = try BuiltTool("exitpoll").run(Array(words.dropFirst()), in: workplace.folder.url)
      #expect(run.status != 64 || !run.errors.contains("Usage:"), "\(line)\n\(run.errors)")
      #expect(!run.errors.contains("[unknown-command]"), "\(line)")
    }
    for line in page.blocks("sh not-run").flatMap({ $0 }) {
      let words = words(line)
      guard words.first == "exitpoll", words.count > 1 else { continue }
      let help = try BuiltTool("exitpoll").run(["help", words[1]])
      #expect(help.status == 0, "\(line)")
    }
  }

  @Test func `has a tutorial whose commands work one after the other`() throws {
    let folder = try TemporaryFolder()
    let lines = Page(path: "docs/tutorial.md").blocks("sh").flatMap { $0 }
    #expect(lines.count >= 8)
    for line in lines {
      let words = words(line)
      #expect(words.first == "exitpoll")
      let run = try BuiltTool("exitpoll").run(Array(words.dropFirst()), in: folder.url)
      #expect([0, 1].contains(run.status), "\(line)\n\(run.errors)")
    }
  }

  @Test(arguments: pages) func `shows only pipelines that have no mistake`(page: Page) throws {
    let workplace = try Workplace()
    for block in page.blocks("yaml") where block.contains(where: { $0.hasPrefix("pipeline:") }) {
      try workplace.folder.write(block.joined(separator: "\n") + "\n", to: "shown.yaml")
      // Blocks are indented here, as the reader of blocks takes the indentation of lines away.
      guard block.contains(where: { $0.hasPrefix("stages:") }), block.count > 4 else { continue }
      try workplace.folder.write(Self.indented(page, block), to: "pipelines/shown.yaml")
      let check = try workplace.exitpoll("check", "pipelines/shown.yaml")
      #expect(check.status == 0, "\(page.path)\n\(check.errors)")
    }
  }

  /// The block as it stands on the page.
  private static func indented(_ page: Page, _ block: [String]) -> String {
    let lines = page.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for start in lines.indices where lines.count - start >= block.count {
      let part = lines[start..<(start + block.count)]
      if part.map({ String($0.drop { $0 == " " }) }) == block {
        return part.joined(separator: "\n") + "\n"
      }
    }
    return block.joined(separator: "\n")
  }

  @Test(arguments: pages) func `links only to what is there`(page: Page) throws {
    let folder = Package.root.appending(path: page.path).deletingLastPathComponent()
    for match in page.text.matches(of: #/\]\(([^)\s]+)\)/#) {
      let link = String(match.1)
      if link.hasPrefix("http") { continue }
      let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
      let target =
        parts[0].isEmpty
        ? Package.root.appending(path: page.path) : folder.appending(path: String(parts[0]))
      #expect(FileManager.default.fileExists(atPath: target.path), "\(page.path): \(link)")
      guard parts.count == 2, target.path.hasSuffix(".md") else { continue }
      let headings = try String(contentsOf: target, encoding: .utf8)
        .split(separator: "\n").filter { $0.hasPrefix("#") }
        .map { Self.anchor(String($0.drop { $0 == "#" || $0 == " " })) }
      #expect(headings.contains(String(parts[1])), "\(page.path): \(link)")
    }
  }

  /// A heading's name in links, as forges make it.
  private static func anchor(_ heading: String) -> String {
    String(
      heading.lowercased().replacing(" ", with: "-")
        .filter { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" })
  }

  @Test func `is all within reach of other pages`() throws {
    let all = Self.pages.map(\.text).joined()
    for page in Self.pages where page.path.hasPrefix("docs/") {
      let name = page.path.split(separator: "/").last ?? ""
      #expect(all.contains("\(name))") || all.contains("\(name)#"), "\(page.path)")
    }
  }

  @Test func `names only targets that the Makefile has`() throws {
    let makefile = try String(
      contentsOf: Package.root.appending(path: "Makefile"), encoding: .utf8)
    let targets = Set(
      makefile.split(separator: "\n").filter { !$0.hasPrefix("\t") && $0.contains(":") }
        .map { String($0.prefix { $0 != ":" }) })
    for page in Self.pages {
      for match in page.text.matches(of: #/`make ([a-z -]+)[`A-Z]/#) {
        for target in match.1.split(separator: " ") {
          #expect(targets.contains(String(target)), "\(page.path): make \(target)")
        }
      }
    }
  }
}
