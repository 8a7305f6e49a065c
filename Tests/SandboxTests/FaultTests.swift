import Foundation
import Testing

@testable import haptik_sandbox

@Suite struct `A fault` {
  @Test func `is read with its rate`() {
    #expect(Fault(argument: "429=0.25") == Fault(.tooMany, rate: 0.25))
    #expect(Fault(argument: "503-retry-after=1") == Fault(.unavailableRetryAfter))
    #expect(Fault(argument: "drop-before=0.5") == Fault(.drop, rate: 0.5))
    #expect(Fault(argument: "502-after=0") == Fault(.badGateway, isAfterRecording: true, rate: 0))
    #expect(Fault(argument: "cut=1")?.isAfterRecording == true)
  }

  @Test(arguments: ["", "drop", "drop=", "drop=2", "drop=-1", "drop=x", "fire=1", "drop=1=1"])
  func `is refused where it is none`(text: String) {
    #expect(Fault(argument: text) == nil)
  }

  @Test func `is drawn as often as its rate says, and alike for a seed`() {
    let faults = [Fault(.drop, rate: 0.2), Fault(.html, rate: 0.3)]
    var dice = FaultDice(faults, seed: 5)
    let drawn = (0..<10_000).map { _ in dice.roll()?.kind }
    #expect(1800...2200 ~= drawn.filter { $0 == .drop }.count)
    #expect(2800...3200 ~= drawn.filter { $0 == .html }.count)
    var same = FaultDice(faults, seed: 5)
    #expect((0..<10_000).map { _ in same.roll()?.kind } == drawn)
    var other = FaultDice(faults, seed: 6)
    #expect((0..<10_000).map { _ in other.roll()?.kind } != drawn)
  }
}

@Suite struct `The sandbox's desk` {
  private let request = FeedbackRules.Request(
    authorization: "Bearer t", clientID: "c",
    body: Array(
      #"{"auth_id": "u", "business_id": 3, "query_resolved": true, "query_rating": 5}"#.utf8))

  /// Asks twice under a fault, and returns the second answer's status and the lines recorded.
  private func second(_ fault: Fault?) async throws -> (status: Int, lines: Int) {
    let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let desk = FeedbackDesk(
      rules: FeedbackRules(), dice: FaultDice(fault.map { [$0] } ?? [], seed: 1),
      recorder: try FeedbackRecorder(path: path), delay: .zero, elapsed: { .zero })
    _ = try await desk.reply(to: request)
    let status = try await desk.reply(to: request).answer.status
    let text = try String(contentsOfFile: path, encoding: .utf8)
    return (status, text.split(separator: "\n").count)
  }

  @Test func `records once what it accepted, before it answers`() async throws {
    #expect(try await second(nil) == (400, 1))
  }

  @Test func `records under a fault after recording, and not under one before`() async throws {
    for kind in [Fault.Kind.drop, .internalError, .html] {
      #expect(try await second(Fault(kind)) == (201, 0))
      #expect(try await second(Fault(kind, isAfterRecording: true)) == (400, 1))
    }
  }

  @Test func `does not count what it could not record`() async throws {
    let desk = FeedbackDesk(
      rules: FeedbackRules(), dice: FaultDice([], seed: 1),
      recorder: try FeedbackRecorder(path: "/dev/full"), delay: .zero)
    await #expect(throws: FeedbackRecorder.Failure.self) { try await desk.reply(to: request) }
    await #expect(throws: FeedbackRecorder.Failure.self) { try await desk.reply(to: request) }
  }
}
