internal import Conversations
package import Diagnostics

/// A seeded sample of a report for a person to judge, with some of each kind of decision.
package struct ReviewSample: Sendable {
  /// A kind of decision: the verdict with its reason, or its flags.
  struct Stratum: Sendable {
    var size = 0
    /// The conversations with the lowest numbers, lowest first.
    var picks: [(number: UInt64, line: DecisionLine)] = []
  }

  /// What stands in the sample, in the order of the strata.
  package private(set) var lines: [(stratum: String, weight: Double, line: DecisionLine)] = []

  /// Picks so many conversations of a report directory; the same for the same seed.
  ///
  /// Every stratum gets at least one while there is room, the rest in proportion to its size.
  package init(of directory: String, count: Int, seed: UInt64) throws(Diagnostic) {
    var reader = try LineReader(ReportPath.decisions(in: directory))
    var strata: [String: Stratum] = [:]
    while let bytes = try reader.next() {
      guard let line = DecisionLine(line: bytes) else {
        throw ReportFailure.malformed(reader.path, line: reader.lineNumber)
      }
      let number = PageSelection.mixed(seed &+ UInt64(reader.lineNumber))
      strata[Self.stratum(of: line), default: Stratum()].add(line, number, atMost: count)
    }
    let shares = Self.shares(strata.mapValues(\.size), count: count)
    for (name, stratum) in strata.sorted(by: { $0.key < $1.key }) {
      let picks = stratum.picks.prefix(shares[name] ?? 0)
      let weight = picks.isEmpty ? 0 : Double(stratum.size) / Double(picks.count)
      lines += picks.map { (name, weight, $0.line) }
    }
  }

  private static func stratum(of line: DecisionLine) -> String {
    let reason = line.decision.reason.map { " " + $0.rawValue } ?? ""
    return line.decision.name + reason + line.decision.flags.map { " " + $0.rawValue }.joined()
  }

  /// How many of each stratum: one, and the rest by largest remainder.
  static func shares(_ sizes: [String: Int], count: Int) -> [String: Int] {
    let bySize = sizes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    var shares: [String: Int] = [:]
    for (name, _) in bySize.prefix(max(0, count)) { shares[name] = 1 }
    let total = max(1, sizes.values.reduce(0, +))
    var left = count - shares.count
    while left > 0 {
      let next = bySize.filter { (shares[$0.key] ?? 0) < $0.value }.max { a, b in
        let missing = { (name: String, size: Int) in
          Double(size) * Double(count) / Double(total) - Double(shares[name] ?? 0)
        }
        return missing(a.key, a.value) < missing(b.key, b.value)
      }
      guard let next else { break }
      shares[next.key, default: 0] += 1
      left -= 1
    }
    return shares
  }

  /// Writes the sheet to a file for its owner alone, never over an existing one.
  package func write(to path: String) throws(Diagnostic) {
    var file = try OutputFile(creating: path)
    try file.append(sheet)
    try file.finish()
  }

  /// The sheet to be filled in: `correct` takes yes or no.
  package var sheet: [UInt8] {
    var csv = CSVText()
    for column in [
      "conversation", "decision", "reason", "flags", "resolved", "rating", "comment", "evidence",
      "weight", "correct", "note",
    ] {
      csv.cell(column)
    }
    csv.endRecord()
    for (_, weight, line) in lines {
      csv.cell(line.conversation)
      csv.cell(line.decision.name)
      csv.cell(orEmpty: line.decision.reason?.rawValue)
      csv.cell(line.decision.flags.map(\.rawValue).joined(separator: " "))
      csv.cell(line.resolved.value?.rawValue ?? line.resolved.state)
      csv.cell(line.rating.value.map(String.init) ?? line.rating.state)
      csv.cell(line.comment.value ?? line.comment.state)
      csv.cell(line.evidence.map { "\($0.aspect.rawValue): \($0.text)" }.joined(separator: " | "))
      csv.cell(String(weight))
      csv.empty()
      csv.empty()
      csv.endRecord()
    }
    return csv.bytes
  }
}

extension ReviewSample.Stratum {
  mutating func add(_ line: DecisionLine, _ number: UInt64, atMost count: Int) {
    size += 1
    guard picks.count < count || number < (picks.last?.number ?? 0) else { return }
    let place = picks.firstIndex { $0.number > number } ?? picks.endIndex
    picks.insert((number, line), at: place)
    if picks.count > count { picks.removeLast() }
  }
}
