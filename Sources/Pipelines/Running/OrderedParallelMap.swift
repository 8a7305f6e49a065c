/// Maps a stream of elements on several workers and hands on the results in the stream's order.
///
/// Each worker is made once and never shared, so that it may hold a parser or a pattern set. Whoever
/// is free takes the next element; a worker that is too far ahead of the slowest waits, so at most
/// `3 × width` results are held.
package enum OrderedParallelMap {
  /// Runs until the stream ends or something throws, which ends all workers.
  ///
  /// - Parameters:
  ///   - width: How many workers; at least 1.
  ///   - next: Returns the next element, nil at the end. Never called by two workers at once.
  ///   - worker: Makes a worker: a function that is called by one task only.
  ///   - consume: Takes a result, in order. Never called by two workers at once.
  /// - Throws: What `next`, `worker`, a worker or `consume` threw first, or `CancellationError`.
  package static func run<Element: Sendable, Result: Sendable>(
    width: Int,
    next: sending @escaping () throws -> Element?,
    worker: @escaping @Sendable () throws -> (Element) throws -> Result,
    consume: sending @escaping (Result) throws -> Void
  ) async throws {
    let feed = Feed(next)
    let order = Order(limit: 3 * max(1, width), consume)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<max(1, width) {
        group.addTask {
          let map = try worker()
          while let (ordinal, element) = try await feed.next() {
            try Task.checkCancellation()
            try await order.take(map(element), ordinal: ordinal)
          }
        }
      }
      do {
        for try await _ in group {}
      } catch {
        await order.release()
        throw error
      }
    }
  }
}

/// Numbers the elements as they are taken.
private actor Feed<Element: Sendable> {
  private let make: () throws -> Element?
  private var ordinal = 0

  init(_ make: sending @escaping () throws -> Element?) {
    self.make = make
  }

  func next() throws -> (Int, Element)? {
    guard let element = try make() else { return nil }
    defer { ordinal += 1 }
    return (ordinal, element)
  }
}

/// Puts results back into order.
private actor Order<Result: Sendable> {
  private let limit: Int
  private let consume: (Result) throws -> Void
  private var next = 0
  private var early: [Int: Result] = [:]
  private var waiting: [CheckedContinuation<Void, Never>] = []
  private var isReleased = false

  init(limit: Int, _ consume: sending @escaping (Result) throws -> Void) {
    self.limit = limit
    self.consume = consume
  }

  func take(_ result: Result, ordinal: Int) async throws {
    early[ordinal] = result
    while let ready = early.removeValue(forKey: next) {
      next += 1
      try consume(ready)
    }
    wakeAll()
    while early.count >= limit, !isReleased {
      await withCheckedContinuation { waiting.append($0) }
    }
  }

  /// Lets everyone go who waits: the run has failed.
  func release() {
    isReleased = true
    wakeAll()
  }

  private func wakeAll() {
    let all = waiting
    waiting = []
    for continuation in all { continuation.resume() }
  }
}
