import Diagnostics

/// The lines of a source text, cut once, so that many places can be made cheaply.
struct SourceLines: Sendable {
  let file: String
  private let lines: [String]

  init(_ source: SourceText) {
    file = source.name
    var text = source.text[...]
    if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
    lines = Self.lines(of: Array(text.utf8))
  }

  /// Cuts at what Unicode takes for the end of a line.
  private static func lines(of bytes: [UInt8]) -> [String] {
    var lines: [String] = []
    var start = 0
    var place = 0
    while place < bytes.count {
      let length = lineBreak(in: bytes, at: place)
      if length > 0 {
        lines.append(String(decoding: bytes[start..<place], as: UTF8.self))
        start = place + length
      }
      place += max(1, length)
    }
    return lines + [String(decoding: bytes[start...], as: UTF8.self)]
  }

  /// How many bytes the line break at a place has; 0 where there is none.
  private static func lineBreak(in bytes: [UInt8], at place: Int) -> Int {
    switch bytes[place] {
    case 0x0A...0x0C: 1
    case 0x0D: bytes[place...].starts(with: [0x0D, 0x0A]) ? 2 : 1
    case 0xC2: bytes[place...].starts(with: [0xC2, 0x85]) ? 2 : 0
    case 0xE2:
      bytes[place...].starts(with: [0xE2, 0x80, 0xA8])
        || bytes[place...].starts(with: [0xE2, 0x80, 0xA9]) ? 3 : 0
    default: 0
    }
  }

  var count: Int { lines.count }

  /// Returns the scalars of a 1-based line; none beyond the end.
  func scalars(ofLine number: Int) -> [Unicode.Scalar] {
    lines.indices.contains(number - 1) ? Array(lines[number - 1].unicodeScalars) : []
  }

  /// Returns the scalar at a 1-based line and column, or nil beyond the end.
  func scalar(line: Int, column: Int) -> Unicode.Scalar? {
    guard lines.indices.contains(line - 1), column > 0 else { return nil }
    return lines[line - 1].unicodeScalars.dropFirst(column - 1).first
  }

  func place(line: Int, column: Int, length: Int = 1) -> Place {
    let excerpt = lines.indices.contains(line - 1) ? lines[line - 1] : nil
    return Place(file: file, line: line, column: column, length: max(1, length), excerpt: excerpt)
  }
}

/// A reader of single scalars that keeps the line it read last, so that reading on costs little even
/// where a file is one long line.
struct LineCursor {
  let lines: SourceLines
  private var line = 0
  private var scalars: [Unicode.Scalar] = []

  init(_ lines: SourceLines) {
    self.lines = lines
  }

  /// Returns the scalar at a 1-based line and column, or nil beyond the end.
  mutating func scalar(line: Int, column: Int) -> Unicode.Scalar? {
    go(to: line)
    return scalars.indices.contains(column - 1) ? scalars[column - 1] : nil
  }

  /// Returns how many scalars a line holds.
  mutating func length(ofLine line: Int) -> Int {
    go(to: line)
    return scalars.count
  }

  private mutating func go(to line: Int) {
    guard line != self.line else { return }
    self.line = line
    scalars = lines.scalars(ofLine: line)
  }
}
