/// What one wording was read as, for the questions that it answered last.
struct ReplyMemory<Value: Sendable & Hashable> {
  private static var limit: Int { 8 }
  private var entries: [(asked: Asked, reply: Reply<Value>)] = []

  /// Returns the remembered reply, or reads and remembers it.
  mutating func reply(to asked: Asked, read: () -> Reply<Value>) -> Reply<Value> {
    if let known = entries.first(where: { $0.asked === asked }) { return known.reply }
    let new = read()
    if entries.count >= Self.limit { entries.removeFirst() }
    entries.append((asked, new))
    return new
  }
}
