/// How fast, how often and how long a run sends.
package struct Pacing: Sendable, Hashable {
  /// Requests a second; nil for as fast as the answers come.
  package var rate: Double?
  /// The most requests on their way at a time; how many there are adapts to the answers.
  package var concurrency: Int
  /// The most submissions that this run sends; nil for all. What is left stays pending.
  package var maxSends: Int?
  /// How old a conversation's last message may be; nil for any age. Where the age is not known, the
  /// submission is sent.
  package var maxAge: Duration?
  /// How often one run tries a submission that fails in passing, the first time included.
  package var tries: Int
  /// The longest first wait before another try; each further wait may be twice as long.
  package var firstBackoff: Duration
  /// The longest wait before another try.
  package var longestBackoff: Duration
  /// The longest that a run waits for a submission or a server; what is due later stays pending.
  package var patience: Duration
  /// How many times 403 or 404 in a row, with nothing delivered, stop the run.
  package var breaker: Int
  /// How long requests on their way may take to end once the run was asked to stop.
  package var grace: Duration

  /// Makes a pacing; the defaults are gentle.
  package init(
    rate: Double? = 5, concurrency: Int = 4, maxSends: Int? = nil, maxAge: Duration? = nil,
    tries: Int = 5, firstBackoff: Duration = .milliseconds(500),
    longestBackoff: Duration = .seconds(30), patience: Duration = .seconds(120),
    breaker: Int = 20, grace: Duration = .seconds(8)
  ) {
    self.rate = rate
    self.concurrency = concurrency
    self.maxSends = maxSends
    self.maxAge = maxAge
    self.tries = tries
    self.firstBackoff = firstBackoff
    self.longestBackoff = longestBackoff
    self.patience = patience
    self.breaker = breaker
    self.grace = grace
  }

  /// Returns the wait after a number of tries: full jitter, any time from nothing to the backoff.
  func backoff(tries: Int, random: Double) -> Duration {
    let doublings = min(max(0, tries - 1), 30)
    return min(firstBackoff * (1 << doublings), longestBackoff) * min(max(random, 0), 1)
  }
}
