import Foundation
import TestKit
import Testing

@Suite struct `Bad input` {
  /// What a run over one file came to: its exit code, and the lines of three files of its report.
  private func run(
    _ data: Data, as name: String = "chats.ndjson", format: String = "exitpoll"
  ) throws -> (status: Int32, decisions: [String], unreadable: [String], errors: String) {
    let workplace = try Workplace()
    try workplace.folder.write(data, to: name)
    try workplace.folder.write(
      """
      pipeline: test
      stages:
        - ingest: { from: none, format: \(format) }
        - survey: { use: [haptik-csat] }
        - report

      """, to: "p.yaml")
    let run = try workplace.exitpoll(
      "run", "p.yaml", "--dry-run", "--input", name, "--report", "r")
    return (
      run.status, (try? workplace.lines("r/decisions.ndjson")) ?? [],
      (try? workplace.lines("r/unreadable.ndjson")) ?? [], run.errors
    )
  }

  private func run(
    _ text: String, as name: String = "chats.ndjson", format: String = "exitpoll"
  ) throws -> (status: Int32, decisions: [String], unreadable: [String], errors: String) {
    try run(Data(text.utf8), as: name, format: format)
  }

  @Test(arguments: [
    "{", "nonsense", "[1]", "null", "{\"id\":1}}", "{\"id\":\"c\",\"messages\":7}",
    "{\"id\":\"c\",\"messages\":[{\"role\":\"king\",\"text\":\"x\"}]}", "\u{0}",
  ])
  func `in one record leaves its neighbours alone`(record: String) throws {
    let found = try run([Workplace.chat("a"), record, Workplace.chat("b")].joined(separator: "\n"))
    #expect(found.status == 1, "\(found.errors)")
    #expect(found.decisions.count == 2)
    #expect(found.unreadable.count == 1)
    #expect(found.unreadable.first?.contains("\"path\":\"chats.ndjson\",\"record\":1,") == true)
    #expect(found.unreadable.first?.contains("\"why\":\"") == true)
  }

  @Test func `that is not UTF-8 is one unreadable record`() throws {
    var data = Data((Workplace.chat("a") + "\n").utf8)
    data.append(contentsOf: [0x7B, 0x22, 0xFF, 0xFE, 0x22, 0x3A, 0x31, 0x7D, 0x0A])
    data.append(contentsOf: Data(Workplace.chat("b").utf8))
    let found = try run(data)
    #expect(found.decisions.count == 2)
    #expect(found.unreadable.count == 1)
  }

  @Test func `with a byte order mark is read`() throws {
    let found = try run(Data([0xEF, 0xBB, 0xBF]) + Data(Workplace.chat("a").utf8))
    #expect(found.status == 0)
    #expect(found.decisions.count == 1)
  }

  @Test(arguments: ["", "\n\n", "[]"]) func `that is empty is no mistake`(text: String) throws {
    let found = try run(text)
    #expect(found.status == 0, "\(found.errors)")
    #expect(found.decisions.isEmpty && found.unreadable.isEmpty)
  }

  @Test func `nested 10,000 deep does not crash`() throws {
    let deep = String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000)
    for text in [deep, "{\"id\":\"c\",\"messages\":\(deep)}"] {
      let found = try run(text + "\n" + Workplace.chat("a"))
      #expect([1, 65].contains(found.status), "\(found.errors)")
      #expect(!found.unreadable.isEmpty)
    }
  }

  @Test func `with a message of 50 MB is read`() throws {
    let long = String(repeating: "x", count: 50_000_000)
    let chat = Workplace.chat("a").replacing("Was I", with: "\(long) Was I")
    let found = try run(chat + "\n" + Workplace.chat("b"))
    #expect(found.status == 0, "\(found.errors)")
    #expect(found.decisions.count == 2)
  }

  @Test func `in gzip that ends early keeps what stood before`() throws {
    let workplace = try Workplace()
    let chats = (0..<2000).map { Workplace.chat("c\($0)") }.joined(separator: "\n")
    try workplace.folder.write(chats, to: "chats")
    let gzip = Process()
    gzip.executableURL = URL(filePath: "/usr/bin/env")
    gzip.arguments = ["gzip", "-k", workplace.folder.url.appending(path: "chats").path]
    try gzip.run()
    gzip.waitUntilExit()
    let whole = try Data(contentsOf: workplace.folder.url.appending(path: "chats.gz"))
    let all = try run(whole, as: "chats.ndjson.gz")
    #expect(all.status == 0 && all.decisions.count == 2000, "\(all.errors)")
    let cut = try run(Data(whole.prefix(whole.count / 2)), as: "chats.ndjson.gz")
    #expect(cut.status == 1, "\(cut.errors)")
    #expect(cut.decisions.count > 100 && cut.decisions.count < 2000)
    #expect(cut.unreadable.contains { $0.contains("gzip") })
  }

  @Test(arguments: [
    "<!DOCTYPE chatTranscript [<!ENTITY e \"x\">]><chatTranscript sessionId=\"1\"/>",
    "<!DOCTYPE chatTranscript SYSTEM \"file:///etc/passwd\"><chatTranscript sessionId=\"1\"/>",
    "<chatTranscript sessionId=\"1\"><message userId=\"U\"><msgText>&e;</msgText></message>"
      + "</chatTranscript>",
  ])
  func `in XML never expands or fetches anything`(text: String) throws {
    let found = try run("<?xml version=\"1.0\"?>" + text, as: "a.xml", format: "genesys-xml")
    #expect(found.status == 65, "\(found.errors)")
    #expect(found.unreadable.count == 1)
    #expect(!found.unreadable[0].contains("root:"))
  }

  @Test func `named by a folder without matches is no mistake, an unknown path is one`() throws {
    let workplace = try Workplace()
    let pipeline = try workplace.nativePipeline()
    try workplace.folder.write("x", to: "folder/readme.md")
    let empty = try workplace.exitpoll("run", pipeline, "--dry-run", "--input", "folder")
    #expect(empty.status == 66)
    #expect(empty.errors.contains("nothing matches \"folder\""))
  }
}
