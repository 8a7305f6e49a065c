/// A text made comparable, with the way back to the text as it came.
///
/// Folded means: compatibility forms undone, marks of Latin, Greek, Cyrillic and Arabic letters and
/// nuktas dropped, lower case, digits of every script as ASCII, one form of quote and dash, markup
/// taken out. Offsets of the folded text are bytes of its UTF-8.
struct FoldedText: Sendable {
  /// The folded text in UTF-8.
  var bytes: [UInt8] = []
  /// For each byte the first raw scalar it came from; empty where byte i is scalar i.
  var starts: [UInt32] = []
  /// For each byte the end of the raw scalars it came from.
  var ends: [UInt32] = []
  /// Raw scalars that are markup, in order.
  var cuts: [Range<Int>] = []
  /// Raw scalars that stand for another one, in order: `&amp;`.
  var entities: [(range: Range<Int>, scalar: Unicode.Scalar)] = []

  /// Returns the range of raw scalars that a range of folded bytes came from.
  func rawRange(_ range: Range<Int>) -> Range<Int> {
    guard !starts.isEmpty, !range.isEmpty else { return range }
    return Int(starts[range.lowerBound])..<Int(ends[range.upperBound - 1])
  }

  /// Returns the raw text of a range of raw scalars, without its markup.
  func visibleText(of text: Substring, in range: Range<Int>) -> String {
    let scalars = text.unicodeScalars
    let first = scalars.index(scalars.startIndex, offsetBy: range.lowerBound)
    let last = scalars.index(first, offsetBy: range.count)
    guard !(cuts.isEmpty && entities.isEmpty) else { return String(scalars[first..<last]) }
    var result = String.UnicodeScalarView()
    var position = range.lowerBound
    for scalar in scalars[first..<last] {
      if let entity = entities.first(where: { $0.range.contains(position) }) {
        if entity.range.lowerBound == position { result.append(entity.scalar) }
      } else if !cuts.contains(where: { $0.contains(position) }) {
        result.append(scalar)
      }
      position += 1
    }
    return String(result)
  }
}
