import Conversations
import Diagnostics
import Foundation
import Reports
import Testing

@Suite struct `Parts of a report` {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Writes a report whose manifest says which part it is.
  func part(
    _ name: String, _ decided: [DecidedConversation], number: String? = nil,
    pipeline: String = "aa", page: PageOptions = PageOptions()
  ) throws -> String {
    let directory = folder.path + "/" + name
    var manifest = Sample.manifest
    manifest.options["part"] = number
    manifest.pipeline.digest = pipeline
    var writer = try ReportWriter(directory: directory, page: page)
    try writer.append(Sample.chunk(decided, unreadable: [Sample.unreadable]))
    _ = try writer.finish(manifest: manifest)
    return directory
  }

  /// The code of the diagnostic with which merging ends.
  func code(_ parts: [String]) -> String? {
    do {
      _ = try ReportMerge.merge(parts: parts, into: folder.path + "/merged")
      return nil
    } catch {
      return error.code
    }
  }

  @Test func `become the report that one run would have written`() throws {
    let first = [Sample.submitted("c-1", comment: "a\nb"), Sample.skipped("c-2")]
    let second = [Sample.reviewed("c-3"), Sample.submitted("c-4", rating: 5, answer: "5")]
    let parts = [
      try part("one", first, number: "1/2"), try part("two", second, number: "2/2"),
    ]
    let merged = try ReportMerge.merge(parts: parts, into: folder.path + "/merged")
    let whole = try folder.report(
      [Sample.chunk(first + second, unreadable: [Sample.unreadable, Sample.unreadable])],
      name: "whole")
    for name in [
      "decisions.ndjson", "decisions.csv", "submissions.ndjson", "unreadable.ndjson",
      "summary.json", "manifest.json",
    ] {
      #expect(try folder.text("merged/" + name) == folder.text("whole/" + name))
    }
    let page = { (name: String) in
      try folder.text(name + "/index.html").replacing(folder.path + "/" + name, with: "")
    }
    #expect(try page("merged") == page("whole"))
    #expect(try merged.summary == ReportSummary.read(in: whole))
  }

  @Test func `send a survey that two of them hold once, with its last values`() throws {
    let parts = [
      try part("one", [Sample.submitted(rating: 2, answer: "2"), Sample.skipped()]),
      try part("two", [Sample.submitted(rating: 5, answer: "5")]),
    ]
    let merged = try ReportMerge.merge(parts: parts, into: folder.path + "/merged")
    #expect(merged.summary.reason["repeated"] == 1)
    #expect(merged.manifest.plan.submissions == 1)
    #expect(try folder.text("merged/submissions.ndjson").contains("\"query_rating\":5"))
  }

  @Test func `whose page left rows out are told from their decisions`() throws {
    let decided = (0..<50).map { Sample.skipped("c-\($0)", record: $0) } + [Sample.submitted()]
    let parts = [try part("one", decided, page: PageOptions(maximumRows: 10))]
    let merged = try ReportMerge.merge(parts: parts, into: folder.path + "/merged")
    #expect(merged.summary.conversations == 51)
    #expect(try folder.text("merged/index.html").contains("data-count=\"51\""))
  }

  @Test func `that are missing, doubled, damaged or of other rules are named`() throws {
    let one = try part("one", [Sample.submitted()], number: "1/3")
    let three = try part("three", [Sample.skipped()], number: "3/3")
    #expect(code([one, three]) == "part-missing")
    #expect(code([one, one]) == "part-doubled")
    let copy = try part("copy", [Sample.submitted()])
    #expect(code([one, copy]) == "part-doubled")
    let other = try part("other", [Sample.reviewed()], pipeline: "zz")
    #expect(code([one, other]) == "parts-differ")
    #expect(code([folder.path + "/none"]) == "plan-incomplete")
    let decisions = three + "/decisions.ndjson"
    try "".write(toFile: decisions, atomically: true, encoding: .utf8)
    #expect(code([three]) == "part-incomplete")
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/merged"))
  }
}

@Suite struct `The log of several runs` {
  @Test func `is a chain that a missing or changed report breaks`() throws {
    let folder = try TemporaryFolder()
    var directories: [String] = []
    var previous: String?
    for number in 0..<3 {
      let directory = folder.path + "/\(number)"
      var manifest = Sample.manifest
      manifest.previous = previous
      var writer = try ReportWriter(directory: directory)
      try writer.append(Sample.chunk([Sample.submitted("c-\(number)")]))
      previous = try writer.finish(manifest: manifest).manifest.digest
      directories.append(directory)
    }
    func problems(_ directories: [String], planKey: [UInt8]? = nil) throws -> [String] {
      ManifestChain.audit(try ManifestChain.links(of: directories), planKey: planKey)
        .problems.map(\.code)
    }
    #expect(try problems(directories) == [])
    #expect(try problems(directories.reversed()) == [])
    #expect(try problems([folder.path]) == [])
    #expect(
      try problems(directories, planKey: [1]) == [
        "plan-unsigned", "plan-unsigned", "plan-unsigned",
      ])
    #expect(try problems([directories[0], directories[2]]) == ["manifest-chain-broken"])
    let later = ManifestChain.audit(try ManifestChain.links(of: Array(directories[1...])))
    #expect(later.beginsLater && later.problems.isEmpty)
    #expect(
      ManifestChain.head(beside: folder.path + "/new", pipeline: "haptik-nightly") == previous)
    #expect(ManifestChain.head(beside: folder.path + "/new", pipeline: "another") == nil)
    let decisions = directories[0] + "/decisions.ndjson"
    let lines = try String(contentsOfFile: decisions, encoding: .utf8)
    try lines.replacing("quick", with: "quack")
      .write(toFile: decisions, atomically: true, encoding: .utf8)
    #expect(try problems(directories) == ["report-changed"])
    try lines.write(toFile: decisions, atomically: true, encoding: .utf8)
    let path = directories[1] + "/manifest.json"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try text.replacing("haptik-nightly", with: "haptik-daily")
      .write(toFile: path, atomically: true, encoding: .utf8)
    #expect(try problems(directories) == ["manifest-chain-broken"])
    #expect(throws: Diagnostic.self) { try problems([folder.path + "/none"]) }
  }

  @Test func `is forked where two runs name the same one before`() throws {
    let folder = try TemporaryFolder()
    func report(_ name: String, after previous: String?) throws -> String {
      var manifest = Sample.manifest
      manifest.previous = previous
      var writer = try ReportWriter(directory: folder.path + "/" + name)
      try writer.append(Sample.chunk([Sample.submitted(name)]))
      return try writer.finish(manifest: manifest).manifest.digest
    }
    let first = try report("a", after: nil)
    _ = try report("b", after: first)
    _ = try report("c", after: first)
    let audit = ManifestChain.audit(try ManifestChain.links(of: [folder.path]))
    #expect(audit.problems.map(\.code) == ["manifest-chain-forked"])
    #expect(audit.links.count == 3)
  }
}
