import Conversations
import Diagnostics
import Foundation
import Reports
import Testing

@Suite struct `A sheet of verdicts` {
  func read(_ text: String) -> (verdicts: [Verdict], problems: [Diagnostic]) {
    var problems: [Diagnostic] = []
    let verdicts = VerdictSheet.verdicts(
      in: Array(text.utf8), name: "verdicts.csv", problems: &problems)
    return (verdicts, problems)
  }

  @Test func `is read as spreadsheets save it`() {
    let (verdicts, problems) = read(
      "\u{FEFF}Conversation,Verdict,Resolved,Rating,Comment,Note,By\r\n"
        + "c-1,approve,,,,,\r\n"
        + "'=c-2,Withhold,,,,\"says \"\"no\"\",\nreally\",asha\r\n"
        + ",,,,,,\r\n"
        + "c-3,settle,yes,4,quick,,\r\n")
    #expect(problems.isEmpty)
    #expect(verdicts.map(\.conversation) == ["c-1", "=c-2", "c-3"])
    #expect(
      verdicts.map(\.ruling) == [
        .approve, .withhold, .settle(resolved: true, rating: 4, comment: "quick"),
      ])
    #expect(verdicts[1].note == "says \"no\",\nreally")
    #expect(verdicts[1].by == "asha")
    #expect(read("conversation;verdict\nc-1;approve").verdicts.count == 1)
  }

  @Test func `shows all its mistakes at once, each with its line`() {
    let (verdicts, problems) = read(
      """
      conversation,verdict,resolved,rating
      c-1,aprove,,
      c-2,settle,maybe,6
      ,approve,,
      c-3,withhold,,
      c-3,approve,,
      """)
    #expect(verdicts.map(\.conversation) == ["c-3"])
    #expect(
      problems.map { $0.rendered() } == [
        """
        verdicts.csv:2: error: "aprove" is no verdict [verdict-unknown]
          = did you mean "approve"?
        """,
        """
        verdicts.csv:3: error: a settled review wants a rating from 1 to 5 [verdict-rating]
          = write a whole number in the column rating, or withhold it
        """,
        """
        verdicts.csv:3: error: a settled review wants yes or no for resolved [verdict-resolved]
          = write yes or no in the column resolved, or withhold it
        """,
        """
        verdicts.csv:4: error: the line names no conversation [verdict-conversation-missing]
          = write the conversation's id as the report shows it
        """,
        """
        verdicts.csv:6: error: there is a second verdict on "c-3" [verdict-twice]
          = leave one line for each conversation
        """,
      ])
    #expect(read("conversation,verdicts\n").problems.count == 2)
  }

  @Test func `holds against its report, and keeps back what is withheld`() throws {
    let folder = try TemporaryFolder()
    let directory = try folder.report([
      Sample.chunk([
        Sample.submitted(), Sample.submitted("c-4"), Sample.skipped(), Sample.reviewed(),
      ])
    ])
    let (verdicts, _) = read(
      """
      conversation,verdict,resolved,rating
      c-1,withhold,,
      c-3,settle,no,2
      c-2,approve,,
      c-4,settle,no,2
      c-9,approve,,
      """)
    var problems: [Diagnostic] = []
    let manifest = try Manifest.read(in: directory)
    _ = try JudgedPlan(
      verdicts, sheet: "verdicts.csv", directory: directory, manifest: manifest,
      problems: &problems)
    #expect(
      problems.map(\.code) == [
        "verdict-not-submission", "verdict-not-review", "verdict-not-in-report",
      ])
    problems = []
    let judged = try JudgedPlan(
      Array(verdicts.prefix(2)), sheet: "verdicts.csv", directory: directory, manifest: manifest,
      wantsApproval: true, problems: &problems)
    #expect(problems.isEmpty)
    let planned = [Sample.submitted(), Sample.submitted("c-4")].compactMap(\.submission)
    #expect(planned.map { judged.verdict(on: $0)?.ruling } == [.withhold, nil])
    #expect(planned.map(judged.leavesOut) == [false, true])
    let settled = try #require(judged.settled.first?.submission)
    #expect(settled.id == Sample.reviewed().draft?.id)
    #expect(settled.body.rating == 2 && !settled.body.isResolved)
    #expect(
      judged.entries(by: "ravi").map { [$0.verdict, $0.by, $0.submission] }
        == [["withhold", "ravi", nil], ["settle", "ravi", settled.id]])
  }

  @Test func `settles only a review whose user is known, and drafts that nobody changed`() throws {
    let folder = try TemporaryFolder()
    var nobody = Sample.reviewed("c-8")
    nobody.draft = nil
    let directory = try folder.report([
      Sample.chunk([Sample.reviewed(), Sample.reviewed(), nobody])
    ])
    func codes(_ conversation: String) throws -> [String] {
      let verdicts = read("conversation,verdict,resolved,rating\n\(conversation),,yes,5\n").verdicts
      var problems: [Diagnostic] = []
      _ = try JudgedPlan(
        verdicts, sheet: "v.csv", directory: directory,
        manifest: Manifest.read(in: directory), problems: &problems)
      return problems.map(\.code)
    }
    #expect(try codes("c-8") == ["verdict-no-identity"])
    #expect(try codes("c-3") == ["verdict-several-reviews"])
    let path = directory + "/reviews.ndjson"
    try folder.text("report/reviews.ndjson").replacing("u-9", with: "u-8")
      .write(toFile: path, atomically: true, encoding: .utf8)
    #expect {
      try codes("c-8")
    } throws: { error in
      (error as? Diagnostic)?.message == "\"\(path)\" is not the plan that its manifest describes"
    }
  }

  @Test func `is recorded with the plan, which is applied only once`() throws {
    let folder = try TemporaryFolder()
    let directory = try folder.report([Sample.chunk([Sample.submitted()])])
    try AppliedPlan.checkUnapplied(in: directory)
    let verdict = read("conversation,verdict,by\nc-1,withhold,asha\n").verdicts[0]
    let applied = AppliedPlan(
      appliedAt: "2026-11-23T03:00:00Z", digest: "ab", verdicts: [.init(verdict)])
    try applied.record(in: directory)
    #expect(try folder.text("report/applied.json").contains("\"by\" : \"asha\""))
    #expect {
      try applied.record(in: directory)
    } throws: { error in
      (error as? Diagnostic)?.message
        == "the plan in \"\(directory)\" was applied already, at 2026-11-23T03:00:00Z"
    }
  }
}

