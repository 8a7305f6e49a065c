import Testing
@testable import haptik_sandbox
@Suite struct `A duration` {
  @Test func `is read`() { #expect(SandboxDuration(argument: "2s")?.value == .seconds(2)) }
}
