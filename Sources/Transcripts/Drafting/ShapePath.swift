/// A way from one shape to another below it.
struct ShapePath: Hashable {
  enum Step: Hashable {
    case member(String)
    /// Every item of a list; for XML every element of the name before.
    case each
    /// Every value of an object whose keys are ids.
    case everyMember
    case position(Int)
    /// The JSON text in a string.
    case json
  }

  var steps: [Step] = []

  static func + (path: ShapePath, step: Step) -> ShapePath { ShapePath(steps: path.steps + [step]) }

  /// The names on the way.
  var names: [String] {
    steps.compactMap { if case .member(let name) = $0 { name } else { nil } }
  }

  /// How many lists are on the way.
  var lists: Int { steps.count { $0 == .each || $0 == .everyMember } }

  func starts(with other: ShapePath) -> Bool { steps.starts(with: other.steps) }

  /// The way from where another one ends.
  func from(_ other: ShapePath) -> ShapePath {
    ShapePath(steps: Array(steps.dropFirst(other.steps.count)))
  }

  /// Whether a mapping can say it: of JSON texts within strings one alone.
  var canBeWritten: Bool { steps.count { $0 == .json } <= 1 }

  /// The path as a mapping's language writes it, up to a JSON text, and the path within that.
  func written(isMarkup: Bool) -> (path: String, json: String?) {
    let split = steps.firstIndex(of: .json)
    let outer = ShapePath(steps: Array(steps[..<(split ?? steps.count)]))
    let inner = split.map { ShapePath(steps: Array(steps[($0 + 1)...])).jsonPath }
    return (isMarkup ? outer.xPath : outer.jsonPath, inner)
  }

  private var jsonPath: String {
    steps.reduce("$") { path, step in
      switch step {
      case .member(let name):
        let isPlain = name.utf8.allSatisfy { byte in
          let letter = byte | 0x20
          return letter >= 0x61 && letter <= 0x7A || byte == 0x5F || byte >= 0x30 && byte <= 0x39
        }
        if isPlain && !name.isEmpty { return "\(path).\(name)" }
        let escaped = name.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
        return "\(path)['\(escaped)']"
      case .each: return path + "[*]"
      case .everyMember: return path + ".*"
      case .position(let place): return "\(path)[\(place)]"
      case .json: return path
      }
    }
  }

  private var xPath: String {
    let parts = steps.compactMap { step -> String? in
      switch step {
      case .member("#text"): "text()"
      case .member(let name): name
      case .position, .each, .everyMember, .json: nil
      }
    }
    return parts.isEmpty ? "." : parts.joined(separator: "/")
  }
}

/// A place that holds single values.
struct Leaf {
  var path: ShapePath
  var shape: Shape

  /// The field's own name; what a bare `text()` or position is called is of no use.
  var name: String {
    let name = path.names.last ?? ""
    return name == "#text" ? "" : name.hasPrefix("@") ? String(name.dropFirst()) : name
  }

  /// The name of what it stands in.
  var parent: String { path.names.dropLast().last ?? "" }
}

extension Shape {
  /// Returns the single values below, those in lists left out.
  ///
  /// `throughLists`: the first item of each list stands for the list.
  func leaves(
    depth: Int = 4, throughLists: Bool = false, at path: ShapePath = ShapePath(),
    isMarkup: Bool = false
  ) -> [Leaf] {
    var found: [Leaf] = []
    if isScalar { found.append(Leaf(path: path, shape: self)) }
    guard depth > 0 else { return found }
    for (name, shape) in members where shape.mostInParent <= 1 || !isMarkup || throughLists {
      // An element's own text is the element's value.
      let next = name == "#text" ? path : path + .member(name)
      if name == "#text" && !shape.texts.contains(where: \.hasLetters) { continue }
      found += shape.leaves(
        depth: depth - 1, throughLists: throughLists, at: next, isMarkup: isMarkup)
    }
    for (place, shape) in positions.enumerated() where shape.isScalar {
      if throughLists || isPositional {
        found.append(Leaf(path: path + .position(place), shape: shape))
      }
    }
    if throughLists, let items, !items.isScalar {
      found += items.leaves(
        depth: depth - 1, throughLists: true, at: path + (isMap ? .everyMember : .position(0)),
        isMarkup: isMarkup)
    }
    if let inner {
      found += inner.leaves(depth: depth - 1, throughLists: throughLists, at: path + .json)
    }
    return found.filter { $0.path.canBeWritten }
  }

  /// Whether it is lists such as `["agent", "Hello"]`.
  var isPositional: Bool {
    items?.isScalar == true && positions.count >= 2 && positions[1].count * 2 >= lists
  }
}

extension String {
  var hasLetters: Bool {
    unicodeScalars.contains { $0.properties.isAlphabetic || $0.properties.isEmoji }
  }
}
