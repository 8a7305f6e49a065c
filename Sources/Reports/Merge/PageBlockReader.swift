internal import Diagnostics

/// Reads the blocks of data in a page of ours.
struct PageBlockReader: ~Copyable {
  private var lines: LineReader
  /// Lines of a block are at most half a megabyte and one line more; a line is at most as long as
  /// a page's exchange can be.
  private static let limit = 1 << 23

  init(_ path: String) throws(Diagnostic) { lines = try LineReader(path) }

  /// Returns the next block's name and its lines; nil at the end.
  mutating func next() throws(Diagnostic) -> (name: String, bytes: [UInt8])? {
    while let line = try lines.next() {
      guard let (name, _, text) = Self.block(line) else { continue }
      guard let bytes = GzipText.bytes(base64: text, limit: Self.limit) else {
        throw ReportFailure.malformed(lines.path, line: lines.lineNumber)
      }
      return (name, bytes)
    }
    return nil
  }

  /// How many conversations the page holds, as its blocks say.
  mutating func rowCount() throws(Diagnostic) -> Int {
    var count = 0
    while let line = try lines.next() {
      if let (name, lines, _) = Self.block(line), name == "rows" { count += lines }
    }
    return count
  }

  /// The name, the number of lines and the packed text of a block's line.
  private static func block(
    _ line: ArraySlice<UInt8>
  ) -> (name: String, lines: Int, text: ArraySlice<UInt8>)? {
    guard line.starts(with: "<script type=\"text/plain\"".utf8),
      let end = line.firstIndex(of: 0x3E), let close = line.lastIndex(of: 0x3C), close > end
    else { return nil }
    let parts = String(decoding: line[..<end], as: UTF8.self).split(separator: "\"")
    guard parts.count == 8, let count = Int(parts[7]), count >= 0 else { return nil }
    return (String(parts[3]), count, line[line.index(after: end)..<close])
  }
}
