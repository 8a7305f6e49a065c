package import Diagnostics

/// Every sentence with which delivery refuses something.
package enum DeliveryMessages {
  /// The URL is not an absolute http or https URL; it is not shown, since it may hold a secret.
  package static func notAURL() -> Diagnostic {
    Diagnostic(
      code: "endpoint-url", "the sink's `url` is not a whole URL",
      remedy: "copy it from Haptik's dashboard: https://…/v1.0/log_feedback_from_user/")
  }

  /// The URL holds a user, a password or a fragment.
  package static func urlWithExtras() -> Diagnostic {
    Diagnostic(
      code: "endpoint-url-extras", "the sink's `url` holds a user, a password or a fragment",
      remedy: "leave these out; credentials go under `token` and `client_id`")
  }

  /// The token would cross the network in the clear.
  package static func plainHTTP(host: String) -> Diagnostic {
    Diagnostic(
      code: "endpoint-plain-http",
      "plain http to \"\(host)\" would show the token to the network",
      remedy: "use https; http is for this machine alone")
  }

  /// A credential is empty.
  package static func emptySecret(_ name: String) -> Diagnostic {
    Diagnostic(
      code: "credential-empty", "the sink's `\(name)` is empty",
      remedy: "set the environment variable or the file that it comes from")
  }

  /// A credential holds a character that a header cannot carry.
  package static func unsendableSecret(_ name: String) -> Diagnostic {
    Diagnostic(
      code: "credential-unsendable",
      "the sink's `\(name)` holds a space, a line break or another character no header can carry",
      remedy: "copy it again; it is printable ASCII without spaces")
  }

  /// The file of certificates cannot be read.
  package static func certificates(_ path: String) -> Diagnostic {
    Diagnostic(
      code: "certificates-unreadable", "the certificates cannot be read", at: Place(file: path),
      remedy: "name a PEM file that this user can read")
  }

  /// A proxy variable of the environment cannot be understood; it may hold a password.
  package static func proxy(_ variable: String) -> Diagnostic {
    Diagnostic(
      code: "proxy-url", "the environment's \(variable) is not the URL of a proxy",
      remedy: "write it as http://HOST:PORT")
  }

  /// The sums do not add up: something is lost or counted twice.
  package static func notConserved(_ statement: String) -> Diagnostic {
    Diagnostic(
      code: "delivery-sums", "the counts of the delivery do not add up: \(statement)",
      remedy: "`exitpoll ledger verify` says what the ledger holds; please report this")
  }
}
