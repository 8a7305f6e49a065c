internal import Conversations
internal import Diagnostics
internal import Ledger

/// Sends what a run has to send; one task decides, others carry.
final class SendingRun {
  private enum Step {
    case send(LedgerCandidate)
    case takeReport
    case wait(Duration)
  }

  private let messenger: Messenger
  private let pacing: Pacing
  private let clock: DeliveryClock
  private let stop: StopSignal
  private let began: Duration
  private let progress: @Sendable (DeliveryProgress) -> Void
  private var queue: CandidateQueue
  private var pace: Pace
  private var onTheirWay: Set<Int64> = []
  private var starts = 0
  private var seen: DeliveryProgress

  /// Why the run stopped early.
  private(set) var reason: DeliveryTally.Stop?
  /// What the last request met that could not leave; nil where it left.
  private(set) var obstacle: LedgerNote?

  init(
    _ messenger: Messenger, run: Int64, submitted: Int,
    progress: @escaping @Sendable (DeliveryProgress) -> Void
  ) {
    self.messenger = messenger
    pacing = messenger.pacing
    clock = messenger.clock
    stop = messenger.stop
    began = messenger.clock.elapsed()
    self.progress = progress
    queue = CandidateQueue(messenger.ledger, run: run, tries: max(1, messenger.pacing.tries))
    pace = Pace(messenger.pacing)
    seen = DeliveryProgress(submitted: submitted)
  }

  /// How many requests were made.
  var requests: Int { seen.requests }

  /// Sends until nothing is due any more, or until the run has to stop.
  func run() async throws(Diagnostic) {
    let failure = await withTaskGroup(of: Messenger.Report.self) { group -> Diagnostic? in
      do throws(Diagnostic) {
        while let step = try await nextStep() {
          switch step {
          case .send(let candidate):
            onTheirWay.insert(candidate.row)
            group.addTask { [messenger] in await messenger.carry(candidate) }
          case .takeReport:
            if let report = await group.next() { try take(report) }
          case .wait(let duration):
            await stop.sleep(duration, clock)
          }
        }
        return nil
      } catch {
        return error
      }
    }
    if let failure { throw failure }
    if reason == nil && pace.isUnanswered { reason = .unreachable }
  }

  private func nextStep() async throws(Diagnostic) -> Step? {
    let idle: Step? = onTheirWay.isEmpty ? nil : .takeReport
    reason = reason ?? (stop.isRequested ? .interrupted : pace.stop)
    if reason != nil { return idle }
    if onTheirWay.count >= pace.room { return .takeReport }
    let elapsed = clock.elapsed() - began
    let closed = pace.closed(at: elapsed)
    if closed > .zero { return idle ?? .wait(closed) }
    guard let candidate = try await nextCandidate(at: elapsed) else {
      if let idle { return idle }
      return try await retryWait()
    }
    await stop.sleep(pace.place(at: clock.elapsed() - began), clock)
    if stop.isRequested { return try await nextStep() }
    if candidate.tries == 0 { starts += 1 }
    return .send(candidate)
  }

  /// Whether as many submissions were begun as this run may begin.
  private var isCanaryDone: Bool { pacing.maxSends.map { starts >= $0 } ?? false }

  private func nextCandidate(at elapsed: Duration) async throws(Diagnostic) -> LedgerCandidate? {
    try await queue.next(at: elapsed, besides: onTheirWay, onlyTried: isCanaryDone)
  }

  private func retryWait() async throws(Diagnostic) -> Step? {
    guard let due = try await queue.nextRetry(onlyTried: isCanaryDone) else { return nil }
    let wait = due - messenger.ledger.now()
    return wait <= pacing.patience ? .wait(max(wait, .milliseconds(1))) : nil
  }

  private func take(_ report: Messenger.Report) throws(Diagnostic) {
    onTheirWay.remove(report.candidate.row)
    switch report {
    case .failed(_, let diagnostic):
      throw diagnostic
    case .stayed(let candidate):
      if candidate.tries == 0 { starts -= 1 }
    case .sent(_, let verdict, let latency):
      pace.note(
        verdict, latency: latency, at: clock.elapsed() - began, random: messenger.random())
      obstacle = verdict.kind == .passing(isBusy: false) ? verdict.note : nil
      seen.requests += 1
      if verdict.state == .delivered { seen.delivered += 1 }
    }
    progress(seen)
  }
}
