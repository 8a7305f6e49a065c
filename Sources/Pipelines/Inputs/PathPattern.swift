/// A path with globs and named parts, such as `exports/{business_id}/*.ndjson.gz`.
///
/// `*` stands for any characters of one component, `**` for any number of components, `?` for one
/// character, `{name}` for at least one character of one component, kept as an attribute.
package struct PathPattern: Sendable, Hashable {
  /// A piece of one component.
  enum Piece: Sendable, Hashable {
    case literal(String)
    case anyText
    case anyCharacter
    case name(String)
  }

  /// A component, or `**`.
  enum Component: Sendable, Hashable {
    case pieces([Piece])
    case anyDepth
  }

  let text: String
  let components: [Component]

  /// Makes a pattern from its text. A brace that is not closed stands for itself.
  package init(_ text: String) {
    self.text = text
    components = text.split(separator: "/").map {
      $0 == "**" ? .anyDepth : .pieces(Self.pieces(of: $0))
    }
  }

  /// The names of its `{name}` parts, in order.
  package var names: [String] {
    components.flatMap { component -> [String] in
      guard case .pieces(let pieces) = component else { return [] }
      return pieces.compactMap { if case .name(let name) = $0 { name } else { nil } }
    }
  }

  /// Whether it names one path and nothing else.
  package var isLiteral: Bool {
    components.allSatisfy {
      guard case .pieces(let pieces) = $0 else { return false }
      return pieces.allSatisfy { if case .literal = $0 { true } else { false } }
    }
  }

  private static func pieces(of component: Substring) -> [Piece] {
    var pieces: [Piece] = []
    var literal = ""
    var rest = component
    func flush() {
      if !literal.isEmpty { pieces.append(.literal(literal)) }
      literal = ""
    }
    while let character = rest.popFirst() {
      switch character {
      case "*":
        flush()
        pieces.append(.anyText)
      case "?":
        flush()
        pieces.append(.anyCharacter)
      case "{":
        guard let end = rest.firstIndex(of: "}"), end > rest.startIndex else { fallthrough }
        flush()
        pieces.append(.name(String(rest[..<end])))
        rest = rest[rest.index(after: end)...]
      default: literal.append(character)
      }
    }
    flush()
    return pieces
  }
}
