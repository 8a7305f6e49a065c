/// How a format's records lie in a file.
package enum RecordLayout: Sendable, Hashable {
  /// JSON: a value a line, one array, or several values; each value or array item is a record.
  /// With `envelopes`, an object that has the first key of one of these ways is opened, and what
  /// stands at its end are the records.
  case json(envelopes: [EnvelopePath], isArrayRecord: Bool)
  /// XML: each element with one of these local names is a record.
  case xml(elements: [String])
  /// A text: the whole file is one record.
  case text

  /// Returns the cutter for an input that begins with these bytes; nil to be asked again with more.
  func cutter(for bytes: UnsafeBufferPointer<UInt8>, isLast: Bool) -> (any RecordCutter)? {
    switch self {
    case .text: WholeCutter()
    case .xml(let elements): ElementCutter(elements: elements)
    case .json(let envelopes, let isArrayRecord):
      switch envelopes.isEmpty ? JSONShape.sniffed(bytes, isLast: isLast) : .values {
      case .undecided: nil
      case .lines: LineCutter()
      case .values: ValueCutter(envelopes: envelopes, opensArrays: !isArrayRecord)
      }
    }
  }
}
