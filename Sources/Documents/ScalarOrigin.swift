package import Diagnostics

extension YAMLNode {
  /// Returns the place in the file of a Unicode scalar offset inside the scalar's text.
  ///
  /// Right for plain, quoted and block scalars, over several lines, with escapes and folding. An
  /// offset beyond the end gives the end; a node that is no scalar gives its own place.
  package func place(atScalar offset: Int, length: Int = 1) -> Place {
    guard case .scalar(let scalar) = content, let lines, let line = place.line,
      let column = place.column
    else { return place }
    var origin = ScalarOrigin(scalar, in: lines, line: line, column: column)
    origin.advance(to: offset)
    return lines.place(line: origin.line, column: origin.column, length: length)
  }
}

/// A walk through a scalar's text and through the lines it was written on, side by side.
private struct ScalarOrigin {
  private let text: [Unicode.Scalar]
  private let style: YAMLNode.Scalar.Style
  private let lines: SourceLines
  private var raw: [Unicode.Scalar]
  /// What the line's indentation takes off in a block.
  private var indent = 0
  private(set) var line: Int
  private(set) var column: Int

  init(_ scalar: YAMLNode.Scalar, in lines: SourceLines, line: Int, column: Int) {
    text = Array(scalar.text.unicodeScalars)
    style = scalar.style
    self.lines = lines
    self.line = line
    self.column = column
    raw = lines.scalars(ofLine: line)
    switch style {
    case .plain: break
    case .singleQuoted, .doubleQuoted: self.column += 1
    case .literal, .folded: enterBlock()
    }
  }

  mutating func advance(to offset: Int) {
    var index = 0
    let end = min(offset, text.count)
    while index < end {
      index += style == .doubleQuoted ? escapedStep(text[index]) : step(text[index])
    }
    if index < text.count { settle(at: text[index]) }
  }

  private var current: Unicode.Scalar? { raw.indices.contains(column - 1) ? raw[column - 1] : nil }

  private mutating func nextLine() {
    line += 1
    raw = lines.scalars(ofLine: line)
    column = 1 + min(indent, raw.count)
  }

  /// Moves over one scalar of the text.
  private mutating func step(_ scalar: Unicode.Scalar) -> Int {
    settle(at: scalar)
    if scalar == "\n" && (style == .literal || style == .folded) {
      if current == nil { nextLine() }
    } else if current == scalar {
      column += style == .singleQuoted && scalar == "'" ? 2 : 1
    }
    return 1
  }

  /// Moves over the line breaks, indentation and trailing blanks that the text does not hold.
  private mutating func settle(at scalar: Unicode.Scalar) {
    if style == .literal || style == .doubleQuoted && current == "\\" { return }
    while current != scalar {
      if let current {
        guard current == " " || current == "\t" else { return }
        column += 1
      } else {
        // A fold: the text's blank or line feed stands for the break, which is passed at the next
        // scalar that is neither.
        guard scalar != " " && scalar != "\n", line < lines.count else { return }
        nextLine()
      }
    }
  }

  /// Moves over one scalar of a double-quoted text, which an escape may have made.
  private mutating func escapedStep(_ scalar: Unicode.Scalar) -> Int {
    while current == "\\" && column == raw.count && line < lines.count {
      nextLine()
      while current == " " || current == "\t" { column += 1 }
    }
    guard current == "\\" else { return step(scalar) }
    let digits: [Unicode.Scalar: Int] = ["x": 2, "u": 4, "U": 8]
    let kind = raw.indices.contains(column) ? raw[column] : "\\"
    column += 2 + (digits[kind] ?? 0)
    return 1
  }

  /// Goes to the first line of a block and works out how far it is indented.
  private mutating func enterBlock() {
    nextLine()
    guard let firstText = text.firstIndex(where: { $0 != "\n" }) else { return }
    let lead = text[firstText...].prefix { $0 == " " }.count
    var number = line
    while number <= lines.count {
      let content = lines.scalars(ofLine: number)
      if let inner = content.firstIndex(where: { $0 != " " }) {
        indent = max(0, inner - lead)
        break
      }
      number += 1
    }
    column = 1 + min(indent, raw.count)
  }
}
