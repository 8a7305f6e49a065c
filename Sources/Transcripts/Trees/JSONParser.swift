import CSimdjson

/// Parses JSON texts one after another: with ``JSONScan``, the only file that calls simdjson.
final class JSONParser {
  /// How many bytes behind a text must be readable.
  static let padding = Int(CSIMDJSON_PADDING)

  private let parser: OpaquePointer

  /// Nil where memory is out.
  init?(limits: ReadingLimits) {
    guard let parser = csimdjson_parser_new(limits.recordBytes + 1024, limits.depth) else {
      return nil
    }
    self.parser = parser
  }

  deinit {
    csimdjson_parser_free(parser)
  }

  /// Parses a text that has room behind it; the tree lives until the next call.
  func parse(_ text: UnsafeBufferPointer<UInt8>) throws(RecordMistake) -> Node {
    guard let base = text.baseAddress else { throw .empty }
    let result = csimdjson_parse(parser, base, text.count)
    if result == Int32(CSIMDJSON_OK.rawValue) { return root() }
    if result == Int32(CSIMDJSON_BAD_STRING.rawValue), let mended = text.mendingSurrogates() {
      let again = mended.withUnsafeBufferPointer { bytes in
        csimdjson_parse(parser, bytes.baseAddress, bytes.count - Self.padding)
      }
      if again == Int32(CSIMDJSON_OK.rawValue) { return root() }
      throw RecordMistake(simdjson: again)
    }
    throw RecordMistake(simdjson: result)
  }

  private func root() -> Node {
    Node(tape: Tape(words: csimdjson_tape(parser), strings: csimdjson_strings(parser)), index: 1)
  }
}

extension RecordMistake {
  fileprivate init(simdjson code: Int32) {
    self =
      switch UInt32(code) {
      case CSIMDJSON_TOO_LARGE.rawValue: .tooLarge
      case CSIMDJSON_TOO_DEEP.rawValue: .tooDeep
      case CSIMDJSON_NOT_UTF8.rawValue: .notUTF8
      case CSIMDJSON_BAD_STRING.rawValue: .badString
      case CSIMDJSON_BAD_NUMBER.rawValue: .badNumber
      case CSIMDJSON_EMPTY.rawValue: .empty
      case CSIMDJSON_NO_MEMORY.rawValue: .outOfMemory
      default: .badGrammar
      }
  }
}

/// A search for the bracket that closes the first one of a text.
struct JSONScan {
  private var state = csimdjson_bracket_scan()

  /// Scans on; returns how many bytes of these it went over.
  mutating func close(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    let used = csimdjson_close(&state, bytes.baseAddress, bytes.count)
    isClosed = state.depth == 0 && !state.broken && used > 0
    return used
  }

  /// Whether the closing bracket was the last byte gone over.
  private(set) var isClosed = false
  /// Whether a string holds a raw control character, so that the text is no JSON.
  var isBroken: Bool { state.broken }
  /// Whether the bytes end within a string.
  var isInString: Bool { state.in_string != 0 }
  /// How many brackets are open.
  var depth: Int { Int(state.depth) }
}
