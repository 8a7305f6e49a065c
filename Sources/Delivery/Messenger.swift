internal import Diagnostics
internal import Ledger

/// Carries one submission: makes the intent durable, sends, and writes down what came of it.
struct Messenger: Sendable {
  /// What became of a candidate.
  enum Report: Sendable {
    /// Nothing was sent.
    case stayed(LedgerCandidate)
    /// It was sent.
    case sent(LedgerCandidate, Verdict, latency: Duration)
    /// The ledger could not be written: nothing more may be sent.
    case failed(LedgerCandidate, Diagnostic)

    var candidate: LedgerCandidate {
      switch self {
      case .stayed(let candidate), .sent(let candidate, _, _), .failed(let candidate, _): candidate
      }
    }
  }

  let ledger: Ledger
  let client: HaptikClient
  let scrubber: Scrubber
  let limits: LedgerLimits
  let pacing: Pacing
  let clock: DeliveryClock
  let random: @Sendable () -> Double
  let stop: StopSignal

  func carry(_ candidate: LedgerCandidate) async -> Report {
    do throws(Diagnostic) {
      switch try await ledger.intend(row: candidate.row, within: limits) {
      case .stays:
        return .stayed(candidate)
      case .send(let errand):
        let began = clock.elapsed()
        let exchange = await send(errand.body)
        let verdict = Verdict(exchange, wasInFlight: errand.wasInFlight)
        try await ledger.settle(errand, outcome(verdict, exchange, tries: errand.tries))
        return .sent(candidate, verdict, latency: clock.elapsed() - began)
      }
    } catch {
      return .failed(candidate, error)
    }
  }

  /// Sends; once the run was asked to stop, waits no longer than the grace.
  private func send(_ body: [UInt8]) async -> Exchange {
    let request = Task { await client.send(body) }
    let ticket = stop.onRequest {
      Task {
        await clock.sleep(pacing.grace)
        request.cancel()
      }
    }
    defer { stop.forget(ticket) }
    return await request.value
  }

  private func outcome(_ verdict: Verdict, _ exchange: Exchange, tries: Int) -> LedgerOutcome {
    let backoff = pacing.backoff(tries: tries, random: random())
    let delay: Duration? =
      switch verdict.state {
      case .held: ledger.hour
      case .pending where verdict.kind == .unauthorized: nil
      case .pending, .inDoubt: max(backoff, verdict.retryAfter ?? .zero)
      default: nil
      }
    let answer: [UInt8]? =
      if case .answered(let answer) = exchange { scrubber.scrubbed(answer.body) } else { nil }
    return LedgerOutcome(
      verdict.state, note: verdict.note, status: verdict.status, answer: answer, delay: delay)
  }
}
