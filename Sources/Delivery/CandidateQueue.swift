internal import Conversations
internal import Diagnostics
internal import Ledger

/// Hands out what a run may send next: what is due again before what is new, a page at a time.
struct CandidateQueue {
  private let ledger: Ledger
  private let run: Int64
  private let tries: Int
  private var again: ArraySlice<LedgerCandidate> = []
  private var fresh: ArraySlice<LedgerCandidate> = []
  private var handedOut: Int64 = 0
  private var read: Int64 = 0
  private var isExhausted = false
  private var lookedAt: Duration?

  init(_ ledger: Ledger, run: Int64, tries: Int) {
    self.ledger = ledger
    self.run = run
    self.tries = tries
  }

  /// Returns the next candidate that is not on its way; nil where nothing is due now.
  ///
  /// `onlyTried` leaves out what this run has not tried yet.
  mutating func next(
    at elapsed: Duration, besides onTheirWay: Set<Int64>, onlyTried: Bool
  ) async throws(Diagnostic) -> LedgerCandidate? {
    let minTries = onlyTried ? 1 : 0
    try await look(at: elapsed, besides: onTheirWay, minTries, mustLook: onlyTried)
    while let candidate = again.popFirst() {
      let isWanted = !onlyTried || candidate.tries > 0
      if isWanted && !onTheirWay.contains(candidate.row) { return candidate }
    }
    if onlyTried { return nil }
    if let candidate = try await nextFresh() { return candidate }
    try await look(at: elapsed, besides: onTheirWay, minTries, mustLook: true)
    return again.popFirst()
  }

  /// When the first that is pending or in doubt is due again; nil where nothing will be.
  func nextRetry(onlyTried: Bool) async throws(Diagnostic) -> Timestamp? {
    try await ledger.nextRetry(run: run, minTries: onlyTried ? 1 : 0, maxTries: tries)
  }

  /// Looks for what is due again, not more often than once a second while there is something new.
  private mutating func look(
    at elapsed: Duration, besides onTheirWay: Set<Int64>, _ minTries: Int, mustLook: Bool
  ) async throws(Diagnostic) {
    guard again.isEmpty else { return }
    let isTime = lookedAt.map { elapsed - $0 >= .seconds(1) } ?? false
    guard mustLook || isTime else {
      lookedAt = lookedAt ?? elapsed
      return
    }
    lookedAt = elapsed
    let due = try await ledger.dueAgain(
      run: run, upTo: handedOut, minTries: minTries, maxTries: tries, limit: 64 + onTheirWay.count)
    again = due.filter { !onTheirWay.contains($0.row) }[...]
  }

  private mutating func nextFresh() async throws(Diagnostic) -> LedgerCandidate? {
    if fresh.isEmpty && !isExhausted {
      fresh = try await ledger.fresh(run: run, after: read, limit: 256)[...]
      isExhausted = fresh.isEmpty
      read = fresh.last?.row ?? read
    }
    let candidate = fresh.popFirst()
    handedOut = isExhausted ? .max : candidate?.row ?? handedOut
    return candidate
  }
}
