/// Writes compact JSON as UTF-8 bytes, keys in the order of the calls.
///
/// The caller keeps the nesting right; commas are put in by the writer. Cost: one pass over each
/// text, no allocation beyond the growth of the memory.
public struct JSONText: Sendable {
  private var text = ByteText()
  private var needsComma = false

  /// A copy of what was written so far.
  public var bytes: [UInt8] { text.bytes }

  /// Makes an empty text.
  public init() {}

  /// Forgets what was written and keeps the memory.
  public mutating func removeAll() {
    text.removeAll()
    needsComma = false
  }

  /// Begins an object or an array.
  public mutating func open(_ bracket: Bracket) {
    separate()
    text.append(bracket == .object ? 0x7B : 0x5B)
    needsComma = false
  }

  /// Ends an object or an array.
  public mutating func close(_ bracket: Bracket) {
    text.append(bracket == .object ? 0x7D : 0x5D)
    needsComma = true
  }

  /// Which kind of container.
  public enum Bracket: Sendable {
    /// `{}`
    case object
    /// `[]`
    case array
  }

  /// Writes a key that needs no escaping; its value comes next.
  public mutating func key(_ name: StaticString) {
    separate()
    text.append(0x22)
    text.append(name)
    text.append("\":" as StaticString)
    needsComma = false
  }

  /// Writes a key of any text; its value comes next.
  public mutating func key(text name: String) {
    string(name)
    text.append(0x3A)
    needsComma = false
  }

  /// Writes a string.
  public mutating func string(_ value: some StringProtocol) {
    string(String(value))
  }

  /// Writes a string.
  ///
  /// Not generic, so that it costs no witness call where another module writes a text.
  public mutating func string(_ value: String) {
    let done: Void? = value.utf8.withContiguousStorageIfAvailable { appendQuoted($0) }
    if done == nil { Array(value.utf8).withUnsafeBufferPointer { appendQuoted($0) } }
  }

  /// Writes a string.
  public mutating func string(_ value: Substring) {
    let done: Void? = value.utf8.withContiguousStorageIfAvailable { appendQuoted($0) }
    if done == nil { Array(value.utf8).withUnsafeBufferPointer { appendQuoted($0) } }
  }

  /// Writes a string, or null.
  public mutating func string(orNull value: String?) {
    if let value { string(value) } else { null() }
  }

  /// Writes a moment as a string, as its description is.
  public mutating func string(_ moment: Timestamp) {
    separate()
    text.append(0x22)
    moment.write(to: &text)
    text.append(0x22)
    needsComma = true
  }

  /// Writes a whole number.
  public mutating func number(_ value: some BinaryInteger) {
    raw(String(value))
  }

  /// Writes a whole number.
  public mutating func number(_ value: Int) {
    number(Int64(value))
  }

  /// Writes a whole number.
  public mutating func number(_ value: Int64) {
    separate()
    text.append(decimal: value)
    needsComma = true
  }

  /// Writes true or false.
  public mutating func bool(_ value: Bool) {
    separate()
    text.append(value ? "true" : "false" as StaticString)
    needsComma = true
  }

  /// Writes null.
  public mutating func null() {
    separate()
    text.append("null" as StaticString)
    needsComma = true
  }

  /// Writes JSON as it stands, commas included; a value comes next.
  public mutating func fragment(_ json: StaticString) {
    text.append(json)
    needsComma = false
  }

  /// Writes a line feed after a value; the next value begins anew.
  public mutating func endLine() {
    text.append(0x0A)
    needsComma = false
  }

  /// Writes a value that is JSON already.
  public mutating func raw(_ json: String) {
    separate()
    text.append(json)
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { text.append(0x2C) }
  }

  private mutating func appendQuoted(_ value: UnsafeBufferPointer<UInt8>) {
    guard var index = Self.firstEscape(in: value, from: 0) else {
      text.append(quoted: value, afterComma: needsComma)
      needsComma = true
      return
    }
    separate()
    text.append(0x22)
    var start = 0
    while true {
      text.append(UnsafeBufferPointer(rebasing: value[start..<index]))
      appendEscape(value[index])
      start = index + 1
      guard let next = Self.firstEscape(in: value, from: start) else { break }
      index = next
    }
    text.append(UnsafeBufferPointer(rebasing: value[start...]))
    text.append(0x22)
    needsComma = true
  }

  /// The first byte that wants an escape: a quote, a backslash or a control character.
  ///
  /// Looks at eight bytes at a time: a byte below a limit borrows into its highest bit.
  private static func firstEscape(in value: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs = ones &* 0x80
    let raw = UnsafeRawBufferPointer(value)
    var index = start
    while index &+ 8 <= value.count {
      let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      let quote = word ^ (ones &* 0x22)
      let backslash = word ^ (ones &* 0x5C)
      let found =
        ((word &- ones &* 0x20) & ~word) | ((quote &- ones) & ~quote)
        | ((backslash &- ones) & ~backslash)
      if found & highs != 0 { break }
      index &+= 8
    }
    while index < value.count {
      let byte = value[index]
      if byte < 0x20 || byte == 0x22 || byte == 0x5C { return index }
      index &+= 1
    }
    return nil
  }

  private mutating func appendEscape(_ byte: UInt8) {
    let short: UInt8? =
      switch byte {
      case 0x22, 0x5C: byte
      case 0x08: 0x62
      case 0x09: 0x74
      case 0x0A: 0x6E
      case 0x0C: 0x66
      case 0x0D: 0x72
      default: nil
      }
    text.append(0x5C)
    if let short {
      text.append(short)
    } else {
      let digits: StaticString = "0123456789abcdef"
      text.append("u00" as StaticString)
      text.append(digits.utf8Start[Int(byte >> 4)])
      text.append(digits.utf8Start[Int(byte & 15)])
    }
  }
}
