import Conversations

/// The texts of one conversation's messages in one string, which each message has a slice of.
struct TextArena {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    if bytes.capacity > 1 << 22 { bytes = [] }
  }

  /// Adds the text of the next message.
  @inline(__always) mutating func append(_ value: Scalar?) {
    switch value {
    case .string(let text): bytes.append(contentsOf: text)
    case let other?: bytes.append(contentsOf: other.text.utf8)
    case nil: break
    }
    ends.append(bytes.count)
  }

  /// Sets each message's text; they stand in the order of the calls.
  func distribute(to messages: inout [Message]) {
    let all = bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    guard all.utf8.count == bytes.count else { return distributeSingly(to: &messages) }
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
      messages[index].text = Substring(decoding: bytes[begin..<end], as: UTF8.self)
      begin = end
    }
  }
}
