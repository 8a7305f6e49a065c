package import Diagnostics

/// Cuts an input into chunks of whole records, in order.
///
/// Holds one block, or one record where that is larger: memory does not grow with the input.
package struct RecordSplitter {
  private var source: any ByteSource
  private let name: String
  private let layout: RecordLayout
  private let limits: ReadingLimits
  private let blockSize: Int
  private let isEager: Bool
  private var cutter: (any RecordCutter)?
  private var carry: [UInt8] = []
  private var offset = 0
  private var record = 0
  private var isDone = false
  private var failure: Diagnostic?

  /// Makes a splitter of an input's bytes as they are stored: gzip and other encodings than UTF-8
  /// are seen to.
  ///
  /// `name` stands in errors; `blockSize` is how many bytes a chunk holds about. An eager splitter
  /// hands on whole lines as soon as they are there: for a pipe whose other end waits for an answer.
  package init(
    _ source: any ByteSource, name: String, format: TranscriptFormat,
    limits: ReadingLimits = .standard, blockSize: Int = 1 << 20, isEager: Bool = false
  ) {
    let plain = GzipByteSource(source, name: name)
    self.source = TextByteSource(plain, name: name, assumed: format.encoding)
    self.name = name
    layout = format.layout
    self.limits = limits
    self.blockSize = max(1, blockSize)
    self.isEager = isEager
  }

  /// Returns the next records, or nil after the last.
  ///
  /// Damaged data (gzip that ends early) become one unreadable record at the end. Throws only where
  /// reading itself failed, after all that was read before.
  package mutating func next() throws(Diagnostic) -> RecordChunk? {
    var capacity = blockSize
    while !isDone {
      let block = fill(capacity)
      var slices: [RecordChunk.Slice] = []
      let used = block.bytes.withUnsafeBufferPointer { bytes in
        let part = UnsafeBufferPointer(rebasing: bytes[..<block.count])
        return cut(part, isLast: block.isLast, into: &slices)
      }
      if block.isLast { isDone = true }
      let begin = offset
      carry = Array(block.bytes[used..<block.count])
      offset += used
      if !slices.isEmpty {
        defer { record += slices.count }
        return RecordChunk(
          bytes: block.bytes, slices: slices, firstRecord: record, offset: begin)
      }
      // Asking twice as much each time keeps the work linear in the record's size.
      if used == 0 { capacity = max(block.count * 2, blockSize) }
    }
    if let failure {
      self.failure = nil
      throw failure
    }
    return nil
  }

  /// Cuts the block; a source that failed makes the rest of it one broken record.
  private mutating func cut(
    _ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool, into slices: inout [RecordChunk.Slice]
  ) -> Int {
    let damage = isLast ? failure : nil
    let mustDecide = isLast || bytes.count >= limits.recordBytes
    var cutter = self.cutter ?? layout.cutter(for: bytes, isLast: mustDecide)
    defer { self.cutter = cutter }
    guard let cut = cutter else { return isLast ? bytes.count : 0 }
    var active = cut
    var used = active.cut(bytes, isLast: isLast && damage == nil, into: &slices)
    let isTooLarge = !isLast && used == 0 && slices.isEmpty && bytes.count >= limits.recordBytes
    if let damage {
      let why = damage.message
      slices.append(RecordChunk.Slice(range: used..<bytes.count, mistake: why))
      used = bytes.count
      if damage.code != TranscriptMistake.readFailedCode { failure = nil }
    } else if isTooLarge {
      active.abandon()
      let why = TranscriptMistake.recordTooLarge(limit: limits.recordBytes)
      slices.append(RecordChunk.Slice(range: 0..<0, mistake: why))
      used = bytes.count
    }
    cutter = active
    return used
  }

  /// Reads behind the carried bytes until the block is full or the source ends.
  private mutating func fill(_ capacity: Int) -> (bytes: [UInt8], count: Int, isLast: Bool) {
    let kept = carry
    carry = []
    let wanted = max(min(capacity, limits.recordBytes), kept.count + 1)
    var reader = source
    var failed: Diagnostic?
    var count = kept.count
    var isLast = false
    let bytes = [UInt8](unsafeUninitializedCapacity: wanted + JSONParser.padding) { buffer, size in
      _ = buffer.update(fromContentsOf: kept)
      let room = UnsafeMutableRawBufferPointer(buffer)
      do throws(Diagnostic) {
        while count < wanted && !isLast {
          let space = UnsafeMutableRawBufferPointer(rebasing: room[count..<wanted])
          let more = try reader.read(into: space)
          count += more
          isLast = more == 0
          if isEager && more > 0 && room[count - 1] == 0x0A { break }
        }
      } catch {
        failed = error
        isLast = true
      }
      for index in count..<wanted + JSONParser.padding { buffer[index] = 0x20 }
      size = wanted + JSONParser.padding
    }
    source = reader
    if let failed { failure = failed }
    return (bytes, count, isLast)
  }
}
