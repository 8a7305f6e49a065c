internal import Diagnostics
internal import Foundation

/// What a report held of each conversation, read while its files are written again.
struct WrittenLines: ~Copyable {
  var decisions: LineReader
  var table: CSVRecordReader
  var rows: LineReader
}

extension ReportWriter {
  /// Begins anew the files that hold something of every conversation, with the table's header in
  /// it; returns what they held.
  mutating func beginAgain() throws(Diagnostic) -> WrittenLines {
    try decisions.flush()
    try table.flush()
    try rows.flush()
    var written = WrittenLines(
      decisions: try LineReader(decisions.path), table: try CSVRecordReader(table.path),
      rows: try LineReader(rows.path))
    for path in [decisions.path, table.path, rows.path] { unlink(path) }
    decisions = try DigestedFile(creating: decisions.path)
    table = try OutputFile(creating: table.path)
    rows = try OutputFile(creating: rows.path)
    if let header = try written.table.next() { try table.append(header) }
    return written
  }
}
