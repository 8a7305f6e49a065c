import Documents

/// The keys of the stage `haptik`.
enum HaptikKeys {
  static let url = Key.node(
    "url", "the whole URL of the API, written out or ${NAME} from the environment",
    .either([.text(pattern: nil), .mapping(file)])
  ).required
  static let token = Key.node("token", "the token: ${NAME}, or {file: PATH}", secret).required
  static let clientID = Key.node(
    "client_id", "the client id: ${NAME}, or {file: PATH}", secret
  ).required
  static let ledger = Key.text("ledger", "the file in which is kept what was sent").required
  static let rate = Key.node(
    "rate", "so many requests in a time, such as 5/s; left out, as fast as the answers come",
    .text(pattern: "^[0-9]*\\.?[0-9]+/[smh]$"))
  static let concurrency = Key.integer(
    "concurrency", "the most requests on their way at a time; 4", in: 1...256)
  static let maximumAge = Key.duration(
    "max_age", "the oldest last message for which something is sent")
  static let timeout = Key.duration("timeout", "how long a request may take; 30s")
  static let attempts = Key.integer(
    "attempts", "how often one run tries a submission that fails in passing; 5", in: 1...100)
  static let retention = Key.duration(
    "retain", "how long bodies and answers are kept in the ledger after delivery; 90d")
  static let patience = Key.duration(
    "patience", "how long a run waits for what fails in passing; 2m")
  static let doNotSend = Key.node(
    "do_not_send",
    "users for whom nothing is sent: ids and patterns with * and ?, or {file: PATH}",
    .either([
      .text(pattern: nil), .list(.text(pattern: nil)), .mapping(DoNotSendKeys.shape),
    ]))
  static let expect = PipelineKeys.expect
  static let hour = Key.node(
    "hour", "the time between two feedbacks of a user; 1h, which only a rehearsal shortens",
    .duration)
  static let certificates = Key.text(
    "ca_file", "a PEM file of certificates to trust instead of the system's")

  static let shape = MappingShape(
    "the stage \"haptik\"",
    [
      url.shape, token.shape, clientID.shape, ledger.shape, rate.shape, concurrency.shape,
      maximumAge.shape, timeout.shape, attempts.shape, retention.shape, patience.shape,
      doNotSend.shape,
      expect.shape, hour.shape, certificates.shape,
    ])

  /// The key of a secret that stands in a file.
  static let path = Key.text("file", "a file that only its owner may read").required
  static let file = MappingShape("a secret", [path.shape])

  /// A secret is never written out.
  private static let secret = Shape.either([.text(pattern: #"^\$\{[^}]*\}$"#), .mapping(file)])
}

/// The keys under `do_not_send`.
enum DoNotSendKeys {
  static let file = Key.text("file", "a file with an id or a pattern a line").required

  static let shape = MappingShape("a do-not-send list", [file.shape])
}
