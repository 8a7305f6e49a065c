/// Gathers what records look like.
struct ShapeBuilder {
  private static let maximumDepth = 24
  private static let mostMembers = 2_000
  private let inner = JSONParser(limits: .standard)

  func add(_ node: Node, to shape: Shape, depth: Int = 0) {
    guard depth < Self.maximumDepth else { return }
    switch node.kind {
    case .null: return
    case .object: addMembers(of: node, to: shape, depth)
    case .array: addItems(of: node, to: shape, depth)
    default:
      guard let scalar = Scalar(node) else { return }
      shape.count += 1
      guard shape.samples.count < Shape.most else { return }
      shape.samples.append(sample(scalar))
      if node.isString { addInner(node, to: shape, depth) }
    }
  }

  private func sample(_ scalar: Scalar) -> Shape.Sample {
    switch scalar {
    case .string(let bytes):
      return Shape.Sample(text: String(decoding: bytes.prefix(400), as: UTF8.self), kind: .text)
    case .bool: return Shape.Sample(text: scalar.text, kind: .truth)
    case .integer, .double: return Shape.Sample(text: scalar.text, kind: .number)
    }
  }

  private func addMembers(of node: Node, to shape: Shape, _ depth: Int) {
    shape.count += 1
    shape.objects += 1
    var seen: [String: Int] = [:]
    for (key, value) in node.children {
      guard let key else { continue }
      let name = String(decoding: key.bytes.prefix(200), as: UTF8.self)
      guard shape.member(name) != nil || shape.members.count < Self.mostMembers else { continue }
      let member = shape.wanted(name)
      seen[name, default: 0] += 1
      member.mostInParent = max(member.mostInParent, seen[name] ?? 1)
      if seen[name] == 1 { member.lists += 1 }
      add(value, to: member, depth: depth + 1)
    }
  }

  private func addItems(of node: Node, to shape: Shape, _ depth: Int) {
    shape.count += 1
    shape.lists += 1
    let items = shape.items ?? Shape()
    shape.items = items
    for (place, item) in node.children.enumerated() {
      add(item.value, to: items, depth: depth + 1)
      guard place < 6, !item.value.isContainer else { continue }
      while shape.positions.count <= place { shape.positions.append(Shape()) }
      add(item.value, to: shape.positions[place], depth: depth + 1)
    }
  }

  private func addInner(_ node: Node, to shape: Shape, _ depth: Int) {
    guard let first = node.bytes.first, first == 0x7B || first == 0x5B, let inner else { return }
    let text = Array(node.bytes) + [UInt8](repeating: 0x20, count: JSONParser.padding)
    text.withUnsafeBufferPointer { bytes in
      let part = UnsafeBufferPointer(rebasing: bytes[..<node.bytes.count])
      guard let root = try? inner.parse(part), root.isContainer else { return }
      let below = shape.inner ?? Shape()
      shape.inner = below
      // A text within the text is looked at by a parser of its own.
      ShapeBuilder().add(root, to: below, depth: depth + 8)
    }
  }
}
