import Foundation
import TestKit
import Testing

@Suite struct `The examples of running it every night` {
  private static let deploy = Package.root.appending(path: "examples/deploy")
  private static let hasSystemd =
    FileManager.default.isExecutableFile(atPath: "/usr/bin/systemd-analyze")

  private struct Finished {
    var status: Int32
    var output: String
  }

  /// Runs a program with the built tools in its path, standard error beside standard output.
  private func run(
    _ program: String, _ arguments: [String], in folder: URL, environment: [String: String] = [:]
  ) throws -> Finished {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = environment.merging(
      ["PATH": BuiltTool.productFolder.path + ":/usr/bin:/bin", "HOME": folder.path]
    ) { given, _ in given }
    let output = folder.appending(path: "output-\(UUID().uuidString)")
    try Data().write(to: output)
    let handle = try FileHandle(forWritingTo: output)
    process.standardOutput = handle
    process.standardError = handle
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return Finished(
      status: process.terminationStatus, output: try String(contentsOf: output, encoding: .utf8))
  }

  /// A workplace whose pipeline sends to a stand-in, and the variables of the nightly job.
  private func prepared(_ sandbox: Sandbox) throws -> (Workplace, [String: String]) {
    let workplace = try Workplace()
    let pipeline = try workplace.nativePipeline(
      sink: """
          - haptik:
              url: ${HAPTIK_FEEDBACK_URL}
              token: ${HAPTIK_TOKEN}
              client_id: ${HAPTIK_CLIENT_ID}
              ledger: test.ledger

        """)
    try workplace.folder.write(Workplace.chat("c1") + "\n", to: "chats.ndjson")
    let variables = sandbox.environment.map { "\($0.key)='\($0.value)'\n" }.sorted().joined()
    let file = try workplace.folder.write(variables, to: "environment")
    return (
      workplace,
      [
        "EXITPOLL_PIPELINE": workplace.folder.url.appending(path: pipeline).path,
        "EXITPOLL_ENVIRONMENT": file,
        "EXITPOLL_METRICS": workplace.folder.url.appending(path: "exitpoll.prom").path,
      ]
    )
  }

  @Test func `have a script for cron that says nothing when all is well`() throws {
    let sandbox = try Sandbox(["--token", "s3cr3t-t0ken", "--client-id", "cl13nt"])
    let (workplace, environment) = try prepared(sandbox)
    let script = Self.deploy.appending(path: "cron/nightly").path
    for arguments in [[script], [script], [script, "send"]] {
      let night = try run(
        "/bin/bash", arguments, in: workplace.folder.url, environment: environment)
      #expect(night.status == 0)
      #expect(night.output == "")
    }
    #expect(sandbox.accepted.count == 1)
    #expect(try workplace.text("exitpoll.prom").contains("exitpoll_last_run_exit_status"))
  }

  @Test func `have a backup of the ledger that can be restored`() throws {
    let sandbox = try Sandbox(["--token", "s3cr3t-t0ken", "--client-id", "cl13nt"])
    let (workplace, environment) = try prepared(sandbox)
    let folder = workplace.folder.url
    let night = Self.deploy.appending(path: "cron/nightly").path
    #expect(try run("/bin/bash", [night], in: folder, environment: environment).status == 0)
    let script = Self.deploy.appending(path: "ledger-backup").path
    let backup = try run("/bin/bash", [script, "test.ledger", "backups"], in: folder)
    #expect(backup.status == 0, "\(backup.output)")
    let nothing = try run("/bin/bash", [script, "none.ledger", "backups"], in: folder)
    #expect(nothing.status != 0)
    let kept = try FileManager.default.contentsOfDirectory(
      atPath: folder.appending(path: "backups").path)
    #expect(kept.count == 1, "\(kept)")
    let copy = folder.appending(
      path: backup.output.trimmingCharacters(in: .whitespacesAndNewlines))
    for name in ["test.ledger", "test.ledger.lock"] {
      try FileManager.default.removeItem(at: folder.appending(path: name))
      try FileManager.default.copyItem(
        at: copy.appending(path: name), to: folder.appending(path: name))
    }
    #expect(try workplace.exitpoll("ledger", "verify", "test.ledger").status == 0)
    #expect(try run("/bin/bash", [night], in: folder, environment: environment).status == 0)
    #expect(sandbox.accepted.count == 1)
  }

  @Test(.enabled(if: hasSystemd, "needs systemd-analyze"))
  func `have units that systemd takes`() throws {
    let folder = try TemporaryFolder()
    let units = Self.deploy.appending(path: "systemd")
    let names = try FileManager.default.contentsOfDirectory(atPath: units.path).sorted()
    #expect(names.count == 4)
    for name in names {
      let unit = try String(contentsOf: units.appending(path: name), encoding: .utf8)
      // The tool and its manual are not installed where this is tested.
      try folder.write(
        unit.replacing("/usr/bin/exitpoll", with: "/bin/true")
          .replacing("Documentation=man:exitpoll(1)\n", with: ""), to: name)
    }
    let verified = try run(
      "/usr/bin/systemd-analyze", ["verify"] + names.map { folder.url.path + "/" + $0 },
      in: folder.url)
    let complaints = verified.output.split(separator: "\n").filter { $0.contains("exitpoll") }
    #expect(complaints.isEmpty, "\(verified.output)")
  }

  @Test func `let secrets and ledgers be where they belong`() throws {
    for name in ["systemd/exitpoll.service", "systemd/exitpoll-send.service"] {
      let unit = try String(contentsOf: Self.deploy.appending(path: name), encoding: .utf8)
      for wanted in [
        "EnvironmentFile=", "NoNewPrivileges=yes", "ProtectSystem=strict", "UMask=0077",
      ] {
        #expect(unit.contains(wanted), "\(name): \(wanted)")
      }
    }
    let job = try String(
      contentsOf: Self.deploy.appending(path: "kubernetes/exitpoll.yaml"), encoding: .utf8)
    for wanted in [
      "kind: Secret", "kind: PersistentVolumeClaim", "kind: CronJob", "concurrencyPolicy: Forbid",
      "readOnlyRootFilesystem: true", "runAsNonRoot: true", "secretRef", "backoffLimit: 0",
    ] {
      #expect(job.contains(wanted), "\(wanted)")
    }
  }
}
