/// Where something stands: a file, and where known the line, the column and the line's text.
public struct Place: Sendable, Hashable {
  /// The name of the file as the user gave it.
  public var file: String
  /// 1-based; nil where the whole file is meant.
  public var line: Int?
  /// 1-based, in Unicode scalars; nil where the whole line is meant.
  public var column: Int?
  /// How many Unicode scalars to underline, at least 1.
  public var length: Int
  /// The line itself, without its line break.
  public var excerpt: String?

  /// Makes a place; all but the file may be unknown.
  public init(
    file: String, line: Int? = nil, column: Int? = nil, length: Int = 1, excerpt: String? = nil
  ) {
    self.file = file
    self.line = line
    self.column = column
    self.length = length
    self.excerpt = excerpt
  }

  /// `file:line:column`, as compilers print it.
  public var description: String {
    var text = file
    if let line { text += ":\(line)" }
    if let column { text += ":\(column)" }
    return text
  }
}
