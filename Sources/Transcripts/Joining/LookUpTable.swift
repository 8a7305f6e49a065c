package import Diagnostics

/// Rows of a CSV or JSON file that conversations are completed from, found by a key.
package struct LookUpTable: Sendable {
  private let rows: [String: [String: String]]
  /// The names of the columns.
  package let columns: Set<String>

  /// Reads a table: CSV with a line of names, or a JSON array of objects.
  ///
  /// `key` names the column that rows are found by; of rows with the same key the first counts.
  package init(_ stored: [UInt8], name: String, key: String) throws(Diagnostic) {
    let bytes = stored.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(stored.dropFirst(3)) : stored
    let first = bytes.first { !$0.isJSONSpace }
    let records =
      first == 0x5B
      ? try Self.json(bytes, name: name)
      : Self.csv(String(decoding: bytes, as: UTF8.self))
    guard records.isEmpty || records.contains(where: { $0[key] != nil }) else {
      throw TranscriptMistake.noKeyColumn(key, name: name)
    }
    var rows: [String: [String: String]] = [:]
    for record in records {
      if let value = record[key], rows[value] == nil { rows[value] = record }
    }
    self.rows = rows
    columns = records.reduce(into: []) { $0.formUnion($1.keys) }
  }

  /// Returns the row with a key, or nil.
  package func row(_ key: String) -> [String: String]? { rows[key] }

  /// The columns of each line by their names; lines shorter than the first lack the last ones.
  private static func csv(_ text: String) -> [[String: String]] {
    var lines = CSVText(text).lines()[...]
    guard let names = lines.popFirst() else { return [] }
    return lines.map { line in
      Dictionary(zip(names, line)) { first, _ in first }
    }
  }

  private static func json(
    _ bytes: [UInt8], name: String
  ) throws(Diagnostic) -> [[String: String]] {
    guard let parser = JSONParser(limits: .standard) else {
      throw TranscriptMistake.outOfMemory(name: name)
    }
    let padded = bytes + [UInt8](repeating: 0x20, count: JSONParser.padding)
    let read = padded.withUnsafeBufferPointer {
      buffer -> Result<[[String: String]], RecordMistake> in
      do throws(RecordMistake) {
        let root = try parser.parse(UnsafeBufferPointer(rebasing: buffer[..<bytes.count]))
        return .success(root.children.map { columns(of: $0.value) })
      } catch {
        return .failure(error)
      }
    }
    switch read {
    case .success(let records): return records
    case .failure(let mistake): throw TranscriptMistake.badTable(mistake.sentence, name: name)
    }
  }

  private static func columns(of row: Node) -> [String: String] {
    var columns: [String: String] = [:]
    for (key, value) in row.children {
      guard let key, let scalar = Scalar(value) else { continue }
      columns[String(decoding: key.bytes, as: UTF8.self)] = scalar.text
    }
    return columns
  }
}

/// Comma-separated values as RFC 4180 describes them.
struct CSVText {
  private let text: String

  init(_ text: String) {
    self.text = text
  }

  /// Returns the fields of each line that is not blank.
  func lines() -> [[String]] {
    var lines: [[String]] = []
    var line: [String] = []
    var field = ""
    var isQuoted = false
    var wasQuoted = false
    func endLine() {
      if !line.isEmpty || !field.isEmpty || wasQuoted { lines.append(line + [field]) }
      (line, field, wasQuoted) = ([], "", false)
    }
    for character in text {
      if isQuoted {
        if character == "\"" { isQuoted = false } else { field.append(character) }
      } else if character == "\"" {
        // A quote right after a closing one stands for a quote.
        if wasQuoted { field.append(character) }
        (isQuoted, wasQuoted) = (true, true)
      } else if character == "," {
        line.append(field)
        (field, wasQuoted) = ("", false)
      } else if character.isNewline {
        endLine()
      } else {
        field.append(character)
      }
    }
    endLine()
    return lines
  }
}
