import Conversations
package import Delivery
package import Diagnostics
import Foundation
import Ledger
import Reports
import Synchronization

/// The live half of a run: a plan, or what the ledger still holds, to Haptik.
package struct Sending: Sendable {
  private let pipeline: Pipeline
  private let sink: HaptikSink
  private let environment: [String: String]
  private let maximumSends: Int?
  private let clock: DeliveryClock
  private let stop: StopSignal
  private let progress: @Sendable (DeliveryProgress) -> Void

  /// Makes the sending of a pipeline that ends in the sink `haptik`; nil for one that never sends.
  package init?(
    _ pipeline: Pipeline, environment: [String: String], maximumSends: Int? = nil,
    clock: DeliveryClock = .system, stop: StopSignal,
    progress: @escaping @Sendable (DeliveryProgress) -> Void = { _ in }
  ) {
    guard case .haptik(let sink) = pipeline.sink else { return nil }
    self.pipeline = pipeline
    self.sink = sink
    self.environment = environment
    self.maximumSends = maximumSends
    self.clock = clock
    self.stop = stop
    self.progress = progress
  }

  /// Sends exactly what a report directory's plan lists, as the auditor's verdicts have it.
  ///
  /// Refuses a plan that was changed, that was applied to its end, or whose pipeline or rules have
  /// moved since unless changes are accepted, and one of an export that is not as the pipeline
  /// expects unless that is. With a digest it must be that very plan; with a key it must be signed.
  package func apply(
    _ directory: String, _ options: ApplyOptions = ApplyOptions()
  ) async throws(Diagnostic) -> DeliveryTally {
    let reader = try PlanReader(
      directory: directory, planKey: options.planKey, digest: options.digest)
    if !options.acceptsChanges {
      try reader.checkUnmoved(
        pipeline: pipeline.item, rules: [pipeline.rulesItem],
        tool: Manifest.Tool(version: ToolVersion.number))
    }
    try AppliedPlan.checkUnapplied(in: directory)
    let summary = try ReportSummary.read(in: directory)
    if !options.acceptsDrift, let drift = try DriftGuard(pipeline).drift(in: summary) {
      throw drift
    }
    let moment = clock.wall()
    let digest = reader.manifest.plan.digest
    let manifest = reader.manifest
    let plan = AuditedPlan(reader, options.judged)
    let tally = try await deliver { [name = pipeline.name] courier throws(Diagnostic) in
      try courier.ledger.note(
        LedgerReading(summary), of: name, startedAt: manifest.startedAt, plan: digest)
      var delivery = DeliveryPlan { () throws(Diagnostic) in try plan.next() }
      delivery.digest = digest
      delivery.verdict = { plan.verdict(on: $0, by: options.auditor, at: moment) }
      return try await courier.deliver(delivery)
    }
    guard options.judged != nil || tally.submitted == manifest.plan.submissions else {
      throw DeliveryMessages.notConserved(tally.statement)
    }
    // What a stopped run left can be taken up by applying the plan again.
    if tally.stop == nil, tally.pending == 0 {
      try AppliedPlan(
        appliedAt: moment.description, digest: digest,
        verdicts: options.judged?.entries(by: options.auditor) ?? []
      ).record(in: directory)
    }
    return tally
  }

  /// Sends what is pending or due in the ledger; reads no plan.
  package func sendPending() async throws(Diagnostic) -> DeliveryTally {
    try await deliver { courier throws(Diagnostic) in try await courier.deliverPending() }
  }

  /// Checks the sink's values, which are put in now, without sending anything.
  package func endpoint() throws(Diagnostic) -> HaptikEndpoint {
    let secrets = SecretReader(environment: environment, base: pipeline.base)
    var problems: [Diagnostic] = []
    let endpoint = HaptikEndpoint(
      url: try secrets.value(of: sink.url), token: Secret(try secrets.value(of: sink.token)),
      clientID: Secret(try secrets.value(of: sink.clientID)),
      connection: .init(
        requestTimeout: sink.timeout,
        certificateAuthority: sink.certificates.map { pipeline.path($0) },
        environment: environment),
      problems: &problems)
    guard let endpoint else { throw problems.first ?? RunMistake.noEndpoint }
    return endpoint
  }

  /// Returns the users for whom nothing is sent; reads the file that lists them.
  package func doNotSend() throws(Diagnostic) -> DoNotSendList {
    guard let path = sink.doNotSend.file else { return DoNotSendList(sink.doNotSend.entries) }
    guard let bytes = FileManager.default.contents(atPath: pipeline.path(path)),
      let text = String(data: bytes, encoding: .utf8)
    else { throw SinkMistake.doNotSendMissing(path, at: sink.doNotSend.place) }
    let lines = text.split(whereSeparator: \.isNewline)
      .map { $0.trimmingCharacters(in: .whitespaces) }
    return DoNotSendList(lines.filter { !$0.isEmpty && !$0.hasPrefix("#") })
  }

  private func deliver(
    _ body: (Courier) async throws(Diagnostic) -> DeliveryTally
  ) async throws(Diagnostic) -> DeliveryTally {
    let endpoint = try endpoint()
    let doNotSend = try doNotSend()
    let ledger = try Ledger.open(
      path: pipeline.path(sink.ledger), endpoint: endpoint.url, clientID: endpoint.clientID,
      hour: sink.hour, now: clock.steady())
    defer { ledger.close() }
    let pacing = Pacing(
      rate: sink.rate, concurrency: sink.concurrency, maxSends: maximumSends,
      maxAge: sink.maximumAge, tries: sink.attempts, patience: sink.patience)
    let courier = Courier(
      to: endpoint, ledger: ledger, pacing: pacing, doNotSend: doNotSend, clock: clock, stop: stop,
      progress: progress)
    let tally = try await body(courier)
    _ = try ledger.dropBodies(deliveredLongerAgoThan: sink.retention)
    return tally
  }
}

extension Pipeline {
  /// The path of the sink's ledger; nil for a pipeline that never sends.
  package var ledgerPath: String? {
    if case .haptik(let sink) = sink { path(sink.ledger) } else { nil }
  }
}