@Suite struct `A sample for review` {
  let folder: TemporaryFolder
  let directory: String

  init() throws {
    folder = try TemporaryFolder()
    let decided =
      (0..<80).map { Sample.submitted("s-\($0)", record: $0) }
      + (0..<19).map { Sample.skipped("k-\($0)", record: 80 + $0) } + [Sample.reviewed()]
    directory = try folder.report([Sample.chunk(decided)])
  }

  @Test func `holds some of each kind, in proportion, and the same for the same seed`() throws {
    let sample = try ReviewSample(of: directory, count: 10, seed: 7)
    #expect(sample.lines.count == 10)
    let kinds = Dictionary(grouping: sample.lines, by: \.stratum).mapValues(\.count)
    #expect(kinds == ["submit": 8, "skip no-survey": 1, "review unreadable": 1])
    #expect(abs(sample.lines.reduce(0) { $0 + $1.weight } - 100) < 0.001)
    let names = { (sample: ReviewSample) in sample.lines.map(\.line.conversation) }
    #expect(try names(ReviewSample(of: directory, count: 10, seed: 7)) == names(sample))
    #expect(try names(ReviewSample(of: directory, count: 10, seed: 8)) != names(sample))
    #expect(try ReviewSample(of: directory, count: 500, seed: 1).lines.count == 100)
  }

  @Test func `gives the precision that a filled-in sheet says, with its interval`() throws {
    let sample = try ReviewSample(of: directory, count: 10, seed: 7)
    let blank = String(decoding: sample.sheet, as: UTF8.self)
    var problems: [Diagnostic] = []
    #expect(SamplePrecision(sheet: Array(blank.utf8), name: "s.csv", problems: &problems) == nil)
    var lines = blank.components(separatedBy: "\r\n")
    for index in 1...10 {
      lines[index] = String(lines[index].dropLast()) + (index <= 9 ? "yes," : "no,")
    }
    let precision = try #require(
      SamplePrecision(
        sheet: Array(lines.joined(separator: "\r\n").utf8), name: "s.csv", problems: &problems))
    #expect(problems.isEmpty)
    #expect(precision.judged == 10)
    #expect(precision.correct == 9)
    #expect((0.88...0.9).contains(precision.estimate))
    #expect(precision.interval.contains(precision.estimate))
    // Wilson's interval of 9 of 10 is 0.596 to 0.982; this one has fewer effective lines.
    #expect((0.5...0.6).contains(precision.interval.lowerBound))
    #expect((0.97...0.99).contains(precision.interval.upperBound))
    let sheet = Array(lines.joined(separator: "\r\n").utf8)
    let report = PrecisionReport(sheet: sheet, name: "s.csv", problems: &problems)
    #expect(report.parts.map(\.decision) == [nil, "submit", "skip", "review"])
    #expect(
      report.lines[0].hasPrefix(
        "all: 9 of 10 judged right; precision 90.0 %, 95 % interval 56.9 % to"))
    #expect(
      report.json.hasPrefix(#"{"all":{"judged":10,"correct":9,"precision":0.9,"low":0.5692,"#))
    _ = PrecisionReport(sheet: Array(blank.utf8), name: "s.csv", problems: &problems)
    #expect(problems.map(\.message) == ["no line of the sheet is judged"])
  }
}
