internal import Conversations
package import Diagnostics
package import Ledger

/// Delivers submissions to an endpoint, and proves with the ledger what became of each.
///
/// Nothing is lost and nothing is sent twice in silence: every submission is planned in the ledger
/// before the first is sent, and each intent is durable before its first byte leaves.
package struct Courier: Sendable {
  /// Where to.
  package var endpoint: HaptikEndpoint
  /// The ledger of that endpoint and client id.
  package var ledger: Ledger
  /// How fast, how often and how long.
  package var pacing: Pacing
  /// Users for whom nothing is sent.
  package var doNotSend: DoNotSendList
  /// The time.
  package var clock: DeliveryClock
  /// Returns a number from 0 up to 1, for the jitter of waits.
  package var random: @Sendable () -> Double
  /// The wish to stop.
  package var stop: StopSignal
  /// Called after each request, on no particular thread.
  package var progress: @Sendable (DeliveryProgress) -> Void

  /// Makes a courier.
  package init(
    to endpoint: HaptikEndpoint, ledger: Ledger, pacing: Pacing = Pacing(),
    doNotSend: DoNotSendList = DoNotSendList(), clock: DeliveryClock = .system,
    random: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) },
    stop: StopSignal = StopSignal(),
    progress: @escaping @Sendable (DeliveryProgress) -> Void = { _ in }
  ) {
    self.endpoint = endpoint
    self.ledger = ledger
    self.pacing = pacing
    self.doNotSend = doNotSend
    self.clock = clock
    self.random = random
    self.stop = stop
    self.progress = progress
  }

  /// Delivers a plan, and nothing but that plan.
  ///
  /// Writes the whole plan into the ledger first; asked to stop before that is done, it counts the
  /// rest as pending, and only the plan knows of it. A plan
  /// that cannot be read to its end leaves nothing behind. Stops where Haptik refuses the credentials, cannot
  /// be reached, or refuses many in a row; what was not sent is then pending. Throws where the ledger
  /// cannot be written or the plan cannot be read, and where the sums do not add up.
  package func deliver(
    _ plan: sending DeliveryPlan
  ) async throws(Diagnostic) -> DeliveryTally {
    let run = try ledger.beginRun()
    var planned = LedgerPlanned()
    var unplanned = 0
    let verdict = plan.verdict
    if let digest = plan.digest { try ledger.note(plan: digest, run: run) }
    do throws(Diagnostic) {
      while true {
        let batch = try plan.next(512)
        if batch.isEmpty { break }
        if stop.isRequested {
          unplanned += batch.count
        } else {
          try ledger.plan(batch, run: run, count: &planned, verdict: verdict)
        }
      }
    } catch {
      try ledger.unplan(planned, run: run)
      throw error
    }
    return try await send(run, planned, unplanned: unplanned)
  }

  /// Delivers what the ledger still has to send and what is due; reads no plan.
  package func deliverPending() async throws(Diagnostic) -> DeliveryTally {
    let run = try ledger.beginRun()
    var planned = LedgerPlanned()
    planned.submitted = try ledger.adoptOpen(run: run)
    return try await send(run, planned)
  }

  private func send(
    _ run: Int64, _ planned: LedgerPlanned, unplanned: Int = 0
  ) async throws(Diagnostic) -> DeliveryTally {
    let client = try HaptikClient(
      endpoint, concurrency: pacing.concurrency, now: ledger.now)
    let messenger = Messenger(
      ledger: ledger, client: client,
      scrubber: Scrubber(token: endpoint.token, clientID: endpoint.clientID),
      limits: LedgerLimits(maxAge: pacing.maxAge, isWithheld: { doNotSend.contains($0) }),
      pacing: pacing,
      clock: clock, random: random, stop: stop)
    let sending = SendingRun(
      messenger, run: run, submitted: planned.submitted, progress: progress)
    do throws(Diagnostic) {
      try await sending.run()
    } catch {
      await client.close()
      throw error
    }
    await client.close()
    var tally = DeliveryTally()
    tally.take(try ledger.endRun(run))
    tally.submitted = planned.submitted + unplanned
    tally.pending += unplanned
    tally.already = planned.already
    tally.corrected = planned.corrected
    tally.requests = sending.requests
    tally.stop = sending.reason
    tally.obstacle = sending.obstacle
    guard tally.isConserved else { throw DeliveryMessages.notConserved(tally.statement) }
    return tally
  }
}
