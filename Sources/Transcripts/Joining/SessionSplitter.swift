package import Conversations

/// Cuts a user's endless thread into conversations where it was silent for long.
package struct SessionSplitter: Sendable {
  private let gap: Duration

  /// Makes a splitter that cuts where at least so much time passed between two messages.
  package init(gap: Duration) {
    self.gap = gap
  }

  /// Returns the sessions in order; the conversation itself where nothing is to be cut.
  ///
  /// A session's id is the thread's with the time of the session's first message, so that it stays
  /// the same when an export begins later or goes on longer. Messages without a time stay with the
  /// one before. What the platform recorded of a survey goes with the last session.
  package func sessions(of thread: Conversation) -> [Conversation] {
    let begins = beginnings(in: thread.messages)
    return begins.enumerated().map { number, begin in
      let end = number + 1 < begins.count ? begins[number + 1] : thread.messages.count
      return session(
        thread, begin..<end, isFirst: number == 0, isLast: end == thread.messages.count)
    }
  }

  private func beginnings(in messages: [Message]) -> [Int] {
    var begins = [0]
    var last: Timestamp?
    for (index, message) in messages.enumerated() {
      guard let at = message.at else { continue }
      if let last, at - last >= gap { begins.append(index) }
      last = at
    }
    return begins
  }

  private func session(
    _ thread: Conversation, _ range: Range<Int>, isFirst: Bool, isLast: Bool
  ) -> Conversation {
    var session = thread
    session.messages = Array(thread.messages[range])
    let start = session.messages.lazy.compactMap(\.at).first
    if let start { session.id = "\(thread.id)@\(start)" }
    if !isFirst || !isLast {
      session.startedAt = start
      session.endedAt = session.messages.lazy.compactMap(\.at).last
      session.agent = session.messages.last { $0.role == .agent && $0.name != nil }?.name
    }
    if !isLast { session.fields = [] }
    return session
  }
}
