internal import Conversations
package import Diagnostics
internal import Foundation

extension ReportWriter {
  /// Flags submissions of whose users a later conversation is known.
  ///
  /// `ordinals` count the conversations of the run from 0, in the order of the input; those that
  /// submit nothing are left as they are. Rewrites the lines on the disk once; does nothing where
  /// there are none. The plan stays as it is.
  package mutating func flagLaterChats(ordinals: [Int]) throws(Diagnostic) {
    let later = Set(ordinals)
    guard !later.isEmpty else { return }
    var old = try beginAgain()
    var ordinal = 0
    while let decision = try old.decisions.next() {
      let record = try old.table.next() ?? []
      let row = try old.rows.next() ?? []
      let isFlagged = later.contains(ordinal) && Self.isSubmission(decision)
      ordinal += 1
      guard isFlagged else {
        try decisions.append(line: decision)
        try table.append(record)
        try rows.append(line: row)
        continue
      }
      counts.flags[.laterChat, default: 0] += 1
      try decisions.append(line: FlagSplice.decision(decision)[...])
      try table.append(FlagSplice.record(record))
      try rows.append(line: FlagSplice.row(row)[...])
    }
  }
}

/// Puts the flag `later-chat` into lines that are written already, and leaves every other byte.
enum FlagSplice {
  /// A line of `decisions.ndjson`.
  static func decision(_ line: ArraySlice<UInt8>) -> [UInt8] {
    // Quotes in texts are escaped, so that only the key can look like this.
    let key = Array(#","flags":["#.utf8)
    let start = line.indices.first { line[$0...].starts(with: key) }
    return start.map { spliced(line, arrayAt: $0 + key.count - 1) } ?? Array(line)
  }

  /// A line of the page's table: an array whose first array is the flags.
  static func row(_ line: ArraySlice<UInt8>) -> [UInt8] {
    let start = firstOutsideTexts(UInt8(ascii: "["), in: line.dropFirst())
    return start.map { spliced(line, arrayAt: $0) } ?? Array(line)
  }

  /// A record of `decisions.csv`.
  static func record(_ record: [UInt8]) -> [UInt8] {
    let column = DecisionTable.columns.firstIndex(of: "flags") ?? 0
    var cell = 0
    var start = record.startIndex
    var isQuoted = false
    for (index, byte) in record.enumerated() {
      if byte == 0x22 { isQuoted.toggle() }
      guard byte == 0x2C && !isQuoted else { continue }
      if cell == column {
        let text = String(decoding: record[start..<index], as: UTF8.self)
        return Array(record[..<start]) + Array(flagged(text).utf8) + Array(record[index...])
      }
      cell += 1
      start = index + 1
    }
    return record
  }

  private static func flagged(_ cell: String) -> String {
    if cell.hasSuffix("\"") { return cell.dropLast() + " \(Flag.laterChat.rawValue)\"" }
    return ordered(cell.split(separator: " ").map(String.init)).joined(separator: " ")
  }

  private static func ordered(_ names: [String]) -> [String] {
    Flag.ordered(names.map(Flag.init(rawValue:)) + [.laterChat]).map(\.rawValue)
  }

  /// Replaces the array of texts that begins at an index.
  private static func spliced(_ line: ArraySlice<UInt8>, arrayAt start: Int) -> [UInt8] {
    guard let end = firstOutsideTexts(UInt8(ascii: "]"), in: line[start...]) else {
      return Array(line)
    }
    let names = try? JSONDecoder().decode([String].self, from: Data(line[start...end]))
    var json = JSONText()
    json.open(.array)
    for name in ordered(names ?? []) { json.string(name) }
    json.close(.array)
    return Array(line[..<start]) + json.bytes + Array(line[(end + 1)...])
  }

  /// The index of the first byte of its kind that is in no text of the JSON.
  private static func firstOutsideTexts(_ wanted: UInt8, in json: ArraySlice<UInt8>) -> Int? {
    var isText = false
    var isEscaped = false
    return json.indices.first { index in
      let byte = json[index]
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == UInt8(ascii: "\"") {
        isText.toggle()
      }
      return byte == wanted && !isText
    }
  }
}
