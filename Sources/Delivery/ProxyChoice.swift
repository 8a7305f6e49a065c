internal import Diagnostics
internal import Foundation
internal import Ledger

/// A proxy to go through.
struct ProxyAddress: Sendable, Hashable {
  var host: String
  var port: Int
  var user: String?
  var password: Secret?
}

/// The proxies that an environment names, in the variables that curl reads.
struct ProxyChoice: Sendable {
  private let environment: [String: String]

  init(environment: [String: String]) {
    self.environment = environment
  }

  /// Returns the proxy for an endpoint; nil for a direct connection.
  ///
  /// This machine itself and what `no_proxy` lists are reached directly. `HTTP_PROXY` in capitals is
  /// not read, since a web server's child could be given it by a stranger.
  func proxy(for target: EndpointURL) throws(Diagnostic) -> ProxyAddress? {
    guard !EndpointURL.isLoopback(target.host), !isExcepted(target.host) else { return nil }
    let names =
      target.isSecure
      ? ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]
      : ["http_proxy", "all_proxy", "ALL_PROXY"]
    let found = names.first { environment[$0]?.isEmpty == false }
    guard let name = found, let value = environment[name] else { return nil }
    let text = value.contains("://") ? value : "http://" + value
    guard let parts = URLComponents(string: text), parts.scheme == "http", let host = parts.host,
      !host.isEmpty
    else { throw DeliveryMessages.proxy(name) }
    return ProxyAddress(
      host: host, port: parts.port ?? 80, user: parts.user,
      password: parts.password.map(Secret.init))
  }

  private func isExcepted(_ host: String) -> Bool {
    let list = environment["no_proxy"] ?? environment["NO_PROXY"] ?? ""
    return list.split(separator: ",").contains { entry in
      let name = entry.filter { $0 != " " }.lowercased()
      let suffix = name.hasPrefix(".") ? name : "." + name
      return name == "*" || host == name || host.hasSuffix(suffix)
    }
  }
}
