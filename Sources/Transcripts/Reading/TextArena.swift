#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

import Conversations

/// The texts of one conversation's messages in one string, which each message has a slice of.
final class TextArena {
  /// Whether the parser has seen to it that every string of a tree is UTF-8.
  private let isValid: Bool
  private var bytes: UnsafeMutablePointer<UInt8>
  @exclusivity(unchecked) private var capacity = 1 << 14
  @exclusivity(unchecked) private var count = 0
  @exclusivity(unchecked) private var ends: [Int] = []

  init(isValid: Bool) {
    self.isValid = isValid
    bytes = .allocate(capacity: capacity)
  }

  deinit {
    bytes.deallocate()
  }

  /// Forgets the texts; memory that one huge conversation took is given back.
  func removeAll() {
    ends.removeAll(keepingCapacity: true)
    count = 0
    if capacity > 1 << 22 { allocate(1 << 14) }
  }

  /// Adds the text of the next message.
  @inline(__always) func append(_ value: Scalar?) {
    switch value {
    case .string(let text): append(text)
    case let other?:
      var text = other.text
      text.withUTF8 { append($0) }
    case nil: break
    }
    ends.append(count)
  }

  @inline(__always) private func append(_ text: UnsafeBufferPointer<UInt8>) {
    guard let base = text.baseAddress else { return }
    if count + text.count > capacity { allocate(max(capacity * 2, count + text.count)) }
    // There is room for the text at `count`, and the arena's memory is nobody else's.
    memcpy(bytes + count, base, text.count)
    count += text.count
  }

  private func allocate(_ wanted: Int) {
    let other = UnsafeMutablePointer<UInt8>.allocate(capacity: wanted)
    other.update(from: bytes, count: count)
    bytes.deallocate()
    (bytes, capacity) = (other, wanted)
  }

  /// Sets each message's text; they stand in the order of the calls.
  func distribute(to messages: inout [Message]) {
    let all = string(0..<count)
    guard all.utf8.count == count else { return distributeSingly(to: &messages) }
    let view = all.utf8
    var begin = view.startIndex
    var offset = 0
    for (index, end) in ends.enumerated() {
      let next = view.index(begin, offsetBy: end - offset)
      messages[index].text = Substring(view[begin..<next])
      (begin, offset) = (next, end)
    }
  }

  /// For texts that are not UTF-8, which only a mended encoding could bring about.
  private func distributeSingly(to messages: inout [Message]) {
    var begin = 0
    for (index, end) in ends.enumerated() {
      messages[index].text = Substring(string(begin..<end))
      begin = end
    }
  }

  private func string(_ range: Range<Int>) -> String {
    let part = UnsafeBufferPointer(start: bytes + range.lowerBound, count: range.count)
    if isValid, #available(macOS 26, *) {
      // simdjson refuses a text that is not UTF-8; what a format cuts off is whole characters, and
      // what it makes of a text comes out of a string. So the check need not be done once more.
      return String(copying: UTF8Span(unchecked: part.span, isKnownASCII: part.isASCII))
    }
    return String(decoding: part, as: UTF8.self)
  }
}

extension UnsafeBufferPointer<UInt8> {
  fileprivate var isASCII: Bool {
    var all: UInt8 = 0
    for byte in self { all |= byte }
    return all < 0x80
  }
}
