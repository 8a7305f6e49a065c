package import Diagnostics
package import Ledger

/// Where feedback is logged, and with which credentials.
package struct HaptikEndpoint: Sendable, Hashable {
  /// How the connection is made.
  package struct Connection: Sendable, Hashable {
    /// How long making a connection may take, TLS included.
    package var connectTimeout: Duration
    /// How long a request may take from its start to the end of its answer.
    package var requestTimeout: Duration
    /// A PEM file of certificates to trust instead of the system's; nil for the system's.
    package var certificateAuthority: String?
    /// The environment, for `https_proxy`, `http_proxy` and `no_proxy` in either case.
    package var environment: [String: String]

    /// Makes a description of connections.
    package init(
      connectTimeout: Duration = .seconds(10), requestTimeout: Duration = .seconds(30),
      certificateAuthority: String? = nil, environment: [String: String] = [:]
    ) {
      self.connectTimeout = connectTimeout
      self.requestTimeout = requestTimeout
      self.certificateAuthority = certificateAuthority
      self.environment = environment
    }
  }

  /// The whole URL of the log-feedback call, as the ledger's key has it.
  package let url: String
  /// The bearer token.
  package let token: Secret
  /// The client id.
  package let clientID: Secret
  /// How connections are made.
  package let connection: Connection
  let target: EndpointURL

  /// Makes an endpoint; finds all that is wrong with it.
  ///
  /// Refuses a URL that is not absolute, that names a user or a fragment, or that is plain http to
  /// another machine, and credentials that no header can carry.
  package init?(
    url: String, token: Secret, clientID: Secret, connection: Connection = Connection(),
    problems: inout [Diagnostic]
  ) {
    let before = problems.count
    let target = EndpointURL(url, problems: &problems)
    Self.check(token, "token", &problems)
    Self.check(clientID, "client_id", &problems)
    guard let target, problems.count == before else { return nil }
    self.url = target.text
    self.token = token
    self.clientID = clientID
    self.connection = connection
    self.target = target
  }

  private static func check(_ secret: Secret, _ name: String, _ problems: inout [Diagnostic]) {
    if secret.isEmpty { return problems.append(DeliveryMessages.emptySecret(name)) }
    let isClean = secret.reveal { $0.utf8.allSatisfy { 0x21...0x7E ~= $0 } }
    if !isClean { problems.append(DeliveryMessages.unsendableSecret(name)) }
  }
}
