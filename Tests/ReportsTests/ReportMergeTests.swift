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
    try ManifestChain.verify(directories)
    #expect {
      try ManifestChain.verify([directories[0], directories[2]])
    } throws: { error in
      (error as? Diagnostic)?.code == "manifest-chain-broken"
    }
    let path = directories[1] + "/manifest.json"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try text.replacing("haptik-nightly", with: "haptik-daily")
      .write(toFile: path, atomically: true, encoding: .utf8)
    #expect {
      try ManifestChain.verify(directories)
    } throws: { error in
      (error as? Diagnostic)?.code == "manifest-chain-broken"
    }
  }
}
