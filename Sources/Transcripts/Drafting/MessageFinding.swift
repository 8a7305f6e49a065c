import Conversations

/// What the items of one list are, if they are messages.
struct MessageFinding {
  /// Where an item is, from the record.
  var path: ShapePath
  var item: Shape
  /// How many lists there were.
  var lists: Int
  /// How likely these are messages.
  var score = 0.0

  /// Where the text may be, the likeliest first.
  var texts: [Leaf] = []
  var role: RoleFinding?
  var sender: Leaf?
  var at: (leaf: Leaf, time: TimeFinding)?
  var name: Leaf?
  var choices: (from: ShapePath, label: ShapePath, value: ShapePath?)?
  var `internal`: Leaf?
  /// What says of which conversation a message is.
  var group: Leaf?

  init?(_ item: Shape, at path: ShapePath, lists: Int, isMarkup: Bool, _ words: DraftWords) {
    (self.path, self.item, self.lists) = (path, item, lists)
    guard item.objects > 0 || item.isPositional || (isMarkup && item.isScalar) else { return nil }
    let leaves = item.leaves(isMarkup: isMarkup)
    let ranked = leaves.map { ($0, Self.textScore($0, words)) }.filter { $0.1 > 0.3 }
      .sorted { $0.1 > $1.1 }
    guard let best = ranked.first else { return nil }
    texts =
      [best.0]
      + ranked.dropFirst().filter { Self.complements($0.0, best.0, $0.1, words) }
      .map(\.0)
    let others = leaves.filter { $0.path != best.0.path }
    at = Self.time(others, words)
    let roles = others.filter { $0.path != at?.leaf.path }
    role = roles.compactMap { RoleFinding($0, words: words) }.max { $0.score < $1.score }
    if role == nil { role = Self.presence(leaves, of: item, words) }
    sender = Self.best(roles, .sender, words) { $0.shape.distinct.count > 1 }
    name = Self.best(roles, .name, words) { leaf in
      if case .words(let used, _)? = role?.way, used.path == leaf.path { return false }
      return leaf.shape.texts.contains(where: \.hasLetters)
    }
    `internal` = Self.best(others, .internal, words) { leaf in
      leaf.shape.samples.allSatisfy { ["true", "false", "0", "1"].contains($0.text) }
    }
    group = Self.best(others, .group, words) { $0.shape.count * 10 >= item.count * 9 }
    choices = Self.choices(item, words)
    let listName = path.names.last ?? ""
    score =
      2 * best.1 + 1.5 * (role?.score ?? 0) + (at?.time.certainty ?? 0)
      + 0.6 * words.fit(listName, .list) + (item.count > lists ? 0.3 : 0)
  }

  /// How likely a field holds what people wrote.
  private static func textScore(_ leaf: Leaf, _ words: DraftWords) -> Double {
    let texts = leaf.shape.texts
    let lettered = texts.count(where: \.hasLetters)
    guard lettered * 2 > texts.count || (texts.count <= 2 && lettered > 0) else { return 0 }
    let samples = leaf.shape.samples
    if samples.allSatisfy({ $0.kind != .text }) { return 0 }
    let spaced = Double(texts.count { $0.contains(" ") }) / Double(texts.count)
    if TimeFinding(samples, words: words, named: 0) != nil { return 0 }
    let varied = Double(leaf.shape.distinct.count) / Double(texts.count)
    let named = max(words.fit(leaf.name, .text), words.fit(leaf.parent, .text) * 0.7)
    let own = leaf.path.steps.isEmpty ? 0.6 : 0
    let isName = words.fit(leaf.name, .name) > 0.6 || words.fit(leaf.name, .id) > 0.6
    return 0.5 * max(named, own) + 0.4 * spaced + 0.2 * varied - (isName ? 0.4 : 0)
      - 0.02 * Double(leaf.path.steps.count)
  }

  /// Whether a second field holds the text where the first does not.
  private static func complements(
    _ leaf: Leaf, _ best: Leaf, _ score: Double, _ words: DraftWords
  ) -> Bool {
    let missing = best.shape.texts.count * 20 < best.shape.count * 19
    let isRarer = leaf.shape.texts.count != best.shape.texts.count
    return score > 0.5 && words.fit(leaf.name, .text) > 0.5 && (missing || isRarer)
  }

