import Foundation
import TestKit
import Testing

@Suite struct `Old reports` {
  private func pipeline(_ name: String, retain: String?, in workplace: Workplace) throws -> String {
    try workplace.folder.write(
      """
      pipeline: \(name)
      report:
        to: reports/{pipeline}-{date}
      \(retain.map { "  retain: \($0)\n" } ?? "")stages:
        - ingest: { from: chats.ndjson, format: exitpoll }
        - survey
        - report

      """, to: "\(name).yaml")
    return "\(name).yaml"
  }

  private func reports(_ workplace: Workplace) throws -> [String] {
    let folder = workplace.folder.url.appending(path: "reports").path
    return try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  }

  @Test func `are removed once they are older than the pipeline keeps them`() throws {
    let workplace = try Workplace()
    try workplace.folder.write(Workplace.chat("c1"), to: "chats.ndjson")
    let night = try pipeline("night", retain: "30d", in: workplace)
    let other = try pipeline("other", retain: nil, in: workplace)
    for (file, day) in [(night, "09-01"), (night, "10-25"), (other, "09-01"), (night, "11-20")] {
      let run = try workplace.exitpoll(
        "run", file, "--dry-run", "--now", "2026-\(day)T01:30:00Z", "--quiet")
      #expect(run.status == 0, "\(run.errors)")
    }
    #expect(
      try reports(workplace)
        == ["night-2026-10-25", "night-2026-11-20", "other-2026-09-01"])
  }

  @Test func `stay where they are no whole report, where they are a link, and beside --report`()
    throws
  {
    let workplace = try Workplace()
    try workplace.folder.write(Workplace.chat("c1"), to: "chats.ndjson")
    let night = try pipeline("night", retain: "1d", in: workplace)
    let old = "2026-09-01T01:30:00Z"
    let first = try workplace.exitpoll("run", night, "--dry-run", "--now", old, "--quiet")
    #expect(first.status == 0, "\(first.errors)")
    let folder = workplace.folder.url
    try FileManager.default.moveItem(
      at: folder.appending(path: "reports/night-2026-09-01"), to: folder.appending(path: "kept"))
    try FileManager.default.createSymbolicLink(
      at: folder.appending(path: "reports/linked"),
      withDestinationURL: folder.appending(path: "kept"))
    try workplace.folder.write("mine", to: "reports/notes/mine.txt")
    #expect(try workplace.exitpoll("run", night, "--dry-run", "--quiet").status == 0)
    #expect(try reports(workplace).count == 3)
    #expect(FileManager.default.fileExists(atPath: folder.appending(path: "kept/index.html").path))
    let beside = try workplace.exitpoll(
      "run", night, "--dry-run", "--quiet", "--report", "reports/by-hand")
    #expect(beside.status == 0)
    #expect(try reports(workplace).count == 4)
  }
}
