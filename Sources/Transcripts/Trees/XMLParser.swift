import CLibXML2

/// Parses XML elements one after another: the only file but ``LibraryDecoder`` that calls libxml2.
///
/// No document type, no entities but XML's own five and numeric ones, no network.
final class XMLParser {
  private let builder: ElementTreeBuilder
  private let context: xmlParserCtxtPtr
  /// Held on to, so that the address of a name stays that of this name alone.
  private let names: xmlDictPtr
  private var sawDoctype = false

  /// Nil where memory is out. Attributes other than these, which begin with `@`, are passed over;
  /// nil takes all.
  init?(attributes: Set<String>?, limits: ReadingLimits) {
    guard let context = xmlNewParserCtxt() else { return nil }
    guard let names = context.pointee.dict, xmlDictReference(names) == 0 else {
      xmlFreeParserCtxt(context)
      return nil
    }
    self.context = context
    self.names = names
    builder = ElementTreeBuilder(attributes: attributes, limits: limits)
    guard let handler = context.pointee.sax else { return nil }
    handler.pointee = Self.handler
    context.pointee.userData = Unmanaged.passUnretained(self).toOpaque()
  }

  deinit {
    xmlFreeParserCtxt(context)
    xmlDictFree(names)
  }

  /// Parses one element; the tree lives until the next call.
  func parse(_ text: UnsafeBufferPointer<UInt8>) throws(RecordMistake) -> Node {
    if let root = read(text) { return root }
    if sawDoctype { throw .doctype }
    if builder.isTooDeep { throw .tooDeep }
    if let mended = text.mendingSurrogateReferences() {
      if let root = mended.withUnsafeBufferPointer({ read($0) }) { return root }
    }
    let code = xmlCtxtGetLastError(context)?.pointee.code ?? 0
    if code == Int32(XML_ERR_INVALID_ENCODING.rawValue) || code == XML_I18N_CONV_FAILED.rawValue {
      throw .notUTF8
    }
    throw .badMarkup
  }

  private func read(_ text: UnsafeBufferPointer<UInt8>) -> Node? {
    guard let base = text.baseAddress, text.count < Int(Int32.max) else { return nil }
    builder.reset()
    sawDoctype = false
    if context.pointee.dict != names { builder.forgetNames() }
    // Without a document type there are only XML's own entities to put in. The text is UTF-8 whatever
    // it says of itself; naming that to libxml2 would have it copy every byte once more.
    let options =
      XML_PARSE_NOENT.rawValue | XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue
      | XML_PARSE_NOWARNING.rawValue | XML_PARSE_HUGE.rawValue | XML_PARSE_IGNORE_ENC.rawValue
    base.withMemoryRebound(to: CChar.self, capacity: text.count) { chars in
      // With a handler of our own there is no document to free.
      _ = xmlCtxtReadMemory(context, chars, Int32(text.count), nil, nil, Int32(options))
    }
    let isRead = context.pointee.wellFormed == 1 && !sawDoctype && !builder.isTooDeep
    return isRead && builder.tape.next > 1 ? builder.tape.root : nil
  }

  private static var handler: xmlSAXHandler {
    var handler = xmlSAXHandler()
    handler.initialized = UInt32(XML_SAX2_MAGIC)
    handler.internalSubset = { parser, _, _, _ in XMLParser.of(parser) { $0.refuseDoctype() } }
    handler.startElementNs = { parser, name, _, _, _, _, count, _, attributes in
      guard let name else { return }
      XMLParser.of(parser) { $0.begin(name, attributes, Int(count)) }
    }
    handler.endElementNs = { parser, _, _, _ in XMLParser.of(parser) { $0.builder.end() } }
    handler.characters = { parser, bytes, count in
      XMLParser.of(parser) {
        $0.builder.characters(UnsafeBufferPointer(start: bytes, count: Int(count)))
      }
    }
    handler.ignorableWhitespace = handler.characters
    handler.cdataBlock = handler.characters
    return handler
  }

  @inline(__always) private static func of(
    _ pointer: UnsafeMutableRawPointer?, _ body: (XMLParser) -> Void
  ) {
    // The parser outlives the call into libxml2 that calls back, so nothing is counted.
    guard let pointer else { return }
    Unmanaged<XMLParser>.fromOpaque(pointer)._withUnsafeGuaranteedRef { body($0) }
  }

  private func refuseDoctype() {
    sawDoctype = true
    xmlStopParser(context)
  }

  private func begin(
    _ name: UnsafePointer<UInt8>, _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?,
    _ count: Int
  ) {
    guard builder.begin(name) else {
      xmlStopParser(context)
      return
    }
    // Five pointers each: local name, prefix, namespace, and the value's begin and end.
    for index in 0..<count {
      guard let local = attributes?[index * 5], let begin = attributes?[index * 5 + 3],
        let end = attributes?[index * 5 + 4]
      else { continue }
      builder.attribute(local, UnsafeBufferPointer(start: begin, count: end - begin))
    }
  }
}