  private static func time(
    _ leaves: [Leaf], _ words: DraftWords
  ) -> (leaf: Leaf, time: TimeFinding)? {
    var best: (leaf: Leaf, time: TimeFinding, score: Double)?
    for leaf in leaves {
      let fit = words.fit(leaf.name, .at)
      guard let time = TimeFinding(leaf.shape.samples, words: words, named: fit) else { continue }
      let score = time.certainty + fit - 0.05 * Double(leaf.path.steps.count)
      if score > best?.score ?? 0 { best = (leaf, time, score) }
    }
    return best.map { ($0.leaf, $0.time) }
  }

  static func best(
    _ leaves: [Leaf], _ field: DraftWords.Field, _ words: DraftWords,
    where fits: (Leaf) -> Bool
  ) -> Leaf? {
    var best: (leaf: Leaf, score: Double)?
    for leaf in leaves where fits(leaf) {
      let below = leaf.name == "id" || leaf.name.isEmpty ? words.fit(leaf.parent, field) * 0.8 : 0
      let score =
        max(words.fit(leaf.name, field), below) - 0.05 * Double(leaf.path.steps.count - 1)
      if score > 0.4, score > best?.score ?? 0 { best = (leaf, score) }
    }
    return best?.leaf
  }

  /// A field such as `agentName` that is empty or absent where the user speaks.
  private static func presence(
    _ leaves: [Leaf], of item: Shape, _ words: DraftWords
  ) -> RoleFinding? {
    for leaf in leaves {
      let named = leaf.name.tokens + leaf.parent.tokens
      guard let role = named.compactMap({ words.role($0) }).first else { continue }
      let filled = leaf.shape.texts.count
      guard filled > 0, filled * 20 < min(item.count, Shape.most) * 19 else { continue }
      return RoleFinding(
        .presence(leaf, present: role == .system ? .agent : role), score: 0.5,
        doubt: "one side was told by this field's being there")
    }
    return nil
  }

  private static func choices(
    _ item: Shape, _ words: DraftWords
  ) -> (from: ShapePath, label: ShapePath, value: ShapePath?)? {
    for (path, list) in item.lists(depth: 3) where words.fit(path.names.last ?? "", .choices) > 0.4
    {
      if list.isScalar { return (path, ShapePath(), nil) }
      let leaves = list.leaves()
      guard let label = best(leaves, .label, words, where: { _ in true }) else { continue }
      let value = best(leaves, .value, words) { $0.path != label.path }
      return (path, label.path, value?.path)
    }
    return nil
  }
}

extension Shape {
  /// The lists below, with the way to an item of each.
  func lists(depth: Int = 8, at path: ShapePath = ShapePath()) -> [(path: ShapePath, item: Shape)] {
    guard depth > 0 else { return [] }
    var found: [(path: ShapePath, item: Shape)] = []
    if let items {
      let next = path + (isMap ? .everyMember : .each)
      found.append((next, items))
      found += items.lists(depth: depth - 1, at: next)
    }
    for (name, shape) in members {
      found += shape.lists(depth: depth - 1, at: path + .member(name))
    }
    if let inner { found += inner.lists(depth: depth - 1, at: path + .json) }
    return found.filter { $0.path.canBeWritten }
  }

  /// The elements below that may be one of many, with the way to them.
  func elements(
    depth: Int = 8, at path: ShapePath = ShapePath()
  ) -> [(path: ShapePath, item: Shape)] {
    guard depth > 0 else { return [] }
    var found: [(path: ShapePath, item: Shape)] = []
    for (name, shape) in members where !name.hasPrefix("@") && !name.hasPrefix("#") {
      let next = path + .member(name)
      found.append((shape.mostInParent > 1 ? next + .each : next, shape))
      found += shape.elements(depth: depth - 1, at: shape.mostInParent > 1 ? next + .each : next)
    }
    return found
  }
}
