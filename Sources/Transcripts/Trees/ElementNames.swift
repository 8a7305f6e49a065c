/// The names of elements and attributes that were met last, with where the tree holds them.
///
/// Names come from the parser's dictionary: the same name has the same address. A name that another
/// one drove out is only stored once more.
struct ElementNames {
  private struct Entry {
    var name: UnsafePointer<UInt8>?
    var isAttribute = false
    /// Where the tree holds it; -1 where nobody looks at it.
    var stored = -1
    /// The tree that holds it.
    var tree = 0
  }

  private static let places = 128
  private var entries = [Entry](repeating: Entry(), count: Self.places)
  private var tree = 0

  /// Begins another tree, which holds no names yet.
  mutating func beginTree() {
    tree &+= 1
  }

  /// Returns where the tree holds a name, -1 where nobody looks at it; nil where that is not known.
  @inline(__always)
  func stored(_ name: UnsafePointer<UInt8>, isAttribute: Bool) -> Int? {
    let entry = entries[Self.place(name, isAttribute)]
    guard entry.name == name, entry.isAttribute == isAttribute,
      entry.tree == tree || entry.stored < 0
    else { return nil }
    return entry.stored
  }

  /// Whether anybody looks at a name; nil where that is not known.
  func isWanted(_ name: UnsafePointer<UInt8>, isAttribute: Bool) -> Bool? {
    let entry = entries[Self.place(name, isAttribute)]
    guard entry.name == name, entry.isAttribute == isAttribute else { return nil }
    return entry.stored >= 0
  }

  /// Notes where the tree holds a name.
  mutating func note(_ name: UnsafePointer<UInt8>, isAttribute: Bool, stored: Int) {
    entries[Self.place(name, isAttribute)] = Entry(
      name: name, isAttribute: isAttribute, stored: stored, tree: tree)
  }

  @inline(__always)
  private static func place(_ name: UnsafePointer<UInt8>, _ isAttribute: Bool) -> Int {
    let address = UInt(bitPattern: name)
    return Int(bitPattern: (address ^ address >> 7 ^ (isAttribute ? 1 : 0)) % UInt(places))
  }
}
