package import Diagnostics

/// A value of a YAML file that knows where it stands.
package struct YAMLNode: Sendable {
  /// What kind of value it is.
  package indirect enum Content: Sendable {
    case scalar(Scalar)
    case sequence([YAMLNode])
    case mapping([(key: YAMLNode, value: YAMLNode)])
  }

  /// A scalar as it was written.
  package struct Scalar: Sendable {
    /// How it was written.
    package enum Style: Sendable {
      case plain, singleQuoted, doubleQuoted, literal, folded
    }

    /// The text, quotes and block indentation taken off.
    package var text: String
    /// How it was written; tells how the text lies in the file.
    package var style: Style

    /// Makes a scalar; what is made in code counts as written plainly.
    package init(_ text: String, style: Style = .plain) {
      self.text = text
      self.style = style
    }

    /// Whether it was written without quotes, so that YAML may read it as a number, null or so.
    package var isPlain: Bool { style == .plain }
    /// Whether it is a `|` or `>` block.
    package var isBlock: Bool { style == .literal || style == .folded }
  }

  package var content: Content
  package var place: Place
  /// The lines of the file, so that a place inside a scalar can be found; nil for a made node.
  var lines: SourceLines?
  /// Whether it is a list or mapping in brackets or braces, as CEL's own literals are.
  var isFlowCollection = false

  package init(_ content: Content, at place: Place) {
    self.content = content
    self.place = place
  }

  init(_ content: Content, at place: Place, of lines: SourceLines) {
    self.init(content, at: place)
    self.lines = lines
  }
}

extension YAMLNode {
  /// The scalar's text, or nil for a sequence or a mapping.
  package var text: String? {
    if case .scalar(let scalar) = content { scalar.text } else { nil }
  }

  /// Whether nothing stands there: an empty plain scalar, `~` or `null`.
  package var isNull: Bool {
    guard case .scalar(let scalar) = content, scalar.isPlain else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(scalar.text)
  }

  /// What the node is, as a message says it: `text`, `a list` or `a mapping`.
  package var kindName: String {
    switch content {
    case .scalar: isNull ? "nothing" : "text"
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }
}
