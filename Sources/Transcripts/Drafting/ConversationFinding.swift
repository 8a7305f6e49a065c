import Conversations

/// Where conversations and their messages are in an export.
struct ConversationFinding {
  let sample: ExportSample
  let words: DraftWords
  /// Where a conversation is, from the record as the file has it.
  private(set) var root = ShapePath()
  private(set) var shape = Shape()
  private(set) var messages: MessageFinding
  /// Whether each record is one message, so that a key must say of which conversation.
  private(set) var isGrouped = false
  /// Whether the file's one array is a conversation.
  private(set) var isWhole = false

  init?(_ sample: ExportSample, _ words: DraftWords) {
    (self.sample, self.words) = (sample, words)
    let root = sample.root
    var candidates: [MessageFinding] = []
    let places = sample.isMarkup ? root.elements() : root.lists()
    for (path, item) in places {
      let lists = max(1, Self.parent(of: path, in: root)?.lists ?? 1)
      let found = MessageFinding(item, at: path, lists: lists, isMarkup: sample.isMarkup, words)
      if let found { candidates.append(found) }
    }
    if !sample.isMarkup,
      let itself = MessageFinding(root, at: ShapePath(), lists: 1, isMarkup: false, words)
    {
      candidates.append(itself)
    }
    guard let best = candidates.max(by: { $0.score < $1.score }) else { return nil }
    messages = best
    place()
  }

  private static func parent(of path: ShapePath, in root: Shape) -> Shape? {
    root.at(ShapePath(steps: Array(path.steps.dropLast())))
  }

  /// Decides what around the messages is the conversation.
  private mutating func place() {
    let path = messages.path
    let outer = ShapePath(steps: Array(path.steps.dropLast()))
    if let group = messages.group, group.shape.distinct.count > messages.lists {
      isGrouped = true
      root = path
    } else if sample.isMarkup {
      root = markupRoot(outer)
    } else if path.steps.isEmpty {
      isWhole = sample.arrays > 0
      isGrouped = !isWhole
      root = path
    } else if sample.arrays > 1 {
      // Several arrays, a conversation each.
      isWhole = true
      root = ShapePath()
    } else {
      let last = outer.steps.lastIndex { $0 == .each || $0 == .everyMember }
      root = ShapePath(steps: Array(outer.steps[..<(last.map { $0 + 1 } ?? 0)]))
      // Lists within a JSON text are not cut into records.
      if root.steps.contains(.json) { root = ShapePath() }
    }
    shape = sample.root.at(root) ?? sample.root
  }

  /// XML: the nearest element that is one of many, else the one that is called so, else the root.
  private func markupRoot(_ outer: ShapePath) -> ShapePath {
    if let last = outer.steps.lastIndex(of: .each) {
      return ShapePath(steps: Array(outer.steps[...last]))
    }
    for (index, step) in outer.steps.enumerated().reversed() {
      guard case .member(let name) = step else { continue }
      if words.conversations.contains(name.folded) {
        return ShapePath(steps: Array(outer.steps[...index]))
      }
    }
    return ShapePath()
  }

  /// The way to the messages from the conversation.
  var messagePath: ShapePath { messages.path.from(root) }

  /// The single values at a conversation's head.
  var head: [Leaf] {
    let leaves = shape.leaves(depth: 5, throughLists: true, isMarkup: sample.isMarkup)
    if isGrouped { return leaves }
    let list = ShapePath(
      steps: Array(messagePath.steps.prefix { $0 != .each && $0 != .everyMember }))
    return leaves.filter { list.steps.isEmpty ? $0.path.lists == 0 : !$0.path.starts(with: list) }
  }

  func best(_ field: DraftWords.Field, where fits: (Leaf) -> Bool = { _ in true }) -> Leaf? {
    MessageFinding.best(head, field, words, where: fits)
  }

  /// The conversation's id: a telling name near the head, and as many values as conversations.
  var id: Leaf? {
    if isGrouped { return messages.group }
    var best: (leaf: Leaf, score: Double)?
    for leaf in head {
      let isUnique = leaf.shape.distinct.count == leaf.shape.texts.count
      let isOwn = words.fit(leaf.parent, .customer) == 0 || leaf.parent.isEmpty
      let holder =
        leaf.name == "id" ? 0.2 * (words.conversations.contains(leaf.parent.folded) ? 1 : 0) : 0
      let fit = words.fit(leaf.name, .id)
      guard fit > 0.4, isUnique || leaf.shape.texts.count == 1 else { continue }
      let score =
        fit + holder - (words.fit(leaf.name, .authID) > 0.5 ? 0.3 : 0) - 0.12
        * Double(leaf.path.steps.count) - (isOwn ? 0 : 0.6)
        - (leaf.path.steps.contains(.position(0)) ? 0.4 : 0)
      if score > 0.2, score > best?.score ?? 0 { best = (leaf, score) }
    }
    return best?.leaf
  }

  /// Whose conversation it is: a telling name, an id below one who is a customer, or what is called
  /// `visitor` itself and holds no names.
  var authID: Leaf? {
    var best: (leaf: Leaf, score: Double)?
    for leaf in head where leaf.path != id?.path {
      let owner = leaf.path.names.dropLast().map { words.fit($0, .customer) }.max() ?? 0
      let isID = leaf.name.folded == "id" || leaf.name.folded == "uid" || leaf.name.folded == "ref"
      let isOwner = leaf.shape.holdsReferences ? words.fit(leaf.name, .customer) * 0.6 : 0
      let named = words.fit(leaf.name, .authID) * (owner > 0 ? 1.1 : 1)
      let score = max(named, isID ? owner * 0.8 : 0, isOwner) - 0.03 * Double(leaf.path.steps.count)
      if score > 0.45, score > best?.score ?? 0 { best = (leaf, score) }
    }
    return best?.leaf
  }
}

extension Shape {
  /// Whether the values are such as `v-1029`: one word with a digit each, and not all the same.
  fileprivate var holdsReferences: Bool {
    let values = distinct
    return values.count > 1
      && values.allSatisfy { $0.contains(where: \.isNumber) && !$0.contains(where: \.isWhitespace) }
  }

  /// The shape at the end of a way, or nil.
  func at(_ path: ShapePath) -> Shape? {
    var shape = self
    for step in path.steps {
      let next: Shape? =
        switch step {
        case .member(let name): shape.member(name)
        case .each: shape.items ?? shape
        case .everyMember: shape.items
        case .position(let place):
          place < shape.positions.count ? shape.positions[place] : shape.items
        case .json: shape.inner
        }
      guard let next else { return nil }
      shape = next
    }
    return shape
  }
}
