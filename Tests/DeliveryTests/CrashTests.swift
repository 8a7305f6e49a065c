import Foundation
import Ledger
import Testing

/// A process that is killed leaves a ledger from which the next one goes on.
@Suite(.serialized) struct `A killed run` {
  private let folder: Folder
  private let sandbox: Sandbox

  init() throws {
    folder = try Folder()
    sandbox = try Sandbox(in: folder)
  }

  @Test func `loses and doubles nothing at any durable step`() throws {
    var kills = 0
    for moment in 1..<200 {
      let process = try start("step\(moment)", count: 5, killAt: moment)
      process.waitUntilExit()
      let isKilled = process.terminationReason == .uncaughtSignal
      try finish("step\(moment)", count: 5)
      if !isKilled { break }
      kills += 1
    }
    print("killed at each of \(kills) durable steps")
    #expect(kills >= 15)
  }

  /// `EXITPOLL_KILLS` asks for more; the seed is printed and `EXITPOLL_SEED` sets it.
  @Test func `loses and doubles nothing at random times`() throws {
    let environment = ProcessInfo.processInfo.environment
    let kills = environment["EXITPOLL_KILLS"].flatMap(Int.init) ?? 40
    let seed = environment["EXITPOLL_SEED"].flatMap(UInt64.init) ?? UInt64.random(in: 0...99_999)
    print("seed \(seed)")
    var state = seed
    for number in 0..<kills {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let process = try start("time\(number)", count: 40, killAt: 0)
      usleep(UInt32(20_000 + (state >> 33) % 180_000))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      try finish("time\(number)", count: 40)
    }
  }

  @Test func `keeps a second run away while it lives`() throws {
    let ledger = folder.path("both.ledger")
    let held = try Ledger.open(
      path: ledger, endpoint: sandbox.url, clientID: Secret("C-987"),
      now: { TestTime.start })
    let process = try start("both", count: 3, killAt: 0)
    process.waitUntilExit()
    #expect(process.terminationStatus == 70)
    #expect(sandbox.recordedUsers.filter { $0.hasPrefix("both-") }.isEmpty)
    held.close()
    try finish("both", count: 3)
  }

  private func start(_ name: String, count: Int, killAt moment: Int) throws -> Process {
    let process = Process()
    process.executableURL = builtTool("courier-process")
    process.arguments = [
      sandbox.url, folder.path("\(name).ledger"), name, String(count), String(moment),
    ]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  /// Runs again to the end, and compares what was recorded with what the ledger says.
  private func finish(_ name: String, count: Int) throws {
    let process = try start(name, count: count, killAt: 0)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == 0, "\(name)")
    let users = sandbox.recordedUsers.filter { $0.hasPrefix(name + "-") }
    #expect(users.count == count && Set(users).count == count, "\(name): \(users)")
    let view = try LedgerView(path: folder.path("\(name).ledger"))
    defer { view.close() }
    #expect(try view.counts() == [.delivered: count], "\(name)")
    #expect(try view.verify().findings == [], "\(name)")
  }
}
