#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Finds the ends of records in bytes that arrive block by block.
///
/// It looks at structure only; whether a record makes sense is the parser's to say. The same bytes
/// give the same records however they are divided into blocks.
protocol RecordCutter {
  /// Appends the whole records at the front of the bytes and returns how many bytes are done with.
  ///
  /// The next call begins with the bytes that are left. `isLast`: nothing follows these bytes.
  mutating func cut(
    _ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool, into slices: inout [RecordChunk.Slice]
  ) -> Int

  /// Gives up on the record at the front, which is larger than allowed; what follows of it is
  /// passed over without a word.
  mutating func abandon()
}

extension UnsafeBufferPointer<UInt8> {
  /// The index of the first such byte at or after a position, or nil.
  func firstIndex(of byte: UInt8, from start: Int) -> Int? {
    guard start < count, let base = baseAddress,
      let found = memchr(base + start, Int32(byte), count - start)
    else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  /// Whether the bytes stand at a position.
  func has(_ text: StaticString, at start: Int) -> Bool {
    let length = text.utf8CodeUnitCount
    guard start + length <= count, let base = baseAddress else { return false }
    return memcmp(base + start, text.utf8Start, length) == 0
  }

  /// The index of the first occurrence at or after a position, or nil.
  func firstIndex(of text: StaticString, from start: Int) -> Int? {
    var at = start
    while let found = firstIndex(of: text.utf8Start[0], from: at) {
      if has(text, at: found) { return found }
      at = found + 1
    }
    return nil
  }

  /// The first position at or after `start` that holds no white space.
  func skippingSpace(from start: Int) -> Int {
    var at = start
    while at < count, self[at].isJSONSpace { at += 1 }
    return at
  }
}

extension UInt8 {
  /// Space, tab, carriage return, line feed; and the record separator of JSON text sequences.
  var isJSONSpace: Bool {
    self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09 || self == 0x1E
  }
}
