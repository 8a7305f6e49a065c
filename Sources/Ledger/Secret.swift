/// A value that cannot be printed: a token, a client id.
///
/// Every way of turning it into text gives a mask: interpolation, `print`, `dump`, a mirror and
/// encoding. Whoever needs the value says so by name.
package struct Secret: Sendable, Hashable {
  /// What is shown instead of the value.
  package static let mask = "[secret]"

  private let value: String

  /// Wraps a value.
  package init(_ value: String) {
    self.value = value
  }

  /// Whether the value has no characters.
  package var isEmpty: Bool { value.isEmpty }

  /// Returns what the body makes of the bare value; the body keeps no copy.
  package func reveal<Result>(_ body: (String) throws -> Result) rethrows -> Result {
    try body(value)
  }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The mask.
  package var description: String { Self.mask }
  /// The mask.
  package var debugDescription: String { Self.mask }
  /// A mirror without children.
  package var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}

extension Secret: Encodable {
  /// Encodes the mask.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(Self.mask)
  }
}
