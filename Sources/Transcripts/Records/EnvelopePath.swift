/// A way from the top of a JSON file to its records, such as `$.data.conversations[*]`.
package struct EnvelopePath: Sendable, Hashable {
  enum Step: Sendable, Hashable {
    /// The member with a key.
    case key([UInt8])
    /// Every item of a list, or every member's value.
    case each
  }

  let steps: [Step]
  /// Whether the records may be an object's members as well as a list's items.
  let takesMembers: Bool

  /// A list under a key of the top object.
  init(key: String) {
    steps = [.key(Array(key.utf8)), .each]
    takesMembers = false
  }

  /// Nil where the path does not end with `[*]` or `.*`, or has more than names and those.
  init?(_ path: TreePath) {
    var steps: [Step] = []
    for step in path.steps {
      switch step {
      case .child(let key): steps.append(.key(Array(key.name.utf8)))
      case .each: steps.append(.each)
      default: return nil
      }
    }
    guard steps.last == .each, case .key = steps.first else { return nil }
    self.steps = steps
    takesMembers = true
  }
}
