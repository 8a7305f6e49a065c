/// A record a line; blank lines are none.
struct LineCutter: RecordCutter {
  private var isAbandoning = false

  mutating func cut(
    _ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool, into slices: inout [RecordChunk.Slice]
  ) -> Int {
    var position = 0
    while position < bytes.count {
      let feed = bytes.firstIndex(of: 0x0A, from: position)
      guard let end = feed ?? (isLast ? bytes.count : nil) else {
        return isAbandoning ? bytes.count : position
      }
      if isAbandoning {
        isAbandoning = false
      } else {
        append(position..<end, of: bytes, to: &slices)
      }
      position = end + 1
    }
    return bytes.count
  }

  mutating func abandon() {
    isAbandoning = true
  }

  private func append(
    _ line: Range<Int>, of bytes: UnsafeBufferPointer<UInt8>, to slices: inout [RecordChunk.Slice]
  ) {
    var (start, end) = (line.lowerBound, line.upperBound)
    while start < end, bytes[start].isJSONSpace { start += 1 }
    while end > start, bytes[end - 1].isJSONSpace { end -= 1 }
    if start < end { slices.append(RecordChunk.Slice(range: start..<end)) }
  }
}

/// The whole input as one record.
struct WholeCutter: RecordCutter {
  private var isAbandoning = false

  mutating func cut(
    _ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool, into slices: inout [RecordChunk.Slice]
  ) -> Int {
    guard !isAbandoning else { return bytes.count }
    guard isLast else { return 0 }
    let isBlank = bytes.allSatisfy(\.isJSONSpace)
    if !isBlank { slices.append(RecordChunk.Slice(range: 0..<bytes.count)) }
    return bytes.count
  }

  mutating func abandon() {
    isAbandoning = true
  }
}
