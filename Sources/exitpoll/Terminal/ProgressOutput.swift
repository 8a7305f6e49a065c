import Delivery
import Diagnostics
import Foundation
import Pipelines
import Synchronization

extension Console {
  /// Returns what shows how far the reading has come: a bar on a terminal, a line now and then
  /// elsewhere.
  func readingProgress() -> @Sendable (ReadingProgress) -> Void {
    let shown = showing()
    return { progress in
      shown { elapsed in
        let seconds = max(0.001, elapsed / .seconds(1))
        let speed = Double(progress.bytes) / 1_000_000 / seconds
        let done = progress.totalBytes.map { total in
          total > 0 ? min(1, Double(progress.bytes) / Double(total)) : 1
        }
        return ProgressLine(
          done: done,
          facts: [
            "\(progress.conversations) conversation\(progress.conversations == 1 ? "" : "s")",
            "\(Int(speed)) MB/s",
          ],
          left: ProgressLine.left(done: done, after: elapsed), subject: progress.input)
      }
    }
  }

  /// Returns what shows how far the sending has come.
  func sendingProgress() -> @Sendable (DeliveryProgress) -> Void {
    let shown = showing()
    return { progress in
      shown { elapsed in
        let done =
          progress.submitted > 0 ? Double(progress.delivered) / Double(progress.submitted) : nil
        return ProgressLine(
          done: done,
          facts: [
            "\(progress.delivered) of \(progress.submitted) delivered",
            "\(progress.requests) requests",
          ],
          left: ProgressLine.left(done: done, after: elapsed))
      }
    }
  }

  /// Takes the progress bar away.
  func endProgress() {
    if hasBar { overwrite("") }
  }

  private func showing() -> @Sendable ((Duration) -> ProgressLine) -> Void {
    guard !isQuiet else { return { _ in } }
    let start = ContinuousClock.now
    let ticker = Ticker(every: hasBar ? .milliseconds(100) : .seconds(10), isDueAtOnce: hasBar)
    return { [self] line in
      guard ticker.isDue else { return }
      let line = line(start.duration(to: .now))
      if hasBar { overwrite(line.bar(columns: Terminal.columns)) } else { note(line.plain) }
    }
  }
}

/// Says yes at most once in a while.
private final class Ticker: Sendable {
  private let interval: Duration
  private let last: Mutex<ContinuousClock.Instant?>

  init(every interval: Duration, isDueAtOnce: Bool) {
    self.interval = interval
    last = Mutex(isDueAtOnce ? nil : .now)
  }

  var isDue: Bool {
    last.withLock { last in
      let now = ContinuousClock.now
      if let last, last.duration(to: now) < interval { return false }
      last = now
      return true
    }
  }
}
