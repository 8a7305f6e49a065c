/// XML elements with given local names, at any depth; comments, CDATA and instructions are passed
/// over whole. An element that begins inside another of the list shows that one to be broken.
struct ElementCutter: RecordCutter {
  private let names: [[UInt8]]
  private let shownNames: [String]
  private var isAbandoning = false
  private var isRefused = false
  private var sawRecord = false
  private var sawText = false
  /// The name of the root element, where that is no record; empty once it closed.
  private var root: [UInt8]?

  private enum Markup {
    case start(name: Range<Int>)
    case end(name: Range<Int>)
    /// Something without elements in it, up to a position.
    case other(Int)
    case doctype
    case incomplete
  }

  init(elements: [String]) {
    names = elements.map { Array($0.utf8) }
    shownNames = elements
  }

  mutating func abandon() {
    isAbandoning = true
  }

  mutating func cut(
    _ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool, into slices: inout [RecordChunk.Slice]
  ) -> Int {
    guard !isRefused else { return bytes.count }
    var position = 0
    /// Where the record that is being gone over begins.
    var begin: Int?
    while let open = bytes.firstIndex(of: 0x3C, from: position) {
      switch markup(bytes, at: open) {
      case .incomplete:
        guard isLast else { return begin ?? open }
        position = open + 1
      case .other(let end): position = end
      case .doctype:
        if begin == nil {
          isRefused = true
          let why = RecordMistake.doctype.sentence
          slices.append(RecordChunk.Slice(range: open..<open, mistake: why))
          return bytes.count
        }
        position = open + 1
      case .start(let name):
        guard isRecord(bytes[name]) else {
          if root == nil && !sawRecord { root = Array(bytes[name]) }
          position = name.upperBound
          continue
        }
        guard let tag = tagEnd(bytes, from: name.upperBound) else {
          if !isLast { return begin ?? open }
          breakOff(begin ?? open, bytes.count, &slices)
          return bytes.count
        }
        if let begin { breakOff(begin, open, &slices) }
        isAbandoning = false
        sawRecord = true
        begin = open
        if bytes[tag - 2] == 0x2F {
          slices.append(RecordChunk.Slice(range: open..<tag))
          begin = nil
        }
        position = tag
      case .end(let name):
        guard let tag = bytes.firstIndex(of: 0x3E, from: name.upperBound) else {
          if !isLast { return begin ?? open }
          position = name.upperBound
          continue
        }
        position = tag + 1
        if isRecord(bytes[name]) {
          if let record = begin { slices.append(RecordChunk.Slice(range: record..<position)) }
          begin = nil
          isAbandoning = false
        } else if begin == nil, let root, root.elementsEqual(bytes[name]) {
          self.root = []
        }
      }
    }
    return finish(bytes, from: begin, isLast: isLast, &slices)
  }

  private mutating func finish(
    _ bytes: UnsafeBufferPointer<UInt8>, from begin: Int?, isLast: Bool,
    _ slices: inout [RecordChunk.Slice]
  ) -> Int {
    if !sawText { sawText = !bytes.allSatisfy(\.isJSONSpace) }
    guard isLast else { return isAbandoning ? bytes.count : begin ?? bytes.count }
    if let begin {
      breakOff(begin, bytes.count, &slices)
    } else if !sawRecord && sawText && !isAbandoning {
      let why = TranscriptMistake.noElement(shownNames)
      slices.append(RecordChunk.Slice(range: 0..<0, mistake: why))
    } else if let root, !root.isEmpty, sawRecord {
      let why = TranscriptMistake.documentNotClosed
      slices.append(RecordChunk.Slice(range: bytes.count..<bytes.count, mistake: why))
    }
    return bytes.count
  }

  private func breakOff(_ begin: Int, _ end: Int, _ slices: inout [RecordChunk.Slice]) {
    let why = TranscriptMistake.elementNotClosed
    slices.append(RecordChunk.Slice(range: begin..<end, mistake: why))
  }

  private func isRecord(_ name: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    names.contains { $0.count == name.count && $0.elementsEqual(name) }
  }

  /// What begins at a `<`.
  @inline(__always)
  private func markup(_ bytes: UnsafeBufferPointer<UInt8>, at open: Int) -> Markup {
    guard open + 1 < bytes.count else { return .incomplete }
    switch bytes[open + 1] {
    case 0x21: return declaration(bytes, at: open)
    case 0x3F:
      return bytes.firstIndex(of: "?>", from: open).map { .other($0 + 2) } ?? .incomplete
    case 0x2F: return name(bytes, from: open + 2).map { .end(name: $0) } ?? .incomplete
    default: return name(bytes, from: open + 1).map { .start(name: $0) } ?? .incomplete
    }
  }

  private func declaration(_ bytes: UnsafeBufferPointer<UInt8>, at open: Int) -> Markup {
    if bytes.has("<!--", at: open) {
      return bytes.firstIndex(of: "-->", from: open + 4).map { .other($0 + 3) } ?? .incomplete
    }
    if bytes.has("<![CDATA[", at: open) {
      return bytes.firstIndex(of: "]]>", from: open + 9).map { .other($0 + 3) } ?? .incomplete
    }
    if bytes.has("<!DOCTYPE", at: open) { return .doctype }
    return bytes.count - open < 9 ? .incomplete : .other(open + 2)
  }

  /// The local name that begins at a position.
  @inline(__always)
  private func name(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Range<Int>? {
    var begin = start
    var at = start
    while at < bytes.count {
      let byte = bytes[at]
      if byte <= 0x20 || byte == 0x3E || byte == 0x2F || byte == 0x3C { return begin..<at }
      if byte == 0x3A { begin = at + 1 }
      at += 1
    }
    return nil
  }

  /// The position after the `>` that ends a start tag; `>` in quotes does not count.
  private func tagEnd(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    var quote: UInt8?
    for at in start..<bytes.count {
      let byte = bytes[at]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == 0x22 || byte == 0x27 {
        quote = byte
      } else if byte == 0x3E {
        return at + 1
      }
    }
    return nil
  }
}
