internal import Conversations
internal import Crypto
internal import Diagnostics

/// A report directory whose sums were checked.
struct ReportPart: Sendable {
  let directory: String
  let manifest: Manifest
  let summary: ReportSummary
  /// The digest of its `decisions.ndjson`.
  let decisionsDigest: String
  /// Whether its page holds every conversation.
  let hasWholePage: Bool

  init(_ directory: String, planKey: [UInt8]?) throws(Diagnostic) {
    self.directory = directory
    manifest = try PlanReader(directory: directory, planKey: planKey).manifest
    summary = try ReportSummary.read(in: directory)
    var reader = try LineReader(ReportPath.decisions(in: directory))
    var hash = SHA256()
    var count = 0
    var submitted = 0
    while let line = try reader.next() {
      line.withUnsafeBytes { hash.update(bufferPointer: $0) }
      count += 1
      if ReportWriter.isSubmission(line) { submitted += 1 }
    }
    decisionsDigest = Digest.hex(hash.finalize())
    let unreadable = try Self.lineCount(directory + "/unreadable.ndjson")
    let plan = try Self.lineCount(ReportPath.plan(in: directory))
    let reviewed = summary.decision["review"] ?? -1
    let sums = [
      ("decisions", count, summary.conversations),
      ("submissions", submitted, summary.decision["submit"] ?? -1),
      ("lines of the plan", plan, manifest.plan.submissions),
      ("submissions in the plan", plan, submitted),
      ("reviews", try Self.lineCount(ReportPath.reviews(in: directory)), reviewed),
      ("unreadable records", unreadable, summary.unreadable),
      ("records", count + unreadable, summary.records),
    ]
    for (what, found, expected) in sums where found != expected {
      throw ReportFailure.incompletePart(
        directory, "it holds \(found) \(what), and should hold \(expected)")
    }
    var page = try PageBlockReader(ReportPath.page(in: directory))
    hasWholePage = try page.rowCount() == count
  }

  private static func lineCount(_ path: String) throws(Diagnostic) -> Int {
    var reader = try LineReader(path)
    while try reader.next() != nil {}
    return reader.lineNumber
  }
}

extension ReportWriter {
  /// Appends everything of a part, and notes its surveys.
  mutating func append(
    _ part: ReportPart, _ surveys: inout SurveyOrdinals
  ) throws(Diagnostic) {
    counts.add(ReportCounts(part.summary))
    var plan = try LineReader(ReportPath.plan(in: part.directory))
    var reader = try LineReader(ReportPath.decisions(in: part.directory))
    while let line = try reader.next() {
      try decisions.append(line: line)
      if Self.isSubmission(line), let planned = try plan.next() {
        guard let submission = Submission(line: planned) else {
          throw ReportFailure.malformed(plan.path, line: plan.lineNumber)
        }
        surveys.note(submission.id)
        try self.plan.append(line: planned)
      }
      if !part.hasWholePage { try appendBareRow(line, reader.path, reader.lineNumber) }
      surveys.count += 1
    }
    try appendTable(of: part)
    var reviewLines = try LineReader(ReportPath.reviews(in: part.directory))
    while let line = try reviewLines.next() { try reviews.append(line: line) }
    var unreadableLines = try LineReader(part.directory + "/unreadable.ndjson")
    while let line = try unreadableLines.next() { try unreadable.append(line: line) }
    if part.hasWholePage { try appendPage(of: part) }
  }

  private mutating func appendTable(of part: ReportPart) throws(Diagnostic) {
    var records = try CSVRecordReader(part.directory + "/decisions.csv")
    _ = try records.next()
    var count = 0
    while let record = try records.next() {
      try table.append(record)
      count += 1
    }
    guard count == part.summary.conversations else {
      throw ReportFailure.incompletePart(
        part.directory,
        "its table has \(count) records, and should have "
          + "\(part.summary.conversations)")
    }
  }

  private mutating func appendPage(of part: ReportPart) throws(Diagnostic) {
    var page = try PageBlockReader(ReportPath.page(in: part.directory))
    while let (name, bytes) = try page.next() {
      if name == "rows" { try rows.append(bytes) } else { try details.append(bytes) }
    }
  }

  /// Appends what the page can tell of a conversation whose row is not in its part's page.
  private mutating func appendBareRow(
    _ bytes: ArraySlice<UInt8>, _ path: String, _ number: Int
  ) throws(Diagnostic) {
    guard let line = DecisionLine(line: bytes) else {
      throw ReportFailure.malformed(path, line: number)
    }
    let outcome = Outcome(resolved: line.resolved, rating: line.rating, comment: line.comment)
    let decided = DecidedConversation(
      conversation: Conversation(id: line.conversation, messages: []), source: line.source,
      outcome: outcome, decision: line.decision)
    var json = JSONText()
    decided.writePageRow(named: line.conversation, to: &json)
    json.endLine()
    try rows.append(json.bytes)
    json.removeAll()
    PageDetail(messages: [], firstMessageIndex: 0, texts: [], body: nil, showsUsers: false)
      .write(line, to: &json)
    json.endLine()
    try details.append(json.bytes)
  }
}
