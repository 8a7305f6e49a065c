import Pipelines
import Synchronization
import Testing

@Suite struct `The ordered parallel map` {
  private struct Broken: Error {}

  @Test(arguments: [1, 2, 7]) func `keeps the order`(width: Int) async throws {
    let results = Collected()
    try await double(count: 500, width: width) { results.add($0) }
    #expect(results.all == (0..<500).map { $0 * 2 })
  }

  @Test(arguments: [1, 2, 7]) func `ends when a worker fails`(width: Int) async {
    await #expect(throws: Broken.self) {
      try await double(count: 500, width: width, failingAt: 100) { _ in }
    }
  }

  @Test func `ends when the consumer fails`() async {
    await #expect(throws: Broken.self) {
      try await double(count: 500, width: 3) { if $0 == 200 { throw Broken() } }
    }
  }

  private func double(
    count: Int, width: Int, failingAt bad: Int? = nil,
    consume: @escaping @Sendable (Int) throws -> Void
  ) async throws {
    var numbers = (0..<count).makeIterator()
    try await OrderedParallelMap.run(
      width: width, next: { numbers.next() },
      worker: {
        { number in
          if number == bad { throw Broken() }
          return number * 2
        }
      }, consume: consume)
  }
}

private final class Collected: Sendable {
  private let numbers = Mutex<[Int]>([])
  func add(_ number: Int) { numbers.withLock { $0.append(number) } }
  var all: [Int] { numbers.withLock { $0 } }
}
