import Conversations

extension ConversationFinding {
  /// How roles are told: by the message, else by looking its sender up.
  var role: RoleFinding? {
    let own = messages.role
    if let own, own.score >= 0.75 { return own }
    return [own, joinedRole, ownerRole].compactMap { $0 }.max { $0.score < $1.score }
  }

  /// A list beside the messages whose items have the sender's id and a word for who that is.
  private var joinedRole: RoleFinding? {
    let places = sample.isMarkup ? shape.elements() : shape.lists()
    let list = messagePath
    var best: RoleFinding?
    for sender in senders {
      let ids = sender.shape.distinct
      for (path, item) in places where !path.starts(with: list) && !list.starts(with: path) {
        let leaves = item.leaves(isMarkup: sample.isMarkup)
        guard
          let key = leaves.first(where: {
            words.fit($0.name, .member) > 0.4 && ids.isMostly(in: $0.shape.distinct)
          })
        else { continue }
        let roles = leaves.filter { $0.path != key.path }
          .compactMap { RoleFinding($0, words: words) }
        guard let found = roles.max(by: { $0.score < $1.score }),
          case .words(let leaf, let known) = found.way, found.score > best?.score ?? 0
        else { continue }
        let name = MessageFinding.best(leaves, .name, words) { $0.path != leaf.path }
        best = RoleFinding(
          .table(
            sender: sender, list: path, key: key.path, role: leaf, name: name, known),
          score: found.score + 0.2, doubt: found.doubt, unknown: found.unknown)
      }
    }
    return best
  }

  /// The customer's id at the conversation's head is some messages' sender.
  private var ownerRole: RoleFinding? {
    guard !isGrouped else { return nil }
    for sender in senders {
      let ids = sender.shape.distinct
      for leaf in head {
        let isCustomer =
          leaf.path.names.contains { words.fit($0, .customer) > 0 }
          || words.fit(leaf.name, .authID) > 0.5
        let own = leaf.shape.distinct
        guard isCustomer, !own.isEmpty, own.isMostly(in: ids), own.count < ids.count else {
          continue
        }
        return RoleFinding(
          .owner(sender: sender, id: leaf.path), score: 0.6,
          doubt: "who is not the customer was taken for an agent; a bot may be among them")
      }
    }
    return nil
  }

  private var senders: [Leaf] {
    messages.item.leaves(isMarkup: sample.isMarkup)
      .filter { words.fit($0.name, .sender) > 0.4 || words.fit($0.parent, .sender) > 0.4 }
      .sorted { words.fit($0.name, .sender) > words.fit($1.name, .sender) }
  }
}

extension Set<String> {
  fileprivate func isMostly(in other: Set<String>) -> Bool {
    !isEmpty && count(where: other.contains) * 10 >= count * 8
  }
}
