import Delivery
import Foundation
import Pipelines
import Synchronization
import UnixSignals

/// Ctrl-C and requests to end: the first asks the run to stop cleanly, the second ends it at once.
final class Signals: Sendable {
  /// The wish to stop that delivery looks at.
  let stop = StopSignal()
  private let received = Mutex<UnixSignal?>(nil)
  private let cancel = Mutex<(@Sendable () -> Void)?>(nil)
  private let listener = Mutex<Task<Void, Never>?>(nil)

  init() {
    signal(SIGPIPE, SIG_IGN)
    let task = Task { [weak self] in
      for await signal in await UnixSignalsSequence(trapping: .sigint, .sigterm) {
        self?.receive(signal)
      }
    }
    listener.withLock { $0 = task }
  }

  deinit {
    listener.withLock { $0?.cancel() }
  }

  /// The exit status that a received signal asks for; nil where none came.
  var status: ExitStatus? {
    received.withLock { $0.map { $0 == .sigint ? .interrupted : .terminated } }
  }

  /// Runs work that a signal cancels.
  func running<Result: Sendable>(
    _ work: @escaping @Sendable () async throws -> Result
  ) async throws -> Result {
    let running = Task { try await work() }
    cancel.withLock { $0 = { running.cancel() } }
    defer { cancel.withLock { $0 = nil } }
    do {
      return try await running.value
    } catch is CancellationError {
      throw Interruption(status: status ?? .interrupted)
    }
  }

  private func receive(_ signal: UnixSignal) {
    let isSecond = received.withLock { previous in
      defer { previous = signal }
      return previous != nil
    }
    if isSecond { _exit(signal == .sigint ? 130 : 143) }
    stop.request()
    cancel.withLock { $0 }?()
  }
}

/// A run that was asked to end before its report was complete.
struct Interruption: Error {
  var status: ExitStatus
}
