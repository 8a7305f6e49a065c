package import Conversations

/// How long a chat's last message must be past before it is decided.
package struct QuietWindow: Sendable, Hashable {
  /// The moment after which a last message is too new.
  private var latest: Timestamp

  /// Makes a window that ends now.
  package init(_ duration: Duration, before now: Timestamp) {
    latest = Timestamp(milliseconds: now.milliseconds - duration.wholeMilliseconds)
  }

  /// Returns whether the chat may still be going on; a chat without times never is.
  package func isOpen(for conversation: Conversation) -> Bool {
    let last = conversation.messages.last?.at ?? conversation.endedAt
    return last.map { $0 > latest } ?? false
  }
}
