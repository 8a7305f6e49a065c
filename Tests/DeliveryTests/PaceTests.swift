import Testing

@testable import Delivery

@Suite struct `A pace` {
  private let quick = Duration.milliseconds(20)

  @Test func `gives full jitter within doubling bounds`() {
    let pacing = Pacing(firstBackoff: .seconds(1), longestBackoff: .seconds(10))
    #expect(pacing.backoff(tries: 1, random: 0) == .zero)
    #expect(pacing.backoff(tries: 1, random: 1) == .seconds(1))
    #expect(pacing.backoff(tries: 3, random: 1) == .seconds(4))
    #expect(pacing.backoff(tries: 3, random: 0.25) == .seconds(1))
    #expect(pacing.backoff(tries: 60, random: 1) == .seconds(10))
  }

  @Test func `spreads requests evenly`() {
    var pace = Pace(Pacing(rate: 4))
    let waits = (0..<3).map { _ in pace.place(at: .zero) }
    #expect(waits == [.zero, .milliseconds(250), .milliseconds(500)])
    #expect(pace.place(at: .seconds(60)) == .zero)
    #expect(pace.place(at: .seconds(60)) == .milliseconds(250))
  }

  @Test func `grows by one for a round of good answers, and halves once for a bad round`() {
    var concurrency = AdaptiveConcurrency(most: 32)
    for _ in 0..<2000 { concurrency.note(latency: quick, isTrouble: false) }
    #expect(concurrency.limit == 32)
    for _ in 0..<16 { concurrency.note(latency: quick, isTrouble: true) }
    #expect(concurrency.limit == 16)
    for _ in 0..<1000 { concurrency.note(latency: quick, isTrouble: true) }
    #expect(concurrency.limit == 1)
    for _ in 0..<50 { concurrency.note(latency: quick, isTrouble: false) }
    #expect(concurrency.limit > 4)
  }

  @Test func `takes slow answers for a server in trouble`() {
    var concurrency = AdaptiveConcurrency(most: 16)
    for _ in 0..<1000 { concurrency.note(latency: quick, isTrouble: false) }
    concurrency.note(latency: .seconds(2), isTrouble: false)
    #expect(concurrency.limit == 8)
  }

  @Test func `never has more on their way than the breaker can stop`() {
    var pace = Pace(Pacing(concurrency: 64, breaker: 20))
    let refused = Verdict(
      .answered(.init(status: 404, retryAfter: nil, body: [])), wasInFlight: false)
    for sent in 0..<20 {
      #expect(pace.room <= 20 - sent)
      #expect(pace.stop == nil)
      pace.note(refused, latency: quick, at: .zero, random: 1)
    }
    #expect(pace.stop == .breaker)
  }

  @Test func `waits as long as the server asks, and gives up on a long wait`() {
    var pace = Pace(Pacing(patience: .seconds(120)))
    let busy = { (seconds: Int) in
      Verdict(
        .answered(.init(status: 429, retryAfter: .seconds(seconds), body: [])), wasInFlight: false)
    }
    pace.note(busy(30), latency: quick, at: .seconds(5), random: 1)
    #expect(pace.closed(at: .seconds(6)) == .seconds(29) && pace.stop == nil)
    pace.note(busy(3600), latency: quick, at: .seconds(5), random: 1)
    #expect(pace.stop == .unreachable)
  }
}
