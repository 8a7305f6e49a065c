import Diagnostics
import Foundation
import Testing

@testable import Reports

@Suite struct `What goes wrong with a report` {
  @Test(arguments: [
    (
      ReportFailure.exists("r"),
      """
      error: the report directory "r" exists already [report-exists]
        = name another one, or move the old report away: a report is never written over
      """
    ),
    (
      ReportFailure.wantsIdentifierKey("r"),
      """
      error: the ids in "r" are hashed, and the key is not given: the verdicts name nobody \
      [plan-ids-hashed]
        = set EXITPOLL_ID_KEY to the key under which the report was made
      """
    ),
    (
      ReportFailure.noReport("r"),
      """
      error: "r" is no report, and holds none [report-read-failed]
        = name folders that a run wrote, or the folder in which they stand
      """
    ),
    (
      ReportFailure.changedFile("r/x"),
      """
      error: "r/x" is not the file that its manifest describes [report-changed]
        = it was changed since the run; restore it from a copy
      """
    ),
    (
      ReportFailure.forkedChain("a", "b"),
      """
      error: the manifests in "a" and "b" name the same run as the one before \
      [manifest-chain-forked]
        = two runs were made at once, or a report between them was removed
      """
    ),
    (
      ReportFailure.busy("r"),
      """
      error: another run is writing the report "r" [report-busy]
        = wait for it to finish, or name another report directory
      """
    ),
    (
      ReportFailure.writing("r/x", "No space left on device"),
      """
      error: cannot write "r/x": No space left on device [report-write-failed]
        = nothing that looks complete was left behind; make room or mend the rights, run again
      """
    ),
    (
      ReportFailure.reading("r/x", "Permission denied"),
      """
      error: cannot read "r/x": Permission denied [report-read-failed]
        = name the folder that a run wrote, the one that holds manifest.json
      """
    ),
    (
      ReportFailure.malformed("r/x", line: 3),
      """
      error: line 3 of "r/x" is not what a run writes [report-malformed]
        = make the report again: it was changed, or comes from another version
      """
    ),
    (
      ReportFailure.changedPlan("r/x"),
      """
      error: "r/x" is not the plan that its manifest describes [plan-changed]
        = nothing was sent; make a new dry run and audit that
      """
    ),
    (
      ReportFailure.incompletePlan("r"),
      """
      error: "r" holds no complete plan [plan-incomplete]
        = the run that wrote it did not finish; make a new dry run and audit that
      """
    ),
    (
      ReportFailure.otherDigest(expected: "aa", found: "bb"),
      """
      error: the plan's digest is bb, and the one signed off is aa [plan-digest-differs]
        = nothing was sent; ask who signed it off which report was meant
      """
    ),
    (
      ReportFailure.unsigned("r"),
      """
      error: the manifest in "r" carries no signature [plan-unsigned]
        = a plan key is set, so only plans made under that key are sent; make a new dry run
      """
    ),
    (
      ReportFailure.wrongSignature("r"),
      """
      error: the signature of the manifest in "r" is wrong [plan-signature-wrong]
        = the manifest was edited, or made under another plan key; nothing was sent
      """
    ),
    (
      ReportFailure.applied("r", at: "now"),
      """
      error: the plan in "r" was applied already, at now [plan-applied]
        = what is still pending is sent by `exitpoll send`; for new chats make a new dry run
      """
    ),
    (
      ReportFailure.moved(["the pipeline", "the rules \"x\""]),
      """
      error: since the plan was made, this has moved: the pipeline, the rules "x" [plan-moved]
        = make a new dry run, or say --accept-changes to send the plan as it was audited
      """
    ),
    (
      ReportFailure.incompletePart("r", "why"),
      """
      error: the part "r" is not whole: why [part-incomplete]
        = make that part again; nothing was merged
      """
    ),
    (
      ReportFailure.doubledPart("a", "b"),
      """
      error: the parts "a" and "b" hold the same decisions [part-doubled]
        = leave one of them out; nothing was merged
      """
    ),
    (
      ReportFailure.differentParts("a", "b", "rules"),
      """
      error: the parts "a" and "b" were made with different rules [parts-differ]
        = make all parts with the same tool, pipeline and rules; nothing was merged
      """
    ),
    (
      ReportFailure.missingPart(2, of: 3),
      """
      error: part 2 of 3 is missing [part-missing]
        = name all parts of the run; nothing was merged
      """
    ),
    (
      ReportFailure.unsealedPart("p"),
      """
      error: the part "p" does not end with a seal [part-unsealed]
        = it was cut off, or made without --part; make that part again; nothing was merged
      """
    ),
    (
      ReportFailure.damagedPart("p"),
      """
      error: the part "p" does not hold what its seal says [part-incomplete]
        = lines of it were lost, doubled or changed; make that part again; nothing was merged
      """
    ),
    (
      ReportFailure.foreignPart("p", "rules"),
      """
      error: the part "p" was made with different rules [parts-differ]
        = make all parts with this tool, pipeline and rules; nothing was merged
      """
    ),
    (
      ReportFailure.doubledNumber("p", "q", 3),
      """
      error: "p" and "q" are both part 3 [part-doubled]
        = leave one of them out; nothing was merged
      """
    ),
    (
      ReportFailure.otherNumbering("p", "q"),
      """
      error: the parts "p" and "q" are parts of different runs [parts-differ]
        = name the parts of one run; nothing was merged
      """
    ),
    (
      ReportFailure.brokenChain("b", after: "a"),
      """
      error: the manifest in "b" does not name the one in "a" as the run before \
      [manifest-chain-broken]
        = a report between them is missing, or one of them was changed
      """
    ),
    (
      VerdictMistake.unknownColumn("notes", "note", "v.csv"),
      """
      v.csv:1: error: there is no column "notes" [verdict-column-unknown]
        = did you mean "note"?
      """
    ),
    (
      VerdictMistake.missingColumn("verdict", "v.csv"),
      """
      v.csv:1: error: the sheet has no column "verdict" [verdict-column-missing]
        = the first line names the columns: conversation, verdict, resolved, rating, comment, \
      note, by
      """
    ),
    (
      VerdictMistake.notInReport("c", "v.csv"),
      """
      v.csv: error: the report has no conversation "c" [verdict-not-in-report]
        = compare the id with the report; was it another run's?
      """
    ),
    (
      VerdictMistake.notSubmission("c", "v.csv"),
      """
      v.csv: error: the report submits nothing for "c", so there is nothing to approve \
      [verdict-not-submission]
        = withhold it, or settle it if it is a review
      """
    ),
    (
      VerdictMistake.notReview("c", "v.csv"),
      """
      v.csv: error: "c" is no review that could be settled [verdict-not-review]
        = approve or withhold what is submitted
      """
    ),
    (
      VerdictMistake.severalReviews("c", "v.csv"),
      """
      v.csv: error: the report has several reviews under the id "c" [verdict-several-reviews]
        = they cannot be told apart in the sheet; settle them at their source and run again
      """
    ),
    (
      VerdictMistake.noIdentity("c", "v.csv"),
      """
      v.csv: error: "c" has no usable user id or business id, so nothing can be logged for it \
      [verdict-no-identity]
        = withhold it; or mend the ids in the export or the stage "feedback" and run again
      """
    ),
    (
      VerdictMistake.comment(2000, Place(file: "v.csv", line: 2)),
      """
      v.csv:2: error: the comment is longer than 2000 characters [verdict-comment]
        = shorten it: Haptik takes no more
      """
    ),
    (
      SampleMistake.answer("maybe", Place(file: "s.csv", line: 2)),
      """
      s.csv:2: error: "maybe" is neither yes nor no [sample-answer]
        = write yes or no in the column correct, or leave it empty
      """
    ),
  ])
  func `is said in one sentence, with what to do`(mistake: Diagnostic, text: String) {
    #expect(mistake.rendered() == text)
  }

  @Test func `is a diagnostic where nothing can be written`() {
    #expect {
      _ = try ReportWriter(directory: "/dev/null/report")
    } throws: { error in
      (error as? Diagnostic)?.message == "cannot write \"/dev/null/report\": Not a directory"
    }
  }

  @Test func `is found where the disk is full`() throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    let folder = try TemporaryFolder()
    let path = folder.path + "/full"
    // A file is created anew, so that the full device stands in by its descriptor.
    let descriptor = open("/dev/full", O_WRONLY)
    try #require(descriptor >= 0)
    var file = OutputFile(path: path, descriptor: descriptor)
    try file.append([UInt8](repeating: 0x61, count: 1_000))
    do throws(Diagnostic) {
      try file.finish()
      Issue.record("the device took it")
    } catch {
      #expect(error == ReportFailure.writing(path, "No space left on device"))
    }
  }
}
