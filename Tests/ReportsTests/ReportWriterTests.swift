import Conversations
import Diagnostics
import Foundation
import Reports
import Testing

@Suite struct `A report directory` {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func `holds the decisions line by line, keys in their order`() throws {
    _ = try folder.report([Sample.chunk([Sample.submitted()]), Sample.chunk([Sample.skipped()])])
    let lines = try folder.text("report/decisions.ndjson").split(separator: "\n")
    try #require(lines.count == 2)
    #expect(
      lines[0] == #"""
        {"conversation":"c-1","source":{"path":"a.ndjson","record":0},"decision":"submit","reason":null,"flags":[],"resolved":true,"rating":4,"comment":"quick","rule":"as-answered","read":{"resolved":"yes","rating":4,"comment":"quick"},"evidence":[{"aspect":"resolved","marker":"haptik-csat.resolved","question":1,"answer":2,"text":"Yes","range":[0,3]},{"aspect":"rating","marker":"haptik-csat.rating","question":3,"answer":4,"text":"4","range":[0,1]}]}
        """#)
    #expect(
      lines[1] == #"""
        {"conversation":"c-2","source":{"path":"a.ndjson","record":1},"decision":"skip","reason":"no-survey","flags":[],"resolved":null,"rating":null,"comment":null,"rule":"no-survey","read":{"resolved":"not-asked","rating":"not-asked","comment":"not-asked"},"evidence":[]}
        """#)
  }

  @Test func `holds the table, unreadable records and what is sent`() throws {
    _ = try folder.report([
      Sample.chunk(
        [Sample.submitted(comment: "=1+1, \"x\"\n"), Sample.reviewed()],
        unreadable: [Sample.unreadable])
    ])
    let table = try folder.text("report/decisions.csv")
    #expect(
      table == """
        conversation,path,record,decision,reason,flags,resolved,rating,comment,rule,\
        read_resolved,read_rating,read_comment,evidence_resolved,evidence_rating,evidence_comment\
        \r
        c-1,a.ndjson,0,submit,,,true,4,"'=1+1, ""x""\n",as-answered,yes,4,"'=1+1, ""x""\n",Yes,4,\
        \r
        c-3,a.ndjson,2,review,unreadable,,,,,unreadable,not-asked,unreadable,not-asked,,,\
        \r

        """)
    #expect(
      try folder.text("report/unreadable.ndjson")
        == #"{"path":"a.ndjson","record":3,"offset":812,"why":"the object does not end"}"# + "\n")
    #expect(
      try folder.text("report/submissions.ndjson").hasSuffix(
        #""body":{"auth_id":"u-9","business_id":343,"query_resolved":true,"query_rating":4,"feedback":"=1+1, \"x\"\n"}}"#
          + "\n"))
  }

  @Test func `counts what it holds`() throws {
    let directory = try folder.report([
      Sample.chunk([Sample.submitted(flags: [.rounded]), Sample.skipped()]),
      Sample.chunk([Sample.reviewed()], unreadable: [Sample.unreadable]),
    ])
    let summary = try ReportSummary.read(in: directory)
    #expect(summary.records == 4)
    #expect(summary.conversations == 3)
    #expect(summary.unreadable == 1)
    #expect(summary.decision == ["submit": 1, "skip": 1, "review": 1])
    #expect(summary.reason == ["no-survey": 1, "unreadable": 1])
    #expect(summary.flag == ["rounded": 1])
    #expect(summary.rule == ["as-answered": 1, "no-survey": 1, "unreadable": 1])
    #expect(summary.rating == ["1": 0, "2": 0, "3": 0, "4": 1, "5": 0])
    #expect(summary.channel == ["web": 2])
    #expect(summary.agent == ["Asha": 1])
    #expect(summary.breakdown["day"]?.keys.map(\.self) == ["2026-11-01"])
    #expect(summary.breakdown["queue"]?["billing"]?.responseRate == 1)
    #expect(summary.total.responseRate == 0.5)
  }

  @Test func `is for its owner alone`() throws {
    let directory = try folder.report([Sample.chunk([Sample.submitted()])])
    let manager = FileManager.default
    func mode(_ path: String) throws -> Int? {
      try manager.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }
    #expect(try mode(directory) == 0o700)
    let names = try manager.contentsOfDirectory(atPath: directory).sorted()
    #expect(
      names == [
        "decisions.csv", "decisions.ndjson", "index.html", "manifest.json", "reviews.ndjson",
        "submissions.ndjson",
        "summary.json", "unreadable.ndjson",
      ])
    for name in names { #expect(try mode(directory + "/" + name) == 0o600) }
  }

  @Test func `is never written over another one`() throws {
    let directory = try folder.report([])
    #expect {
      _ = try ReportWriter(directory: directory)
    } throws: { error in
      (error as? Diagnostic)?.code == "report-exists"
    }
  }

  @Test func `has its name only when it is complete, and takes over what a dead run left`() throws {
    let directory = folder.path + "/report"
    let partial = directory + ".partial"
    try FileManager.default.createDirectory(atPath: partial, withIntermediateDirectories: true)
    try "old".write(toFile: partial + "/decisions.ndjson", atomically: true, encoding: .utf8)
    var writer = try ReportWriter(directory: directory)
    try writer.append(Sample.chunk([Sample.skipped()]))
    #expect(!FileManager.default.fileExists(atPath: directory))
    #expect {
      _ = try ReportWriter(directory: directory)
    } throws: { error in
      (error as? Diagnostic)?.code == "report-busy"
    }
    _ = try writer.finish(manifest: Sample.manifest)
    #expect(!FileManager.default.fileExists(atPath: partial))
    #expect(try folder.text("report/decisions.ndjson").split(separator: "\n").count == 1)
  }

  @Test func `leaves nothing behind where a run ends early`() throws {
    do {
      var writer = try ReportWriter(directory: folder.path + "/report")
      try writer.append(Sample.chunk([Sample.skipped()]))
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }
}

@Suite struct `Repeated conversations` {
  @Test func `become skips and leave the plan, in every file and count`() throws {
    let folder = try TemporaryFolder()
    let first = Sample.submitted("c-1", record: 0, comment: "two\nlines", flags: [.rounded])
    let last = Sample.submitted("c-1", record: 2, comment: "new", rating: 5, answer: "5")
    let directory = try folder.report(
      [Sample.chunk([first, Sample.skipped()]), Sample.chunk([last])], repeated: [0])
    var again = first
    again.decision = Decision(.skip(.repeated), flags: [.rounded])
    again.submission = nil
    let expected = try folder.report(
      [Sample.chunk([again, Sample.skipped(), last])], name: "expected")
    for name in ["decisions.ndjson", "decisions.csv", "submissions.ndjson", "summary.json"] {
      #expect(try folder.text("report/" + name) == folder.text("expected/" + name))
    }
    #expect(
      try Manifest.read(in: directory).plan == Manifest.read(in: expected).plan)
  }
}
