import Foundation
import Ledger
import Testing

/// A run on a disk that fills up, in a mount that only it can see.
@Suite(.serialized) struct `A full disk` {
  /// Runs once on a disk of so many KiB, then, with more room, again; keeps the ledger.
  private static let script = """
    set -e
    mkdir -p "$1/disk" && mount -t tmpfs -o size="$2k" tmpfs "$1/disk"
    "$3" "$4" "$1/disk/a.ledger" "$5" "$6" 0 > /dev/null 2> "$1/first-$2" || true
    mount -o remount,size=64m "$1/disk"
    "$3" "$4" "$1/disk/a.ledger" "$5" "$6" 0 > /dev/null
    cp "$1/disk/a.ledger" "$1/$5.ledger"
    """

  static let canMount: Bool = {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()

  @Test(.enabled(if: canMount, "this machine lets nobody mount a small disk"))
  func `stops the run before it sends what it cannot write down`() throws {
    let folder = try Folder()
    let sandbox = try Sandbox(in: folder)
    var stopped = 0
    for size in stride(from: 16, through: 500, by: 44) {
      let name = "disk\(size)"
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = [
        "unshare", "-rm", "sh", "-c", Self.script, "sh", folder.url.path, String(size),
        builtTool("courier-process").path, sandbox.url, name, "60",
      ]
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationStatus == 0, "\(size) KiB")
      let said = try String(contentsOfFile: folder.path("first-\(size)"), encoding: .utf8)
      #expect(said.isEmpty || said.hasPrefix("ledger-full"), "\(size) KiB: \(said)")
      if !said.isEmpty { stopped += 1 }
      let users = sandbox.recordedUsers(beginningWith: name + "-")
      #expect(users.count == 60 && Set(users).count == 60, "\(size) KiB: \(users.count)")
      let view = try LedgerView(path: folder.path("\(name).ledger"))
      #expect(try view.counts() == [.delivered: 60])
      view.close()
    }
    print("stopped by \(stopped) full disks")
    #expect(stopped > 2)
  }
}
