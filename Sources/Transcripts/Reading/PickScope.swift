/// A node, the name it stands under, and the values found under the keys that its program collects.
struct PickScope {
  let node: Node
  /// A tape index for each collected key; 0 where the node has none.
  let slots: UnsafeMutableBufferPointer<Int32>
  var name: UnsafeBufferPointer<UInt8>?

  @inline(__always) func member(_ slot: Int32) -> Node? {
    let found = slots[Int(slot)]
    return found == 0 ? nil : node.at(Int(found))
  }

  /// A scope for picks that are not compiled.
  init(_ node: Node, name: UnsafeBufferPointer<UInt8>? = nil) {
    self.init(node, slots: UnsafeMutableBufferPointer(start: nil, count: 0), name: name)
  }

  @inline(__always) init(
    _ node: Node, slots: UnsafeMutableBufferPointer<Int32>, name: UnsafeBufferPointer<UInt8>? = nil
  ) {
    self.node = node
    self.slots = slots
    self.name = name
  }

  /// Notes where the node has each of the keys; the first of equal ones counts.
  @inline(__always) func collect(_ keys: Frozen<FrozenText>) {
    for index in 0..<keys.count { slots[index] = 0 }
    guard node.isObject else { return }
    var index = node.index + 1
    let end = node.end - 1
    while index < end {
      let key = node.at(index).bytes
      let value = node.at(index + 1)
      for slot in 0..<keys.count where keys[slot].equals(key) {
        if slots[slot] == 0 { slots[slot] = Int32(truncatingIfNeeded: value.index) }
        break
      }
      index = value.end
    }
  }
}
