/// Writes compact JSON as UTF-8 bytes, keys in the order of the calls.
///
/// The caller keeps the nesting right; commas are put in by the writer. Cost: one pass over each
/// text, no allocation beyond the growth of `bytes`.
public struct JSONText: Sendable {
  /// What was written so far.
  public private(set) var bytes: [UInt8] = []
  private var needsComma = false

  /// Makes an empty text.
  public init() {}

  /// Forgets what was written and keeps the memory.
  public mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    needsComma = false
  }

  /// Begins an object or an array.
  public mutating func open(_ bracket: Bracket) {
    separate()
    bytes.append(bracket == .object ? 0x7B : 0x5B)
    needsComma = false
  }

  /// Ends an object or an array.
  public mutating func close(_ bracket: Bracket) {
    bytes.append(bracket == .object ? 0x7D : 0x5D)
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
    bytes.append(0x22)
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    bytes.append(0x22)
    bytes.append(0x3A)
    needsComma = false
  }

  /// Writes a key of any text; its value comes next.
  public mutating func key(text name: String) {
    string(name)
    bytes.append(0x3A)
    needsComma = false
  }

  /// Writes a string.
  public mutating func string(_ text: some StringProtocol) {
    string(String(text))
  }

  /// Writes a string.
  ///
  /// Not generic, so that it costs no witness call where another module writes a text.
  public mutating func string(_ text: String) {
    separate()
    bytes.append(0x22)
    let done: Void? = text.utf8.withContiguousStorageIfAvailable { appendEscaped($0) }
    if done == nil { Array(text.utf8).withUnsafeBufferPointer { appendEscaped($0) } }
    bytes.append(0x22)
    needsComma = true
  }

  /// Writes a string.
  public mutating func string(_ text: Substring) {
    separate()
    bytes.append(0x22)
    let done: Void? = text.utf8.withContiguousStorageIfAvailable { appendEscaped($0) }
    if done == nil { Array(text.utf8).withUnsafeBufferPointer { appendEscaped($0) } }
    bytes.append(0x22)
    needsComma = true
  }

  /// Writes a string, or null.
  public mutating func string(orNull text: String?) {
    if let text { string(text) } else { null() }
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
    if (0..<10).contains(value) {
      bytes.append(0x30 + UInt8(truncatingIfNeeded: value))
    } else {
      bytes.append(contentsOf: String(value).utf8)
    }
    needsComma = true
  }

  /// Writes true or false.
  public mutating func bool(_ value: Bool) {
    raw(value ? "true" : "false")
  }

  /// Writes null.
  public mutating func null() {
    raw("null")
  }

  /// Writes JSON as it stands, commas included; a value comes next.
  public mutating func fragment(_ json: StaticString) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: json.utf8Start, count: json.utf8CodeUnitCount))
    needsComma = false
  }

  /// Writes a line feed after a value; the next value begins anew.
  public mutating func endLine() {
    bytes.append(0x0A)
    needsComma = false
  }

  /// Writes a value that is JSON already.
  public mutating func raw(_ json: String) {
    separate()
    bytes.append(contentsOf: json.utf8)
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { bytes.append(0x2C) }
  }

  private mutating func appendEscaped(_ text: UnsafeBufferPointer<UInt8>) {
    var start = 0
    while let index = Self.firstEscape(in: text, from: start) {
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
      appendEscape(text[index])
      start = index + 1
    }
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
  }

  /// The first byte that wants an escape: a quote, a backslash or a control character.
  ///
  /// Looks at eight bytes at a time: a byte below a limit borrows into its highest bit.
  private static func firstEscape(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs = ones &* 0x80
    let raw = UnsafeRawBufferPointer(text)
    var index = start
    while index &+ 8 <= text.count {
      let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      let quote = word ^ (ones &* 0x22)
      let backslash = word ^ (ones &* 0x5C)
      let found =
        ((word &- ones &* 0x20) & ~word) | ((quote &- ones) & ~quote)
        | ((backslash &- ones) & ~backslash)
      if found & highs != 0 { break }
      index &+= 8
    }
    while index < text.count {
      let byte = text[index]
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
    bytes.append(0x5C)
    if let short {
      bytes.append(short)
    } else {
      let digits: StaticString = "0123456789abcdef"
      bytes.append(contentsOf: [0x75, 0x30, 0x30, digits.utf8Start[Int(byte >> 4)]])
      bytes.append(digits.utf8Start[Int(byte & 15)])
    }
  }
}
