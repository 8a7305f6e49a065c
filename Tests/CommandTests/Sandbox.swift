import Foundation
import TestKit

/// A running `haptik-sandbox`, which ends with its owner.
final class Sandbox {
  let url: String
  private let files: TemporaryFolder
  private let process: Process

  init(_ arguments: [String] = []) throws {
    files = try TemporaryFolder()
    process = try BuiltTool("haptik-sandbox").launched(
      ["--port", "0", "--record", files.url.appending(path: "accepted.ndjson").path] + arguments,
      nil, files)
    var said = ""
    while !said.hasSuffix("\n"), process.isRunning {
      Thread.sleep(forTimeInterval: 0.02)
      said = try files.text("output")
    }
    guard said.hasPrefix("listening on ") else {
      throw DidNotStart(description: "haptik-sandbox: \(try files.text("errors"))")
    }
    url = String(said.dropFirst("listening on ".count).prefix { $0 != "\n" })
  }

  /// Why there is no server to test against.
  struct DidNotStart: Error, CustomStringConvertible {
    let description: String
  }

  deinit {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
  }

  /// The bodies that it accepted, in order.
  var accepted: [String] {
    ((try? files.text("accepted.ndjson")) ?? "").split(separator: "\n").map(String.init)
  }

  /// The environment of a run that sends to it.
  var environment: [String: String] {
    ["HAPTIK_FEEDBACK_URL": url, "HAPTIK_TOKEN": "s3cr3t-t0ken", "HAPTIK_CLIENT_ID": "cl13nt"]
  }
}
