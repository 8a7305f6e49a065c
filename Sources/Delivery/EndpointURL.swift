internal import Diagnostics
internal import Foundation

/// The checked URL of an endpoint.
struct EndpointURL: Sendable, Hashable {
  /// The URL in the form that the ledger's key has: scheme and host in lower case.
  let text: String
  let isSecure: Bool
  let host: String

  init?(_ text: String, problems: inout [Diagnostic]) {
    guard text.utf8.allSatisfy({ 0x21...0x7E ~= $0 }), var parts = URLComponents(string: text),
      let scheme = parts.scheme?.lowercased(), let host = parts.host?.lowercased(), !host.isEmpty,
      scheme == "https" || scheme == "http"
    else {
      problems.append(DeliveryMessages.notAURL())
      return nil
    }
    guard parts.user == nil, parts.password == nil, parts.fragment == nil else {
      problems.append(DeliveryMessages.urlWithExtras())
      return nil
    }
    guard scheme == "https" || Self.isLoopback(host) else {
      problems.append(DeliveryMessages.plainHTTP(host: host))
      return nil
    }
    parts.scheme = scheme
    parts.host = host
    self.text = parts.string ?? text
    isSecure = scheme == "https"
    self.host = host
  }

  /// Whether a host is this machine, by its name or address as written; nothing is looked up.
  static func isLoopback(_ host: String) -> Bool {
    if host == "localhost" || host == "[::1]" || host == "::1" { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127"
      && parts.allSatisfy { UInt8($0) != nil && $0.utf8.allSatisfy { 0x30...0x39 ~= $0 } }
  }
}
