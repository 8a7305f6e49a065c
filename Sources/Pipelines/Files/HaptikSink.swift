package import Diagnostics

/// The sink `haptik` as a pipeline file declares it; secrets are not put in yet.
package struct HaptikSink: Sendable, Hashable {
  /// The whole URL of the API, perhaps with `${NAME}`.
  package var url: SecretReference
  /// The token.
  package var token: SecretReference
  /// The client id.
  package var clientID: SecretReference
  /// The path of the ledger.
  package var ledger: String
  /// Submissions a second; nil for as fast as the answers come.
  package var rate: Double?
  /// How many requests are under way at once.
  package var concurrency: Int
  /// How old a conversation's last message may be.
  package var maximumAge: Duration?
  /// How long one request may take.
  package var timeout: Duration
  /// How many attempts a submission gets in one run.
  package var attempts: Int
  /// How long bodies and answers are kept in the ledger after delivery.
  package var retention: Duration
  /// How long Haptik refuses a user's second feedback.
  package var hour: Duration
  /// How long a run waits for what fails in passing; what is due later stays pending.
  package var patience: Duration
  /// Users for whom nothing is sent.
  package var doNotSend: DoNotSendSource
  /// What a run has to find before anything is sent.
  package var expectations: [Expectation]
  /// A file of certificates to trust instead of the system's.
  package var certificates: String?
  /// Where the stage stands.
  package var place: Place
}

/// A value of the sink that is put in when the sink is used, and never before.
package struct SecretReference: Sendable, Hashable {
  /// Where it comes from.
  package enum Origin: Sendable, Hashable {
    /// A text with `${NAME}` parts, from the environment.
    case environment(template: String)
    /// A file that only its owner may read.
    case file(path: String)
  }

  /// Where it comes from.
  package var origin: Origin
  /// Where it stands in the pipeline file.
  package var place: Place

  /// Makes a reference.
  package init(_ origin: Origin, at place: Place) {
    self.origin = origin
    self.place = place
  }
}

/// The do-not-send list as a pipeline file declares it.
package struct DoNotSendSource: Sendable, Hashable {
  /// Ids and patterns that stand in the pipeline file.
  package var entries: [String] = []
  /// A file with an id or a pattern a line, read when the sink is used.
  package var file: String?
  /// Where it stands.
  package var place = Place(file: "")
}

extension Sink {
  /// What the sink's own settings expect.
  var expectations: [Expectation] {
    if case .haptik(let sink) = self { sink.expectations } else { [] }
  }
}
