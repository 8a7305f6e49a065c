import Conversations

/// How a message's role is told.
struct RoleFinding {
  enum Way {
    /// By the words of a field.
    case words(Leaf, [(word: String, role: Message.Role)])
    /// By a column of a list beside the messages, whose key the sender is.
    case table(
      sender: Leaf, list: ShapePath, key: ShapePath, role: Leaf, name: Leaf?,
      [(word: String, role: Message.Role)])
    /// The user is whose id stands at the conversation's head.
    case owner(sender: Leaf, id: ShapePath)
    /// A field that is there for one side alone.
    case presence(Leaf, present: Message.Role)
  }

  var way: Way
  /// The words that nothing is known of.
  var unknown: [String] = []
  var doubt: String?
  var score: Double

  /// Returns how the values of one field tell who wrote a message, or nil.
  init?(_ leaf: Leaf, words: DraftWords) {
    let texts = leaf.shape.texts
    let distinct = leaf.shape.distinct
    guard !texts.isEmpty, distinct.allSatisfy({ $0.utf8.count <= 60 }) else { return nil }
    let fit = max(words.fit(leaf.name, .role), words.fit(leaf.parent, .role) * 0.6)
    if leaf.shape.samples.allSatisfy({ $0.kind == .truth }) {
      guard let found = Self.truth(leaf, fit, words) else { return nil }
      self = found
      return
    }
    var known: [(word: String, role: Message.Role)] = []
    var unknown: [String] = []
    for word in distinct.sorted() {
      if let role = words.role(word) { known.append((word, role)) } else { unknown.append(word) }
    }
    let names = Set(known.map(\.word))
    let share = Double(texts.count { names.contains($0) }) / Double(texts.count)
    let isNumbered = leaf.shape.samples.allSatisfy { $0.kind == .number } && distinct.count <= 5
    guard
      share >= 0.5 || (fit >= 0.7 && known.contains { $0.role == .user })
        || (isNumbered && fit >= 0.6)
    else { return nil }
    way = .words(leaf, known)
    self.unknown = unknown
    let roles = Set(known.map(\.role))
    let isTwoSided = roles.contains(.user) && roles.count > 1 ? 0.3 : 0
    // Single letters are as likely ids.
    let isLettered = distinct.contains { $0.utf8.count > 1 }
    score = 0.5 * share + 0.3 * fit + isTwoSided - (isLettered ? 0 : 0.5)
    if isNumbered {
      doubt = "numbers say who wrote a message; say which is whose"
    } else if !unknown.isEmpty && unknown.count <= 4 {
      doubt = "nothing is known of some senders, which are taken for agents"
    } else if !unknown.isEmpty {
      doubt = "senders that are no known word are taken for agents' names"
    }
  }

  /// `is_bot: true`, `from_customer: false`.
  private static func truth(_ leaf: Leaf, _ fit: Double, _ words: DraftWords) -> RoleFinding? {
    guard fit > 0, let role = leaf.name.tokens.compactMap({ words.role($0) }).first else {
      return nil
    }
    let other: Message.Role = role == .user ? .agent : .user
    return RoleFinding(
      .words(leaf, [("true", role), ("false", other)]), score: 0.5 + 0.3 * fit,
      doubt: role == .user
        ? "whether those who are not the user are bots or agents is not told" : nil)
  }

  init(_ way: Way, score: Double, doubt: String? = nil, unknown: [String] = []) {
    (self.way, self.score, self.doubt, self.unknown) = (way, score, doubt, unknown)
  }
}
