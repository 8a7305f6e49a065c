/// Walks over the members of one JSON object without reading their values.
struct MemberScan {
  enum Item {
    /// The key's range without quotes, and where the value begins.
    case member(key: Range<Int>, value: Int)
    /// The position after the closing bracket.
    case end(Int)
    case incomplete
    case broken
  }

  enum Progress {
    case done
    case incomplete
    case broken
  }

  var position: Int

  /// Finds the next key; the position stays, set it to the value or skip that.
  mutating func next(in bytes: UnsafeBufferPointer<UInt8>) -> Item {
    while position < bytes.count, bytes[position].isJSONSpace || bytes[position] == 0x2C {
      position += 1
    }
    guard position < bytes.count else { return .incomplete }
    if bytes[position] == 0x7D { return .end(position + 1) }
    guard bytes[position] == 0x22 else { return .broken }
    guard let close = closingQuote(in: bytes, from: position + 1) else { return .incomplete }
    let colon = bytes.skippingSpace(from: close + 1)
    guard colon < bytes.count else { return .incomplete }
    guard bytes[colon] == 0x3A else { return .broken }
    let value = bytes.skippingSpace(from: colon + 1)
    guard value < bytes.count else { return .incomplete }
    return .member(key: position + 1..<close, value: value)
  }

  /// Moves behind the value at the position.
  mutating func skipValue(in bytes: UnsafeBufferPointer<UInt8>) -> Progress {
    switch bytes[position] {
    case 0x7B, 0x5B:
      var scan = JSONScan()
      let used = scan.close(UnsafeBufferPointer(rebasing: bytes[position...]))
      guard scan.isClosed else { return scan.isBroken ? .broken : .incomplete }
      position += used
    case 0x22:
      guard let close = closingQuote(in: bytes, from: position + 1) else { return .incomplete }
      position = close + 1
    default:
      let start = position
      while position < bytes.count, ![0x2C, 0x7D, 0x5D, 0x0A].contains(bytes[position]) {
        position += 1
      }
      guard position < bytes.count else { return .incomplete }
      if position == start { return .broken }
    }
    return .done
  }

  private func closingQuote(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    var at = start
    while at < bytes.count {
      if bytes[at] == 0x22 { return at }
      at += bytes[at] == 0x5C ? 2 : 1
    }
    return nil
  }
}
