/// How the elements of a JSON list begin, so that the next one is found after a broken one.
struct ElementMarker {
  /// The bytes up to the first colon, such as `{"id":`.
  private let opening: [UInt8]
  /// Whether elements begin a line, after `indent` bytes of white space.
  private let beginsLine: Bool
  private let indent: Int

  /// How many bytes it takes.
  var length: Int { opening.count + indent + 1 }

  /// Nil where the element is no object with a key; `isInputStart` says that nothing of the input
  /// stands before the bytes.
  init?(
    of element: UnsafeBufferPointer<UInt8>, in bytes: UnsafeBufferPointer<UInt8>, at start: Int,
    isInputStart: Bool
  ) {
    guard element.first == 0x7B, let colon = element.prefix(256).firstIndex(of: 0x3A) else {
      return nil
    }
    opening = Array(element[...colon])
    var lineStart = start
    while lineStart > 0, bytes[lineStart - 1] == 0x20 || bytes[lineStart - 1] == 0x09 {
      lineStart -= 1
    }
    beginsLine = lineStart == 0 ? isInputStart : bytes[lineStart - 1] == 0x0A
    indent = start - lineStart
  }

  /// Where the next element seems to begin, after a position; nil where none does.
  func next(in bytes: UnsafeBufferPointer<UInt8>, after position: Int) -> Int? {
    var at = position + 1
    while at + opening.count <= bytes.count {
      guard let found = bytes.firstIndex(of: beginsLine ? 0x0A : 0x7B, from: at) else { return nil }
      let start = beginsLine ? found + 1 + indent : found
      if begins(bytes, at: start) { return start }
      at = found + 1
    }
    return nil
  }

  private func begins(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
    guard start + opening.count <= bytes.count else { return false }
    return bytes[start..<start + opening.count].elementsEqual(opening)
  }
}
