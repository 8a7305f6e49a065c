package import Diagnostics
import Foundation
import Ledger
package import Reports

/// Compares what a run found with what its pipeline expects, before anything is sent.
package struct DriftGuard: Sendable {
  /// How many of the last runs make what is usual, and how few do not.
  static let history = 3...10

  private let expectations: [Expectation]
  private let pipeline: String
  private let ledger: String?

  /// Makes the guard of a pipeline.
  package init(_ pipeline: Pipeline) {
    expectations = pipeline.expectations
    self.pipeline = pipeline.name
    ledger = pipeline.ledgerPath
  }

  /// Returns the mistake that names every expectation that does not hold; nil where all do.
  ///
  /// Nothing is expected of an export without conversations; and nothing against the last runs
  /// while there were fewer than three. Throws where the ledger, which knows them, cannot be read.
  package func drift(in summary: ReportSummary) throws(Diagnostic) -> Diagnostic? {
    guard let place = expectations.first?.place, summary.records > 0 else { return nil }
    let last = try lastRuns()
    let findings = expectations.compactMap { $0.finding(in: summary, last) }
    return findings.isEmpty ? nil : ExpectationMistake.drift(findings, at: place)
  }

  private func lastRuns() throws(Diagnostic) -> [LedgerReading] {
    guard expectations.contains(where: \.bound.needsHistory), let ledger,
      FileManager.default.fileExists(atPath: ledger)
    else { return [] }
    let view = try LedgerView(path: ledger)
    defer { view.close() }
    let readings = try view.readings(of: pipeline, last: Self.history.upperBound)
    return readings.count < Self.history.lowerBound ? [] : readings
  }
}

extension Expectation {
  /// Says what was found, where that is not as expected; nil where it is, or where nothing is known
  /// to compare it with.
  fileprivate func finding(in summary: ReportSummary, _ last: [LedgerReading]) -> String? {
    let reading = LedgerReading(summary)
    let share = reading.share(of: name)
    let bound: Double
    var isShare = true
    switch self.bound {
    case .share(let value): bound = value
    case .count(let value):
      bound = value
      isShare = false
    case .usualPlus(let more):
      guard let usual = usual(last) else { return nil }
      bound = usual + more
    case .usualTimes(let factor):
      guard let usual = usual(last) else { return nil }
      bound = usual * factor
    }
    let found = isShare ? share : Double(reading.count(of: name))
    guard !holds(found, bound) else { return nil }
    let shown = isShare ? Self.percent(share) : String(reading.count(of: name))
    let usual = self.bound.needsHistory ? ", which is \(Self.percent(bound))" : ""
    return "\(name) is \(shown), expected \(text)\(usual)"
  }

  private func usual(_ last: [LedgerReading]) -> Double? {
    guard !last.isEmpty else { return nil }
    let shares = last.map { $0.share(of: name) }.sorted()
    return (shares[(shares.count - 1) / 2] + shares[shares.count / 2]) / 2
  }

  private func holds(_ found: Double, _ bound: Double) -> Bool {
    switch comparison {
    case .below: found < bound
    case .atMost: found <= bound
    case .above: found > bound
    case .atLeast: found >= bound
    }
  }

  private static func percent(_ share: Double) -> String {
    "\((share * 1000).rounded() / 10)%"
  }
}

extension LedgerReading {
  /// Takes over what a report counted.
  package init(_ summary: ReportSummary) {
    var counts = summary.decision
    counts.merge(summary.reason) { first, _ in first }
    counts.merge(summary.flag) { first, _ in first }
    counts[Expectation.unreadableRecords] = summary.unreadable
    self.init(
      conversations: summary.conversations, records: summary.records,
      counts: counts.filter { $0.value > 0 })
  }

  /// How many there were of something.
  func count(of name: String) -> Int { counts[name] ?? 0 }

  /// The share of something among the conversations; of unreadable records, among the records.
  func share(of name: String) -> Double {
    let whole = name == Expectation.unreadableRecords ? records : conversations
    return whole == 0 ? 0 : Double(count(of: name)) / Double(whole)
  }
}
