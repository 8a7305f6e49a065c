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
    /// The text, quotes and block indentation taken off.
    package var text: String
    /// Whether it was written without quotes, so that YAML may read it as a number, null or so.
    package var isPlain: Bool
    /// Whether it is a `|` or `>` block.
    package var isBlock: Bool
  }

  package var content: Content
  package var place: Place

  package init(_ content: Content, at place: Place) {
    self.content = content
    self.place = place
  }
}
