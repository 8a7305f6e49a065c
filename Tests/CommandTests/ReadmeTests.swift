import Foundation
import TestKit
import Testing

@Suite struct `The README` {
  let text =
    (try? String(contentsOf: Package.root.appending(path: "README.md"), encoding: .utf8)) ?? ""

  /// The lines of its `sh` blocks, and the commands set in running text that begin with `exitpoll`.
  private var commands: [String] {
    var commands: [String] = []
    var isShell = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        isShell = line == "```sh"
      } else if isShell, !line.isEmpty {
        commands.append(String(line.prefix { $0 != "#" }).trimmingCharacters(in: .whitespaces))
      }
    }
    return commands
  }

  @Test func `names only commands that work`() throws {
    let workplace = try Workplace()
    #expect(commands.count >= 5)
    for command in commands {
      let words = command.split(separator: " ").map(String.init)
      if words.first == "make" {
        let makefile = try String(
          contentsOf: Package.root.appending(path: "Makefile"), encoding: .utf8)
        #expect(makefile.contains("\n\(words[1]):"), "\(command)")
        continue
      }
      #expect(words.first == "exitpoll", "\(command)")
      let run = try BuiltTool("exitpoll").run(Array(words.dropFirst()), in: workplace.folder.url)
      #expect([0, 1].contains(run.status), "\(command)\n\(run.errors)")
    }
  }

  @Test func `shows the shipped pipeline as it is`() throws {
    let shipped = try String(
      contentsOf: Package.root.appending(path: "pipelines/haptik-nightly.yaml"), encoding: .utf8)
    let body = shipped.split(separator: "\n").drop { $0.hasPrefix("#") }.joined(separator: "\n")
    #expect(text.contains(body))
  }

  @Test func `points at files that are there`() throws {
    for match in text.matches(of: #/\]\(([^)#]+)[^)]*\)/#) {
      let path = String(match.1)
      if path.hasPrefix("http") { continue }
      #expect(
        FileManager.default.fileExists(atPath: Package.root.appending(path: path).path), "\(path)")
    }
  }
}
