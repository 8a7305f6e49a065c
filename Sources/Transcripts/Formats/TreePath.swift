/// A compiled path from one value of a tree to others below it.
struct TreePath: Sendable, Hashable {
  enum Step: Sendable, Hashable {
    /// The members with a key; the child elements or the attribute with a name.
    case child(TreeKey)
    /// The item at an index; from the end where negative.
    case item(Int)
    /// Every item or member value; for XML every child element.
    case each
    /// The values with a key at any depth, in document order; nil for every value.
    case descendants(TreeKey?)
    /// The value itself where the test holds.
    case keep(Test)
    /// The JSON text that a string holds, parsed.
    case json
  }

  /// A condition on a value.
  struct Test: Sendable, Hashable {
    var path: TreePath
    /// What the value must be one of, as text; none where it is enough that there is one.
    var values: [String]
    var isNegated: Bool
  }

  var steps: [Step]

  init(_ steps: [Step] = []) {
    self.steps = steps
  }

  /// The key of the first step, where that looks one up.
  var firstKey: TreeKey? {
    if case .child(let key) = steps.first { key } else { nil }
  }

  /// The path without its first step.
  var rest: TreePath { TreePath(Array(steps.dropFirst())) }
}

/// A key that members are looked up by.
struct TreeKey: Sendable, Hashable {
  let name: String

  init(_ name: String) {
    self.name = name
  }
}
