/// A text that diagnostics point into: a pipeline file, a policy, an expression.
public struct SourceText: Sendable, Hashable {
  /// The name shown to people: a path as it was given, or `<inline>`.
  public let name: String
  /// The text itself.
  public let text: String

  /// Makes a source text from its name and its content.
  public init(name: String, text: String) {
    self.name = name
    self.text = text
  }

  /// Returns the line with a 1-based number, without its line break; nil beyond the end.
  ///
  /// Reads the text from its start: for diagnostics, not for loops.
  public func line(_ number: Int) -> String? {
    guard number > 0 else { return nil }
    let lines = text.split(
      maxSplits: number, omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    return number <= lines.count ? String(lines[number - 1]) : nil
  }

  /// Returns the place of a Unicode scalar offset from the start of the text.
  ///
  /// An offset beyond the end gives the end.
  public func place(atScalar offset: Int, length: Int = 1) -> Place {
    var line = 1
    var column = 1
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars.prefix(offset) {
      let isBreak = scalar == "\n" || scalar == "\r"
      if isBreak && !(scalar == "\n" && previous == "\r") {
        line += 1
        column = 1
      } else if !isBreak {
        column += 1
      }
      previous = scalar
    }
    return place(line: line, column: column, length: length)
  }

  /// Returns the place at a 1-based line and column, with the line itself.
  public func place(line: Int, column: Int, length: Int = 1) -> Place {
    Place(
      file: name, line: line, column: column, length: max(1, length), excerpt: self.line(line))
  }
}
