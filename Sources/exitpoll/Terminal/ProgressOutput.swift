import Delivery
import Diagnostics
import Foundation
import Pipelines
import Synchronization

extension Console {
  /// Returns what shows how far the reading has come: a line that is overwritten on a terminal,
  /// nothing elsewhere.
  func readingProgress() -> @Sendable (ReadingProgress) -> Void {
    guard !isQuiet, !logsJSON, Console.hasTerminal else { return { _ in } }
    let start = ContinuousClock.now
    let ticker = Ticker()
    return { [self] progress in
      guard ticker.isDue else { return }
      let seconds = max(0.001, start.duration(to: .now) / .seconds(1))
      let speed = Double(progress.bytes) / 1_000_000 / seconds
      overwrite(
        "\(progress.conversations) conversations, \(Int(speed)) MB/s, "
          + progress.input.madeVisible.suffix(60))
    }
  }

  /// Returns what shows how far the sending has come.
  func sendingProgress() -> @Sendable (DeliveryProgress) -> Void {
    guard !isQuiet, !logsJSON, Console.hasTerminal else { return { _ in } }
    let ticker = Ticker()
    return { [self] progress in
      guard ticker.isDue else { return }
      overwrite("\(progress.delivered) of \(progress.submitted) delivered")
    }
  }

  /// Takes the progress line away.
  func endProgress() {
    if !isQuiet, !logsJSON, Console.hasTerminal { overwrite("") }
  }
}

/// Says yes ten times a second at most.
private final class Ticker: Sendable {
  private let last = Mutex<ContinuousClock.Instant?>(nil)

  var isDue: Bool {
    last.withLock { last in
      let now = ContinuousClock.now
      if let last, last.duration(to: now) < .milliseconds(100) { return false }
      last = now
      return true
    }
  }
}
