import Foundation

/// The built rehearsal server, running beside a test.
final class Sandbox: Sendable {
  let url: String
  let record: String
  private let process: Process

  /// Why there is no server to test against.
  struct DidNotStart: Error, CustomStringConvertible {
    let description: String
  }

  /// Starts it, on a free port unless one is given; it records into the folder.
  ///
  /// Returns once it listens, however long that takes; throws where it ends instead.
  init(in folder: Folder, _ flags: [String] = [], port: Int = 0) throws {
    record = folder.path("record.ndjson")
    process = Process()
    process.executableURL = Self.executable
    process.arguments =
      [
        "--port", String(port), "--record", record, "--token", "T-0123456789", "--client-id",
        "C-987",
      ] + flags
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    var line: [UInt8] = []
    while line.last != 0x0A, let byte = try output.fileHandleForReading.read(upToCount: 1) {
      if byte.isEmpty { break }
      line += byte
    }
    let text = String(decoding: line, as: UTF8.self)
    guard text.hasPrefix("listening on "), text.hasSuffix("\n") else {
      process.waitUntilExit()
      throw DidNotStart(description: "haptik-sandbox ended with \(process.terminationStatus)")
    }
    url = String(text.dropFirst("listening on ".count).dropLast())
  }

  var port: Int { URL(string: url)?.port ?? 0 }

  /// The lines recorded so far.
  var recorded: [String] {
    let text = try? String(contentsOfFile: record, encoding: .utf8)
    return (text ?? "").split(separator: "\n").map(String.init)
  }

  /// The users of the lines recorded so far, in the order of recording.
  var recordedUsers: [String] { recordedUsers(beginningWith: "") }

  /// The users of the lines recorded so far whose names begin so, in the order of recording.
  func recordedUsers(beginningWith prefix: String) -> [String] {
    recorded.filter { $0.contains("\"\(prefix)") }.compactMap { line in
      let fields = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      let user = fields?["auth_id"] as? String ?? ""
      return user.hasPrefix(prefix) ? user : nil
    }
  }

  /// Ends it at once, whatever it is still answering.
  func stop() {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
  }

  deinit { stop() }

  private static let executable = builtTool("haptik-sandbox")
}

/// Where the build put a tool: beside the tests.
func builtTool(_ name: String) -> URL {
  let tests = URL(fileURLWithPath: CommandLine.arguments[0])
  let own = tests.deletingLastPathComponent().appending(path: name)
  if FileManager.default.isExecutableFile(atPath: own.path) { return own }
  return Bundle.main.bundleURL.appending(path: name)
}

/// A folder that goes away with the test.
final class Folder: Sendable {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "exitpoll-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  func path(_ name: String) -> String { url.appending(path: name).path }

  deinit { try? FileManager.default.removeItem(at: url) }
}
