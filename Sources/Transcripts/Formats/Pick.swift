/// Where a format finds one value: the first of several ways that gives one.
struct Pick: Sendable {
  /// One way to a value.
  struct Way: Sendable {
    var source: Source
    /// Joins the texts of all values with this; nil: the first value alone.
    var joiner: String?
    /// The pattern that the text must have, and which of its parts is meant.
    var template: TextTemplate?
    /// What is done to the text, in order.
    var cleanings: [Cleaning] = []
    /// Texts that count as none.
    var excluded: [String] = []
    /// What given texts stand for; a text not among them stands for `otherwise`, or itself.
    var meanings: [String: String] = [:]
    var otherwise: String?
  }

  enum Source: Sendable {
    /// Values below the node.
    case path(TreePath)
    case constant(String)
    /// A column of the first row of a table whose key is the value of the path.
    case row(table: Int, column: Int, key: [TreePath])
    /// All of these, none missing, with the separator between them.
    case sequence([Pick], separator: String)
    /// The name of the node itself: the key or element that it stands under.
    case ownName
  }

  var ways: [Way]
}

extension Pick.Way {
  /// Whether the value is taken as it stands.
  var isPlain: Bool {
    joiner == nil && template == nil && cleanings.isEmpty && excluded.isEmpty && meanings.isEmpty
      && otherwise == nil
  }
}

/// A value of a closed set, told by a picked text.
struct Verdict<Value: Sendable>: Sendable {
  /// Nil where `otherwise` holds for all.
  var pick: Pick?
  /// What the texts stand for, and how many bytes to compare.
  var cases: [(text: [UInt8], value: Value)]
  /// For any other text; nil: such a record is unreadable.
  var otherwise: Value?
  /// For no text at all.
  var absent: Value?
}
