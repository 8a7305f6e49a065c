import Delivery
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
  ///
  /// The moments lie anywhere in the time that runs take on this machine, a few side by side.
  @Test func `loses and doubles nothing at random times`() throws {
    let environment = ProcessInfo.processInfo.environment
    let kills = environment["EXITPOLL_KILLS"].flatMap(Int.init) ?? 200
    let seed = environment["EXITPOLL_SEED"].flatMap(UInt64.init) ?? UInt64.random(in: 0...99_999)
    print("seed \(seed)")
    var dice = Dice(seed: seed)
    let whole = try time { try runs(["whole-0", "whole-1", "whole-2", "whole-3"]) }
    var count = Kills()
    for first in stride(from: 0, to: kills, by: 4) {
      let names = (first..<min(first + 4, kills)).map { "time\($0)" }
      let moments = names.map { _ in dice.fraction() }.sorted()
      let began = ContinuousClock.now
      let processes = try names.map { try start($0, count: 40, killAt: 0) }
      for (process, moment) in zip(processes, moments) {
        let left = whole * 0.7 * moment - began.duration(to: .now)
        if left > .zero { usleep(UInt32(left / .microseconds(1))) }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
      }
      for name in names { try note(name, in: &count) }
      try runs(names)
      for name in names { try compare(name, count: 40) }
    }
    print("killed \(kills) times: \(count)")
  }

  /// What killed runs left behind.
  private struct Kills: CustomStringConvertible {
    var beforeTheFirstRequest = 0
    var onTheWay = 0
    var afterTheLast = 0
    var leftInDoubt = 0

    var description: String {
      "\(beforeTheFirstRequest) before the first request, \(onTheWay) on the way, "
        + "\(afterTheLast) after the last; \(leftInDoubt) submissions left in doubt"
    }
  }

  private func note(_ name: String, in count: inout Kills) throws {
    let path = folder.path("\(name).ledger")
    guard FileManager.default.fileExists(atPath: path) else {
      return count.beforeTheFirstRequest += 1
    }
    let desk = try LedgerDesk(path: path, now: DeliveryClock.system.wall)
    desk.close()
    let view = try LedgerView(path: path)
    defer { view.close() }
    let states = try view.counts()
    count.leftInDoubt += states[.inDoubt, default: 0]
    switch (states[.delivered, default: 0], states[.inDoubt, default: 0]) {
    case (0, 0): count.beforeTheFirstRequest += 1
    case (40, _): count.afterTheLast += 1
    default: count.onTheWay += 1
    }
  }

  /// Starts runs side by side and waits for the end of each.
  private func runs(_ names: [String]) throws {
    let processes = try names.map { try start($0, count: 40, killAt: 0) }
    for (process, name) in zip(processes, names) {
      process.waitUntilExit()
      #expect(process.terminationReason == .exit && process.terminationStatus == 0, "\(name)")
    }
  }

  private func time(_ work: () throws -> Void) rethrows -> Duration {
    let began = ContinuousClock.now
    try work()
    return began.duration(to: .now)
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
    try compare(name, count: count)
  }

  private func compare(_ name: String, count: Int) throws {
    let users = sandbox.recordedUsers(beginningWith: name + "-")
    #expect(users.count == count && Set(users).count == count, "\(name): \(users)")
    let view = try LedgerView(path: folder.path("\(name).ledger"))
    defer { view.close() }
    #expect(try view.counts() == [.delivered: count], "\(name)")
    #expect(try view.verify().findings == [], "\(name)")
  }
}

/// Random numbers that a seed repeats.
struct Dice {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// Returns a number from 0 up to 1.
  mutating func fraction() -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(state >> 33) / Double(1 << 31)
  }
}
