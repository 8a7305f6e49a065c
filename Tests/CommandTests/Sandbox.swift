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
    var line = ""
    for _ in 0..<200 {
      line = try files.text("output").split(separator: "\n").first.map(String.init) ?? ""
      if !line.isEmpty { break }
      Thread.sleep(forTimeInterval: 0.05)
    }
    url = line.replacing("listening on ", with: "")
  }

  deinit {
    process.terminate()
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
