import Foundation
import TestKit
import Testing

@Suite struct `A live run` {
  private let sink = """
      - haptik:
          url: ${HAPTIK_FEEDBACK_URL}
          token: ${HAPTIK_TOKEN}
          client_id: ${HAPTIK_CLIENT_ID}
          ledger: test.ledger
          rate: 1000/s

    """

  @Test func `delivers each submission once, and nothing on a second run`() throws {
    let sandbox = try Sandbox(["--token", "s3cr3t-t0ken", "--client-id", "cl13nt"])
    let workplace = try Workplace()
    let pipeline = try workplace.nativePipeline(sink: sink)
    let chats = (1...30).map { Workplace.chat("c\($0)") }
    try workplace.folder.write(chats.joined(separator: "\n"), to: "chats.ndjson")
    let first = try workplace.exitpoll(
      "run", pipeline, "--report", "one", environment: sandbox.environment)
    #expect(first.status == 0, "\(first.errors)")
    #expect(first.output.contains("submit 30 = 30 delivered"))
    let bodies = try workplace.lines("one/submissions.ndjson").map(Self.body)
    #expect(sandbox.accepted.sorted() == bodies.sorted())
    let second = try workplace.exitpoll(
      "run", pipeline, "--report", "two", environment: sandbox.environment)
    #expect(second.status == 0, "\(second.errors)")
    #expect(second.output.contains("30 already"))
    #expect(sandbox.accepted.count == 30)
  }

  @Test func `shows no secret anywhere`() throws {
    let sandbox = try Sandbox(["--token", "another", "--client-id", "cl13nt"])
    let workplace = try Workplace()
    let pipeline = try workplace.nativePipeline(sink: sink)
    try workplace.folder.write(Workplace.chat("c1"), to: "chats.ndjson")
    let run = try workplace.exitpoll(
      "run", pipeline, "--report", "one", environment: sandbox.environment)
    #expect(run.status == 77, "\(run.errors)")
    for secret in ["s3cr3t-t0ken", "cl13nt"] {
      #expect(!(run.output + run.errors).contains(secret))
      for file in try FileManager.default.subpathsOfDirectory(atPath: workplace.folder.url.path) {
        let bytes = FileManager.default.contents(
          atPath: workplace.folder.url.appending(path: file).path)
        #expect(bytes?.range(of: Data(secret.utf8)) == nil, "\(file)")
      }
    }
  }

  @Test func `sends nothing while a value is missing`() throws {
    let workplace = try Workplace()
    let pipeline = try workplace.nativePipeline(sink: sink)
    try workplace.folder.write(Workplace.chat("c1"), to: "chats.ndjson")
    let run = try workplace.exitpoll("run", pipeline, "--report", "one")
    #expect(run.status == 78)
    #expect(run.errors.contains("the environment variable HAPTIK_FEEDBACK_URL is not set"))
  }

  @Test func `needs no secret as a dry run`() throws {
    let workplace = try Workplace()
    let pipeline = try workplace.nativePipeline(sink: sink)
    try workplace.folder.write(Workplace.chat("c1"), to: "chats.ndjson")
    let run = try workplace.exitpoll("run", pipeline, "--dry-run", "--report", "one")
    #expect(run.status == 0, "\(run.errors)")
    #expect(try workplace.lines("one/submissions.ndjson").count == 1)
  }

  /// The body of a plan's line.
  static func body(_ line: String) -> String {
    guard let start = line.range(of: "\"body\":") else { return line }
    return String(line[start.upperBound...].dropLast())
  }
}
