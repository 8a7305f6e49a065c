import Foundation
import TestKit
import Testing

@Suite struct `On Apache Spark` {
  private static let isWanted = ProcessInfo.processInfo.environment["EXITPOLL_SPARK"] != nil

  @Test(.enabled(if: isWanted, "it starts a cluster: set EXITPOLL_SPARK, or run make spark"))
  func `a cluster makes the report of a single machine, also when a worker is killed`() throws {
    let files = try TemporaryFolder()
    let proof = Process()
    proof.executableURL = URL(filePath: "/usr/bin/env")
    proof.arguments = [
      "python3", Package.root.appending(path: "examples/spark/prove.py").path, "--exitpoll",
      BuiltTool("exitpoll").url.path, "--chats", "500", "--partitions", "4",
    ]
    let said = files.url.appending(path: "said")
    try Data().write(to: said)
    proof.standardOutput = try FileHandle(forWritingTo: said)
    try proof.run()
    proof.waitUntilExit()
    let text = try String(contentsOf: said, encoding: .utf8)
    print(text)
    #expect(proof.terminationStatus == 0 || text.hasPrefix("skipped: "), "\(text)")
  }

  @Test func `the job's Python is well-formed`() throws {
    let python = Process()
    python.executableURL = URL(filePath: "/usr/bin/env")
    let code = "import ast, sys; [ast.parse(open(name).read()) for name in sys.argv[1:]]"
    let names = ["decide_job.py", "prove.py"].map {
      Package.root.appending(path: "examples/spark/" + $0).path
    }
    python.arguments = ["python3", "-c", code] + names
    try python.run()
    python.waitUntilExit()
    // 127: there is no Python here.
    #expect([0, 127].contains(python.terminationStatus))
  }
}
