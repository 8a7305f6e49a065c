/// Reads comma-separated values as RFC 4180 has them, and as spreadsheets save them.
///
/// A byte order mark is left out; the first line names the columns; where that holds a semicolon
/// and no comma, semicolons part the cells.
struct SheetReader {
  /// A record: its cells by column, and the line on which it begins.
  struct Record {
    var line: Int
    var cells: [String: String]

    /// The cell of a column without blanks around it; nil where there is none or it is empty.
    subscript(column: String) -> String? {
      let cell = SheetReader.trimmed(cells[column] ?? "")
      return cell.isEmpty ? nil : cell
    }
  }

  let columns: [String]
  let records: [Record]

  init(_ bytes: [UInt8]) {
    var parser = Parser(bytes)
    parser.run()
    var rows = parser.rows
    let head = rows.isEmpty ? [] : rows.removeFirst().cells
    let names = head.map { Self.trimmed($0).lowercased() }
    columns = names
    records = rows.compactMap { row in
      guard row.cells.contains(where: { !$0.isEmpty }) else { return nil }
      let pairs = zip(names, row.cells.map(Self.unprotected))
      return Record(line: row.line, cells: Dictionary(pairs) { first, _ in first })
    }
  }

  static func trimmed(_ text: String) -> String {
    let isBlank = { (character: Character) in character.isWhitespace }
    var part = text.drop(while: isBlank)
    while let last = part.last, isBlank(last) { part.removeLast() }
    return String(part)
  }

  /// Takes off the apostrophe that keeps a spreadsheet from reading a formula.
  private static func unprotected(_ cell: String) -> String {
    let scalars = cell.unicodeScalars
    guard scalars.first == "'", let second = scalars.dropFirst().first else { return cell }
    return "=+-@\t\r".unicodeScalars.contains(second) ? String(scalars.dropFirst()) : cell
  }

  private struct Parser {
    let bytes: ArraySlice<UInt8>
    let separator: UInt8
    var rows: [(line: Int, cells: [String])] = []
    var cells: [String] = []
    var cell: [UInt8] = []
    var isQuoted = false
    var line = 1
    var firstLine = 1

    init(_ all: [UInt8]) {
      bytes = all.starts(with: [0xEF, 0xBB, 0xBF]) ? all[3...] : all[...]
      let head = bytes.prefix { $0 != 0x0A }
      separator = head.contains(0x3B) && !head.contains(0x2C) ? 0x3B : 0x2C
    }

    mutating func run() {
      var index = bytes.startIndex
      while index < bytes.endIndex {
        let byte = bytes[index]
        index += 1
        line += byte == 0x0A ? 1 : 0
        if isQuoted {
          if byte != 0x22 {
            cell.append(byte)
          } else if index < bytes.endIndex && bytes[index] == 0x22 {
            cell.append(0x22)
            index += 1
          } else {
            isQuoted = false
          }
        } else {
          readBare(byte)
        }
      }
      if !cell.isEmpty || !cells.isEmpty { endRow() }
    }

    private mutating func readBare(_ byte: UInt8) {
      switch byte {
      case 0x22: isQuoted = true
      case separator: endCell()
      case 0x0A: endRow()
      case 0x0D: break
      default: cell.append(byte)
      }
    }

    private mutating func endCell() {
      cells.append(String(decoding: cell, as: UTF8.self))
      cell.removeAll(keepingCapacity: true)
    }

    private mutating func endRow() {
      endCell()
      rows.append((firstLine, cells))
      cells = []
      firstLine = line
    }
  }
}
