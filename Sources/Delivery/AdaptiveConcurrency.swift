/// How many requests may be on their way: one more for each round of good answers, half as many
/// after a bad one.
struct AdaptiveConcurrency: Sendable, Hashable {
  private let most: Double
  private var allowed: Double
  private var usual: Duration?
  private var answersUntilNextCut = 0

  init(most: Int) {
    self.most = Double(max(1, most))
    allowed = min(self.most, 4)
  }

  /// The number allowed now, at least 1.
  var limit: Int { max(1, Int(allowed)) }

  /// Takes in an answer: how long it took, and whether the server was in trouble.
  ///
  /// An answer that took four times as long as the quick ones, and a quarter of a second more, counts
  /// as trouble. Requests that were on their way together cut the number once.
  mutating func note(latency: Duration, isTrouble: Bool) {
    answersUntilNextCut = max(0, answersUntilNextCut - 1)
    let quick = usual.map { min($0 + $0 / 64, latency) } ?? latency
    let isSlow = usual.map { latency > $0 * 4 + .milliseconds(250) } ?? false
    if !isTrouble { usual = quick }
    guard isTrouble || isSlow else {
      allowed = min(most, allowed + 1 / allowed)
      return
    }
    guard answersUntilNextCut == 0 else { return }
    answersUntilNextCut = limit
    allowed = max(1, allowed / 2)
  }
}
