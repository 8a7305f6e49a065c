internal import Conversations

/// Writes comma-separated values as RFC 4180 has them, which no spreadsheet takes for formulas.
struct CSVText: Sendable {
  private var output = ByteText()
  private var needsComma = false

  /// A copy of what was written.
  var bytes: [UInt8] { output.bytes }

  /// Forgets what was written and keeps the memory.
  mutating func removeAll() {
    output.removeAll()
    needsComma = false
  }

  /// Writes a cell.
  ///
  /// One that begins with `=`, `+`, `-`, `@`, a tab or a carriage return gets an apostrophe before
  /// it; one that holds a quote, a comma or a line break is quoted.
  mutating func cell(_ text: String) {
    separate()
    let done: Void? = text.utf8.withContiguousStorageIfAvailable { append($0) }
    if done == nil { Array(text.utf8).withUnsafeBufferPointer { append($0) } }
  }

  private mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
    guard let first = text.first else { return }
    var wantsQuotes = false
    for byte in text where Self.wantsQuotes(byte) { wantsQuotes = true }
    if wantsQuotes { output.append(0x22) }
    if Self.beginsFormula(first) { output.append(0x27) }
    guard wantsQuotes else { return output.append(text) }
    for byte in text {
      if byte == 0x22 { output.append(0x22) }
      output.append(byte)
    }
    output.append(0x22)
  }

  /// Writes a whole number.
  mutating func cell(_ number: Int) {
    separate()
    output.append(decimal: Int64(number))
  }

  /// Writes an empty cell.
  mutating func empty() { separate() }

  /// Ends the record.
  mutating func endRecord() {
    output.append(0x0D)
    output.append(0x0A)
    needsComma = false
  }

  private mutating func separate() {
    if needsComma { output.append(0x2C) }
    needsComma = true
  }

  private static func beginsFormula(_ byte: UInt8) -> Bool {
    byte == 0x3D || byte == 0x2B || byte == 0x2D || byte == 0x40 || byte == 0x09 || byte == 0x0D
  }

  private static func wantsQuotes(_ byte: UInt8) -> Bool {
    byte == 0x22 || byte == 0x2C || byte == 0x0A || byte == 0x0D
  }
}
