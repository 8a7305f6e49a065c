import Conversations

/// Which messages of a conversation a survey is looked for in.
enum ConversationTail {
  /// How many messages count as the end of a chat; events are not counted.
  static let length = 20

  /// Returns the places of the messages that count: the last 20, and what stands after the last
  /// event that closes the chat.
  static func range(of messages: [Message]) -> Range<Int> {
    var start = messages.count
    var counted = 0
    while start > 0, counted < length {
      start -= 1
      if messages[start].kind != .event { counted += 1 }
    }
    if let closing = messages.lastIndex(where: { $0.closesChat }) {
      start = min(start, closing + 1)
    }
    return start..<messages.count
  }
}
