/// What the values at one place of many records look like, taken together.
final class Shape {
  /// One value that was seen.
  struct Sample {
    enum Kind { case text, number, truth }
    var text: String
    var kind: Kind
  }

  /// The most values that are kept of one place.
  static let most = 500

  /// How many values stood there, nulls left out.
  var count = 0
  /// How many of them were objects or elements.
  var objects = 0
  /// The members of objects; attributes with their `@`, an element's own text as `#text`.
  var members: [(name: String, shape: Shape)] = []
  /// What stands in lists, or in objects whose keys are ids.
  var items: Shape?
  /// Whether ``items`` are the values of an object with ids for keys.
  var isMap = false
  /// How many lists there were.
  var lists = 0
  /// The items of short lists, each for itself.
  var positions: [Shape] = []
  /// The JSON texts that strings hold.
  var inner: Shape?
  /// How often it stood in one parent at the most.
  var mostInParent = 0
  var samples: [Sample] = []
  private var index: [String: Int] = [:]

  func member(_ name: String) -> Shape? {
    index[name].map { members[$0].shape }
  }

  /// Returns the member's shape; makes it where it is new.
  func wanted(_ name: String) -> Shape {
    if let known = member(name) { return known }
    let shape = Shape()
    index[name] = members.count
    members.append((name, shape))
    return shape
  }

  var isScalar: Bool { !samples.isEmpty }

  /// The texts, empty ones left out.
  var texts: [String] { samples.map(\.text).filter { !$0.isEmpty } }

  var distinct: Set<String> { Set(texts) }

  /// Adds what another shape saw.
  func merge(_ other: Shape) {
    count += other.count
    objects += other.objects
    isMap = isMap || other.isMap
    lists += other.lists
    mostInParent = max(mostInParent, other.mostInParent)
    samples += other.samples.prefix(max(0, Self.most - samples.count))
    for (name, shape) in other.members { wanted(name).merge(shape) }
    if let more = other.items {
      if let items { items.merge(more) } else { items = more }
    }
    if let more = other.inner {
      if let inner { inner.merge(more) } else { inner = more }
    }
    for (place, shape) in other.positions.enumerated() {
      if place < positions.count { positions[place].merge(shape) } else { positions.append(shape) }
    }
  }

  /// Turns objects whose keys are ids into lists, from the inside out.
  func settle() {
    for (_, shape) in members { shape.settle() }
    for shape in positions { shape.settle() }
    items?.settle()
    inner?.settle()
    guard items == nil, members.count >= 2, members.allSatisfy({ $0.shape.isRecordLike }),
      members.count(where: { $0.name.looksLikeID }) * 10 >= members.count * 8
    else { return }
    let first = Set(members[0].shape.members.map(\.name))
    let alike = members.count { _, shape in
      let shared = shape.members.count { first.contains($0.name) }
      return shared * 2 >= first.count && shared > 0
    }
    guard alike * 10 >= members.count * 8 else { return }
    let merged = Shape()
    for (_, shape) in members { merged.merge(shape) }
    items = merged
    isMap = true
    lists = max(lists, objects)
    members = []
    index = [:]
  }

  private var isRecordLike: Bool { objects > 0 && samples.isEmpty && !members.isEmpty }
}

extension String {
  /// Whether a key is one of many rather than a field's name.
  fileprivate var looksLikeID: Bool {
    hasPrefix("-") || utf8.count >= 16 || unicodeScalars.contains { ("0"..."9").contains($0) }
  }
}
