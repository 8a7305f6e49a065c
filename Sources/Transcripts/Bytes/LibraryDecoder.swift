import CLibXML2

/// An encoding that libxml2 knows.
final class LibraryDecoder {
  private let handler: xmlCharEncodingHandlerPtr
  private let input: xmlBufferPtr
  private let output: xmlBufferPtr

  /// Nil where libxml2 does not know the name.
  init?(name: String) {
    // libxml2 would print what it refuses; whoever reads learns it from the result.
    xmlSetStructuredErrorFunc(nil) { _, _ in }
    guard let handler = xmlFindCharEncodingHandler(name) else { return nil }
    guard let input = xmlBufferCreate() else { return nil }
    guard let output = xmlBufferCreate() else {
      xmlBufferFree(input)
      return nil
    }
    (self.handler, self.input, self.output) = (handler, input, output)
  }

  deinit {
    xmlCharEncCloseFunc(handler)
    xmlBufferFree(input)
    xmlBufferFree(output)
  }

  /// Appends the piece as UTF-8; keeps a character that is cut in two. False for bytes that the
  /// encoding does not have.
  func decode(_ piece: UnsafeRawBufferPointer, into bytes: inout [UInt8]) -> Bool {
    xmlBufferAdd(input, piece.baseAddress?.assumingMemoryBound(to: UInt8.self), Int32(piece.count))
    while xmlBufferLength(input) > 0 {
      let before = xmlBufferLength(input)
      // -2: a character that is none, or the first part of one at the very end.
      let result = xmlCharEncInFunc(handler, output, input)
      let made = Int(xmlBufferLength(output))
      if let content = xmlBufferContent(output), made > 0 {
        bytes.append(contentsOf: UnsafeBufferPointer(start: content, count: made))
      }
      xmlBufferEmpty(output)
      if result == -2 && xmlBufferLength(input) > 8 { return false }
      if xmlBufferLength(input) == before { return result != -1 || before < 8 }
    }
    return true
  }
}
