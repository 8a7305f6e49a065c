/// A growing run of bytes into which short pieces are written fast.
///
/// Appending to an array costs some hundred instructions a piece; a report writes a hundred pieces
/// for each conversation. Here the memory is there before, and a piece is one copy.
public struct ByteText: Sendable {
  /// Zeros stand from `count` on.
  private var storage: [UInt8] = []
  /// How many bytes were written.
  public private(set) var count = 0

  /// Makes an empty text.
  public init() {}

  /// A copy of what was written.
  public var bytes: [UInt8] { Array(storage[..<count]) }

  /// Calls the body with what was written, without a copy of it.
  func withBytes(_ body: (UnsafeRawBufferPointer) -> Void) {
    storage.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
  }

  /// Forgets what was written and keeps the memory.
  public mutating func removeAll() {
    count = 0
  }

  /// Appends a byte.
  public mutating func append(_ byte: UInt8) {
    reserve(1)
    storage[count] = byte
    count &+= 1
  }

  /// Appends bytes.
  public mutating func append(_ piece: UnsafeBufferPointer<UInt8>) {
    guard let source = piece.baseAddress else { return }
    reserve(piece.count)
    storage.withUnsafeMutableBytes { target in
      // `reserve` has made room for all of the piece from `count` on.
      target.baseAddress?.advanced(by: count).copyMemory(from: source, byteCount: piece.count)
    }
    count &+= piece.count
  }

  /// Appends bytes in quotation marks, after a comma where one is wanted.
  public mutating func append(quoted piece: UnsafeBufferPointer<UInt8>, afterComma: Bool) {
    reserve(piece.count &+ 3)
    var place = count
    storage.withUnsafeMutableBytes { target in
      // `reserve` has made room for the comma, two quotation marks and all of the piece.
      if afterComma {
        target[place] = 0x2C
        place &+= 1
      }
      target[place] = 0x22
      place &+= 1
      if let source = piece.baseAddress, let start = target.baseAddress {
        start.advanced(by: place).copyMemory(from: source, byteCount: piece.count)
      }
      place &+= piece.count
      target[place] = 0x22
    }
    count = place &+ 1
  }

  /// Appends the text of a literal.
  public mutating func append(_ literal: StaticString) {
    append(UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
  }

  /// Appends a text as UTF-8.
  public mutating func append(_ text: String) {
    let done: Void? = text.utf8.withContiguousStorageIfAvailable { append($0) }
    if done == nil { Array(text.utf8).withUnsafeBufferPointer { append($0) } }
  }

  /// Appends a whole number in decimal digits.
  public mutating func append(decimal value: Int64) {
    if value < 0 { append(0x2D) }
    let rest = value.magnitude
    var length = 1
    var limit: UInt64 = 10
    while rest >= limit {
      length &+= 1
      let (next, overflows) = limit.multipliedReportingOverflow(by: 10)
      if overflows { break }
      limit = next
    }
    append(digits: length, of: rest)
  }

  /// Appends the last digits of a number, with zeros before it where it has fewer.
  public mutating func append(digits length: Int, of value: UInt64) {
    reserve(length)
    let start = count
    storage.withUnsafeMutableBytes { target in
      var rest = value
      var place = start &+ length
      while place > start {
        place &-= 1
        target[place] = 0x30 &+ UInt8(truncatingIfNeeded: rest % 10)
        rest /= 10
      }
    }
    count &+= length
  }

  private mutating func reserve(_ more: Int) {
    if storage.count - count < more { grow(more) }
  }

  private mutating func grow(_ more: Int) {
    storage.append(contentsOf: repeatElement(0, count: max(storage.count, more, 256)))
  }
}
