/// Closes what the end of a sample cut off.
enum SampleMending {
  /// Returns a JSON text up to its last whole item, with its brackets closed.
  static func json(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var open: [UInt8] = []
    var isQuoted = false
    var isEscaped = false
    var safe = (end: bytes.startIndex, open: [UInt8]())
    for (index, byte) in zip(bytes.indices, bytes) {
      if isQuoted {
        if isEscaped {
          isEscaped = false
        } else if byte == 0x5C {
          isEscaped = true
        } else if byte == 0x22 {
          isQuoted = false
        }
        continue
      }
      switch byte {
      case 0x22: isQuoted = true
      case 0x7B, 0x5B:
        open.append(byte)
        safe = (index + 1, open)
      case 0x7D, 0x5D:
        if !open.isEmpty { open.removeLast() }
        safe = (index + 1, open)
      case 0x2C: safe = (index, open)
      default: break
      }
    }
    return bytes[..<safe.end] + safe.open.reversed().map { $0 + 2 }
  }

  /// Returns an XML text up to its last whole tag, with its elements closed.
  static func xml(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var open: [ArraySlice<UInt8>] = []
    var at = bytes.startIndex
    var safe = at
    while let begin = bytes[at...].firstIndex(of: 0x3C) {
      let rest = bytes[begin...]
      let ends: [(String, String)] = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")]
      if let end = ends.first(where: { rest.starts(with: $0.0.utf8) })?.1 {
        guard let close = rest.firstRange(of: Array(end.utf8)) else { break }
        at = close.upperBound
      } else {
        guard let close = tagEnd(rest) else { break }
        let tag = bytes[begin + 1..<close]
        if tag.first == 0x2F {
          if !open.isEmpty { open.removeLast() }
        } else if tag.last != 0x2F && tag.first != 0x21 {
          open.append(tag.prefix { $0 > 0x20 })
        }
        at = close + 1
      }
      safe = at
    }
    let closing: [UInt8] = open.reversed().flatMap { [0x3C, 0x2F] as [UInt8] + $0 + [0x3E] }
    return bytes[..<safe] + closing
  }

  /// The `>` of a tag, those in attributes' values passed over.
  private static func tagEnd(_ bytes: ArraySlice<UInt8>) -> Int? {
    var quote: UInt8?
    for (index, byte) in zip(bytes.indices, bytes) {
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == 0x22 || byte == 0x27 {
        quote = byte
      } else if byte == 0x3E {
        return index
      }
    }
    return nil
  }
}
