/// What a value of a YAML file may be, for the schema that editors read.
///
/// Shapes are made together with what decodes them, by the keys of `Key`.
package indirect enum Shape: Sendable {
  /// Text; a number or a truth value written plainly is text as well. The pattern, if any, is one of
  /// JSON Schema.
  case text(pattern: String?)
  /// An expression in CEL.
  case expression
  /// `true` or `false`.
  case truth
  /// A whole number.
  case integer(ClosedRange<Int>)
  /// One of some texts.
  case choice([String])
  /// A list; `isFilled` where it must not be empty. Of each group of `including`, one name must be
  /// among the items: as a text, or as a key of a mapping.
  case list(Shape, isFilled: Bool = false, including: [[String]] = [])
  /// A mapping whose keys are names that the file chooses.
  case names(Shape)
  /// A mapping with known keys.
  case mapping(MappingShape)
  /// A mapping that is described elsewhere.
  case anyMapping
  /// Any of some shapes.
  case either([Shape])
  /// A mapping that may stand inside itself, by its name among the schema's definitions.
  case named(String)

  /// A duration such as `1h30m`.
  package static let duration = Shape.text(pattern: Duration.writtenPattern)
}

/// What a mapping may hold: its keys, which `MappingReader` reads and no others.
package struct MappingShape: Sendable {
  /// What the mapping is, with its article: `a rule`.
  package let subject: String
  /// Its keys, in the order in which people write them.
  package let keys: [KeyShape]
  /// Sets of keys of which exactly one must be written.
  package let exactlyOne: [[String]]

  /// Makes a shape.
  package init(_ subject: String, _ keys: [KeyShape], exactlyOne: [[String]] = []) {
    self.subject = subject
    self.keys = keys
    self.exactlyOne = exactlyOne
  }
}

/// One key of a mapping: its name, what people should know of it, and what stands behind it.
package struct KeyShape: Sendable {
  /// The name.
  package let name: String
  /// What it means, in one phrase.
  package let meaning: String
  /// What stands behind it.
  package let shape: Shape
  /// Whether it must be written.
  package let isRequired: Bool

  /// Makes a key's shape.
  package init(name: String, meaning: String, shape: Shape, isRequired: Bool = false) {
    self.name = name
    self.meaning = meaning
    self.shape = shape
    self.isRequired = isRequired
  }
}
