import Conversations

extension Conversation {
  /// Leaves out what a pipeline does not read of the messages.
  mutating func keepOnly(_ needs: ReadingNeeds) {
    guard case .last(let count) = needs.messages else { return }
    var begin = messages.count
    var talk = 0
    while begin > 0 && talk < count {
      begin -= 1
      if messages[begin].kind != .event { talk += 1 }
    }
    if let close = messages.lastIndex(where: \.closesChat) { begin = min(begin, close) }
    messages.removeFirst(begin)
    firstMessageIndex += begin
  }
}
