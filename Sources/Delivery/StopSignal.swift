internal import Synchronization

/// A wish to stop, made by a signal handler and seen by whoever waits.
package final class StopSignal: Sendable {
  private struct State: Sendable {
    var isRequested = false
    var next = 0
    var actions: [Int: @Sendable () -> Void] = [:]
  }

  private let state = Mutex(State())

  /// Makes a signal that nobody has given.
  package init() {}

  /// Whether someone has asked to stop.
  package var isRequested: Bool { state.withLock { $0.isRequested } }

  /// Asks to stop; a second call does nothing.
  package func request() {
    let actions = state.withLock { state in
      state.isRequested = true
      defer { state.actions = [:] }
      return Array(state.actions.values)
    }
    for action in actions { action() }
  }

  /// Waits, but not beyond a request to stop.
  func sleep(_ duration: Duration, _ clock: DeliveryClock) async {
    guard duration > .zero else { return }
    let task = Task { await clock.sleep(duration) }
    let ticket = onRequest { task.cancel() }
    await withTaskCancellationHandler {
      await task.value
    } onCancel: {
      task.cancel()
    }
    forget(ticket)
  }

  /// Calls the action once someone asks to stop; at once where that has happened.
  func onRequest(_ action: @escaping @Sendable () -> Void) -> Int {
    let ticket: Int? = state.withLock { state in
      guard !state.isRequested else { return nil }
      state.next += 1
      state.actions[state.next] = action
      return state.next
    }
    if ticket == nil { action() }
    return ticket ?? 0
  }

  /// Takes back an action.
  func forget(_ ticket: Int) {
    state.withLock { state in
      state.actions[ticket] = nil
    }
  }
}
