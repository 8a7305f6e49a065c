import CEL
import Diagnostics
import Documents

/// An expression of a policy, and where it stands in the file.
struct PolicyExpression: Sendable {
  let text: String
  let origin: ExpressionOrigin

  init(text: String, origin: ExpressionOrigin) {
    self.text = text
    self.origin = origin
  }

  /// Takes the expression of a YAML scalar; nil where the node is none.
  init?(_ node: YAMLNode) {
    guard let text = node.text else { return nil }
    self.text = text
    origin = ExpressionOrigin { offset, length in node.place(atScalar: offset, length: length) }
  }

  /// Returns a part of the expression, by its range in Unicode scalars.
  func part(_ range: Range<Int>) -> PolicyExpression {
    let scalars = text.unicodeScalars.dropFirst(range.lowerBound).prefix(range.count)
    let origin = origin
    return PolicyExpression(
      text: String(scalars),
      origin: ExpressionOrigin { offset, length in
        let start = range.lowerBound + offset
        return origin.place(of: start..<(start + length))
      })
  }

  /// The text on one line, as tables and traces show it.
  var oneLine: String {
    text.split(whereSeparator: \.isNewline)
      .map { $0.drop(while: \.isWhitespace) }
      .joined(separator: " ")
      .trimmingSuffix(while: \.isWhitespace)
  }

  /// Where the expression begins.
  var place: Place {
    let scalars = Array(text.unicodeScalars)
    let start = scalars.firstIndex { !$0.properties.isWhitespace } ?? 0
    let line = scalars[start...].prefix { $0 != "\n" && $0 != "\r" }
    let end = line.lastIndex { !$0.properties.isWhitespace } ?? start
    return origin.place(of: start..<(end + 1))
  }
}

extension String {
  func trimmingSuffix(while predicate: (Character) -> Bool) -> String {
    var text = self[...]
    while let last = text.last, predicate(last) { text.removeLast() }
    return String(text)
  }
}
