internal import Conversations
package import Diagnostics
internal import Foundation

extension ReportWriter {
  /// Turns conversations into `skip`, `repeated`, and takes their submissions out of the plan.
  ///
  /// `ordinals` count the conversations of the run from 0, in the order of the input. Rewrites the
  /// report's files once; does nothing where there are none. Lines go from and to the disk.
  package mutating func replaceRepeated(ordinals: [Int]) throws(Diagnostic) {
    let repeated = Set(ordinals)
    guard !repeated.isEmpty else { return }
    try plan.flush()
    try reviews.flush()
    var oldPlan = try LineReader(plan.path)
    var oldReviews = try LineReader(reviews.path)
    for path in [plan.path, reviews.path] { unlink(path) }
    plan = try DigestedFile(creating: plan.path)
    reviews = try DigestedFile(creating: reviews.path)
    var old = try beginAgain()
    var ordinal = 0
    while let line = try old.decisions.next() {
      try copy(line, from: &old, &oldPlan, &oldReviews, isRepeated: repeated.contains(ordinal))
      ordinal += 1
    }
  }

  private mutating func copy(
    _ decision: ArraySlice<UInt8>, from old: inout WrittenLines, _ oldPlan: inout LineReader,
    _ oldReviews: inout LineReader, isRepeated: Bool
  ) throws(Diagnostic) {
    let record = try old.table.next() ?? []
    let row = try old.rows.next() ?? []
    let isSubmission = Self.isSubmission(decision)
    let submission = isSubmission ? try oldPlan.next() ?? [] : []
    let isReview = Self.hasDecision("review", decision)
    let review = isReview ? try oldReviews.next() ?? [] : []
    guard isRepeated else {
      try decisions.append(line: decision)
      try table.append(record)
      try rows.append(line: row)
      if isSubmission { try plan.append(line: submission) }
      if isReview { try reviews.append(line: review) }
      return
    }
    guard var line = DecisionLine(line: decision), var pageRow = PageRow(line: row) else {
      throw ReportFailure.malformed(decisions.path, line: nil)
    }
    withdraw(line, pageRow)
    line.becomeRepeated()
    var json = JSONText()
    line.write(to: &json)
    json.endLine()
    try decisions.append(json.bytes, lines: 1)
    var csv = CSVText()
    line.write(to: &csv)
    try table.append(csv.bytes)
    pageRow.decide(line.decision)
    try rows.append(line: pageRow.json[...])
  }

  /// Whether a line's decision is `submit`.
  static func isSubmission(_ line: ArraySlice<UInt8>) -> Bool { hasDecision("submit", line) }

  /// Whether a line has a decision.
  ///
  /// Quotes in texts are escaped, so that only a key and its value can look like this.
  static func hasDecision(_ name: String, _ line: ArraySlice<UInt8>) -> Bool {
    let needle = Array("\"decision\":\"\(name)\"".utf8)
    return line.withUnsafeBufferPointer { text in
      var index = 0
      while index + needle.count <= text.count {
        // The second letter of the key is rarer than its quote.
        if text[index + 1] == needle[1] && text[index] == needle[0] {
          let part = UnsafeBufferPointer(rebasing: text[index..<index + needle.count])
          if part.elementsEqual(needle) { return true }
        }
        index += 1
      }
      return false
    }
  }

  /// Counts a conversation as skipped that was counted otherwise.
  private mutating func withdraw(_ line: DecisionLine, _ row: PageRow) {
    switch line.decision.verdict {
    case .submit(let isResolved, let rating, _):
      counts.all.withdraw(resolved: isResolved, rating: rating)
      if let name = row.channel {
        counts.channels[name]?.withdraw(resolved: isResolved, rating: rating)
      }
      if let name = row.agent {
        counts.agents[name]?.withdraw(resolved: isResolved, rating: rating)
      }
      if let name = row.queue {
        counts.queues[name]?.withdraw(resolved: isResolved, rating: rating)
      }
      if let start = row.startedAt {
        counts.days[Timestamp(milliseconds: start).dayNumber]?
          .withdraw(resolved: isResolved, rating: rating)
      }
      counts.skipped += 1
    case .skip(let reason):
      counts.reasons[reason, default: 0] -= 1
    case .review(let reason):
      counts.reasons[reason, default: 0] -= 1
      counts.reviewed -= 1
      counts.skipped += 1
    }
    counts.reasons[.repeated, default: 0] += 1
    if let rule = line.decision.rule { counts.rules[rule, default: 0] -= 1 }
    for flag in line.decision.flags where !DecisionLine.readingFlags.contains(flag) {
      counts.flags[flag, default: 0] -= 1
    }
  }
}

extension PageRow {
  /// Takes over a decision that submits nothing.
  fileprivate mutating func decide(_ decision: Decision) {
    self.decision = decision.name
    reason = decision.reason?.rawValue
    flags = decision.flags.map(\.rawValue)
    (resolved, rating, rule) = (nil, nil, decision.rule)
  }
}

/// Reads the records of a file of comma-separated values as they stand, with their line breaks.
struct CSVRecordReader: ~Copyable {
  private var lines: LineReader

  init(_ path: String) throws(Diagnostic) { lines = try LineReader(path) }

  /// Returns the next record; nil at the end. A line break in quotes is part of it.
  mutating func next() throws(Diagnostic) -> [UInt8]? {
    var record: [UInt8] = []
    var isQuoted = false
    while let line = try lines.next() {
      record += line
      record.append(0x0A)
      for byte in line where byte == 0x22 { isQuoted.toggle() }
      if !isQuoted { return record }
    }
    return record.isEmpty ? nil : record
  }
}
