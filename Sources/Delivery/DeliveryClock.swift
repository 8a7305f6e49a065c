package import Conversations
internal import Foundation

/// The time, as delivery sees it: passed in, so that a test can make an hour pass at once.
package struct DeliveryClock: Sendable {
  /// The time of day, which may jump.
  package let wall: @Sendable () -> Timestamp
  /// The time since some moment, which only grows.
  package let elapsed: @Sendable () -> Duration
  /// Waits; returns early where the task is cancelled.
  package let sleep: @Sendable (Duration) async -> Void

  /// Makes a clock.
  package init(
    wall: @escaping @Sendable () -> Timestamp, elapsed: @escaping @Sendable () -> Duration,
    sleep: @escaping @Sendable (Duration) async -> Void
  ) {
    self.wall = wall
    self.elapsed = elapsed
    self.sleep = sleep
  }

  /// The machine's clocks.
  package static let system = {
    let start = ContinuousClock.now
    return DeliveryClock(
      wall: { Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) },
      elapsed: { start.duration(to: .now) },
      sleep: { try? await Task.sleep(for: $0) })
  }()

  /// Returns a time of day that never falls behind the time that has passed since now, whatever
  /// happens to the machine's.
  package func steady() -> @Sendable () -> Timestamp {
    let start = wall()
    let began = elapsed()
    return { max(wall(), start + (elapsed() - began)) }
  }
}
