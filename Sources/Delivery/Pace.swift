/// What a run has learnt from its answers so far: how many requests it may have on their way, until
/// when it has to wait, and when it has to stop.
struct Pace: Sendable {
  private let pacing: Pacing
  private var concurrency: AdaptiveConcurrency
  private var nextStart = Duration.zero
  private var closedUntil = Duration.zero
  private var refusals = 0
  private var troubles = 0
  private var answers = 0
  private var failures = 0

  /// Why the run has to stop, once it has to.
  private(set) var stop: DeliveryTally.Stop?

  init(_ pacing: Pacing) {
    self.pacing = pacing
    concurrency = AdaptiveConcurrency(most: pacing.concurrency)
  }

  /// How many requests may be on their way: never so many that the breaker would come too late.
  var room: Int {
    if troubles >= pacing.breaker { return 1 }
    return max(1, min(concurrency.limit, pacing.breaker - refusals))
  }

  /// Whether requests failed and not one was answered.
  var isUnanswered: Bool { failures > 0 && answers == 0 }

  /// Returns how long everything has to wait, at a time since the run began.
  func closed(at elapsed: Duration) -> Duration { max(.zero, closedUntil - elapsed) }

  /// Takes the next place in the rate and returns how long to wait for it.
  mutating func place(at elapsed: Duration) -> Duration {
    guard let rate = pacing.rate, rate > 0 else { return .zero }
    let start = max(elapsed, nextStart)
    nextStart = start + .seconds(1) / rate
    return start - elapsed
  }

  /// Learns from a verdict.
  mutating func note(
    _ verdict: Verdict, latency: Duration, at elapsed: Duration, random: Double
  ) {
    let isTrouble =
      switch verdict.kind {
      case .passing, .inDoubt: true
      default: false
      }
    if verdict.status == nil { failures += 1 } else { answers += 1 }
    concurrency.note(latency: latency, isTrouble: isTrouble)
    troubles = isTrouble ? troubles + 1 : 0
    switch verdict.kind {
    case .unauthorized: stop = stop ?? .credentialsRefused
    case .noSuchUser: countRefusal()
    case .delivered, .duplicate: refusals = 0
    case .refused: break
    case .passing, .inDoubt: close(verdict.retryAfter, at: elapsed, random: random)
    }
  }

  private mutating func countRefusal() {
    refusals += 1
    if refusals >= pacing.breaker { stop = stop ?? .breaker }
  }

  private mutating func close(_ retryAfter: Duration?, at elapsed: Duration, random: Double) {
    if let retryAfter {
      closedUntil = max(closedUntil, elapsed + retryAfter)
      if retryAfter > pacing.patience { stop = stop ?? .unreachable }
    }
    let beyond = troubles - pacing.breaker
    guard beyond >= 0 else { return }
    if beyond >= pacing.tries { stop = stop ?? .unreachable }
    let wait = pacing.backoff(tries: beyond + 1, random: random)
    closedUntil = max(closedUntil, elapsed + wait)
  }
}
