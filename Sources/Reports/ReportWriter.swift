package import Diagnostics
internal import Foundation

/// Writes a report directory while a run goes on.
///
/// Memory does not grow with the run but for the counts. Until `finish` returns, the directory
/// stands under another name; a writer that is dropped before removes it.
package struct ReportWriter: ~Copyable {
  /// What was counted so far.
  package internal(set) var counts = ReportCounts()
  let directory: ReportDirectory
  var decisions: DigestedFile
  var table: OutputFile
  var plan: DigestedFile
  var reviews: DigestedFile
  var rows: OutputFile
  var details: OutputFile
  var unreadable: DigestedFile
  /// Tells the workers' lines which exchanges the page may still hold.
  package let sampler: PageSampler
  let page: PageOptions
  private var notableCount = 0
  var isFinished = false

  /// Creates the directory, which must not exist.
  package init(
    directory path: String, page: PageOptions = PageOptions()
  ) throws(Diagnostic) {
    let directory = try ReportDirectory.create(path)
    let decisions = try DigestedFile(creating: directory.file("decisions.ndjson"))
    var table = try OutputFile(creating: directory.file("decisions.csv"))
    let plan = try DigestedFile(creating: directory.file("submissions.ndjson"))
    let reviews = try DigestedFile(creating: directory.file("reviews.ndjson"))
    let unreadable = try DigestedFile(creating: directory.file("unreadable.ndjson"))
    let rows = try OutputFile(creating: directory.file("rows.partial"))
    let details = try OutputFile(creating: directory.file("details.partial"))
    try table.append(DecisionTable.header)
    self.directory = directory
    self.decisions = decisions
    self.table = table
    self.plan = plan
    self.reviews = reviews
    self.unreadable = unreadable
    self.rows = rows
    self.details = details
    self.page = page
    sampler = PageSampler(seed: page.seed)
  }

  deinit {
    if !isFinished { directory.remove() }
  }

  /// Appends lines; chunks come in the order of the input.
  package mutating func append(_ chunk: ReportLines.Chunk) throws(Diagnostic) {
    counts.add(chunk.counts)
    try decisions.append(chunk.decisions, lines: chunk.counts.all.conversations)
    try table.append(chunk.table)
    try plan.append(chunk.submissions, lines: chunk.submissionCount)
    try reviews.append(chunk.reviews, lines: chunk.reviewCount)
    try unreadable.append(chunk.unreadable, lines: chunk.counts.unreadable)
    try rows.append(chunk.rows)
    try details.append(chunk.details)
    notableCount += chunk.notableCount
    sampler.note(
      ordinary: counts.all.conversations - notableCount, maximum: page.maximumRows)
  }

  /// Completes the report: the summary, the manifest, the page, and the directory's own name.
  ///
  /// `planKey` signs the manifest; `ruleSentences` say on the page what the policy's rules mean, by
  /// their ids. Returns what was counted, and the manifest as it was written.
  package mutating func finish(
    manifest: Manifest, planKey: [UInt8]? = nil, ruleSentences: [String: String] = [:]
  ) throws(Diagnostic) -> (summary: ReportSummary, manifest: Manifest) {
    var manifest = manifest
    manifest.plan = Manifest.Plan(
      submissions: plan.lines, bytes: plan.bytes, digest: plan.digest)
    manifest.files = [
      "decisions.ndjson": decisions.item, "reviews.ndjson": reviews.item,
      "unreadable.ndjson": unreadable.item,
    ]
    if let planKey { manifest.sign(key: planKey) }
    try decisions.finish()
    try table.finish()
    try plan.finish()
    try reviews.finish()
    try unreadable.finish()
    try rows.flush()
    try details.flush()
    let summary = ReportSummary(counts)
    try writePage(summary, manifest, PageTemplate(ruleSentences: ruleSentences))
    try write(JSONFile.bytes(of: summary), to: "summary.json")
    try write(manifest.bytes, to: "manifest.json")
    try directory.complete()
    isFinished = true
    return (summary, manifest)
  }

  private func write(_ bytes: [UInt8], to name: String) throws(Diagnostic) {
    var file = try OutputFile(creating: directory.file(name))
    try file.append(bytes)
    try file.finish()
  }
}
