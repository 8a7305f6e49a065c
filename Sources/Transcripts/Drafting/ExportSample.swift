import Diagnostics

/// The first part of an export, taken apart.
struct ExportSample {
  /// Why nothing could be made of a sample.
  enum Trouble: Error {
    case empty, neither, unreadable(String)
  }

  private(set) var isMarkup = false
  /// JSON: what the records look like. XML: the root element.
  let root = Shape()
  /// XML: the root element's name.
  private(set) var rootName = ""
  /// How many records there were; 1 for XML.
  private(set) var records = 0
  /// Whether the file is one JSON array, or several whose items are not records.
  private(set) var arrays = 0
  /// Whether the bytes are no UTF-8, and of no encoding that says so.
  private(set) var isLatin = false

  init(_ sample: [UInt8], isCut: Bool) throws(Trouble) {
    var (bytes, isCut) = (Self.text(of: sample), isCut)
    if bytes.wasCut { isCut = true }
    var text = bytes.text
    if !String.isUTF8(text, isCut: isCut) {
      isLatin = true
      var mended: [UInt8] = []
      var decoder = TextDecoder(.latin1)
      _ = text.withUnsafeBytes { decoder?.decode($0, isLast: true, into: &mended) }
      text = mended
    }
    guard let start = text.firstIndex(where: { !$0.isJSONSpace }) else { throw .empty }
    switch text[start] {
    case 0x3C:
      isMarkup = true
      try readXML(text[start...], isCut: isCut)
    case 0x7B, 0x5B: try readJSON(text[start...], isCut: isCut)
    default: throw .neither
    }
    root.settle()
  }

  /// The sample as text: gzip and encodings seen to.
  private static func text(of sample: [UInt8]) -> (text: [UInt8], wasCut: Bool) {
    var source = TextByteSource(
      GzipByteSource(MemoryByteSource(sample), name: "sample"), name: "sample")
    var text: [UInt8] = []
    // A small file may inflate to a very large one.
    while text.count < 8 << 20 {
      do throws(Diagnostic) {
        var failure: Diagnostic?
        let block = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
          do throws(Diagnostic) {
            count = try source.read(into: UnsafeMutableRawBufferPointer(buffer))
          } catch {
            failure = error
          }
        }
        if let failure { throw failure }
        if block.isEmpty { return (text, false) }
        text += block
      } catch {
        return (text, true)
      }
    }
    return (text, true)
  }

  private mutating func readJSON(_ text: ArraySlice<UInt8>, isCut: Bool) throws(Trouble) {
    var why = ""
    if text.first == 0x5B {
      arrays = cut(text, opensArrays: false) { _ in true }
    }
    let builder = ShapeBuilder()
    func gather(_ text: ArraySlice<UInt8>) -> Int {
      guard let parser = JSONParser(limits: .standard) else { return 0 }
      return cut(text, opensArrays: arrays <= 1) { bytes in
        do throws(RecordMistake) {
          builder.add(try parser.parse(bytes), to: root)
          return true
        } catch {
          why = error.sentence
          return false
        }
      }
    }
    records = gather(text)
    if records == 0 && isCut {
      // One value, larger than the sample: what is there of it must do.
      records = gather(SampleMending.json(text)[...])
    }
    guard records > 0 else { throw .unreadable(why) }
  }

  /// Cuts the text into records and counts those that `body` takes.
  private func cut(
    _ text: ArraySlice<UInt8>, opensArrays: Bool, _ body: (UnsafeBufferPointer<UInt8>) -> Bool
  ) -> Int {
    let layout = RecordLayout.json(envelopes: [], isArrayRecord: !opensArrays)
    let format = TranscriptFormat(
      name: "sample", title: "", about: "", layout: layout, encoding: .utf8, isGrouped: false,
      sessionGap: nil, plan: FormatPlan())
    var splitter = RecordSplitter(MemoryByteSource(Array(text)), name: "sample", format: format)
    var count = 0
    while let chunk = try? splitter.next() {
      chunk.bytes.withUnsafeBufferPointer { bytes in
        for slice in chunk.slices where slice.mistake == nil {
          if body(UnsafeBufferPointer(rebasing: bytes[slice.range])) { count += 1 }
        }
      }
    }
    return count
  }

  private mutating func readXML(_ text: ArraySlice<UInt8>, isCut: Bool) throws(Trouble) {
    guard let parser = XMLParser(attributes: nil, limits: .standard) else { return }
    let whole = isCut ? SampleMending.xml(text) : Array(text)
    let result = whole.withUnsafeBufferPointer { bytes -> Trouble? in
      do throws(RecordMistake) {
        ShapeBuilder().add(try parser.parse(bytes), to: root)
        return nil
      } catch {
        return .unreadable(error.sentence)
      }
    }
    if let result { throw result }
    records = 1
    rootName = Self.rootName(text)
  }

  /// The name of the first element, without its prefix.
  private static func rootName(_ text: ArraySlice<UInt8>) -> String {
    var at = text.startIndex
    while let begin = text[at...].firstIndex(of: 0x3C), begin + 1 < text.endIndex {
      let first = text[begin + 1]
      if first != 0x21 && first != 0x3F {
        let name = text[(begin + 1)...].prefix { $0 > 0x20 && $0 != 0x3E && $0 != 0x2F }
        let local = name.split(separator: 0x3A, omittingEmptySubsequences: false).last ?? name
        return String(decoding: local, as: UTF8.self)
      }
      // A comment may hold tags.
      let isComment = text[begin...].starts(with: "<!--".utf8)
      let end = isComment ? text[begin...].firstRange(of: Array("-->".utf8))?.upperBound : begin + 1
      guard let end else { break }
      at = end
    }
    return ""
  }
}

extension String {
  /// Whether bytes are UTF-8; a character that the end cuts in two is none against it.
  fileprivate static func isUTF8(_ bytes: [UInt8], isCut: Bool) -> Bool {
    let most = isCut ? Swift.min(3, bytes.count) : 0
    return (0...most).contains { String(validating: bytes.dropLast($0), as: UTF8.self) != nil }
  }
}
