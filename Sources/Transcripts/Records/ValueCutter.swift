/// JSON values one after another: in one array, or bare; with or without line breaks.
///
/// A value that does not close hides its neighbours as little as can be: where elements begin on
/// lines of their own, the next such line is a new element; else the text that began the first one
/// (`{"id":`) marks the next.
struct ValueCutter: RecordCutter {
  private enum Level {
    case array
    case envelope
  }

  private enum Step {
    case at(Int)
    case incomplete
    case broken(at: Int)
  }

  private let envelopes: [[UInt8]]
  private let opensArrays: Bool
  private var levels: [Level] = []
  private var marker: ElementMarker?
  private var isCautious = false
  private var isResuming = false

  init(envelopes: [String], opensArrays: Bool) {
    self.envelopes = envelopes.map { Array($0.utf8) }
    self.opensArrays = opensArrays
  }

  mutating func abandon() {
    isResuming = true
    isCautious = true
  }

  mutating func cut(
    _ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool, into slices: inout [RecordChunk.Slice]
  ) -> Int {
    var position = 0
    if isResuming {
      guard let next = resumption(in: bytes, from: 0) else {
        return isLast ? bytes.count : bytes.count - overlap(bytes.count)
      }
      isResuming = false
      position = next
    }
    while true {
      // The white space before an element is kept with it: its indentation is told by it.
      let before = position
      position = skippingSeparators(bytes, from: position)
      guard position < bytes.count else {
        if isLast { break }
        return before
      }
      switch step(bytes, from: position, isLast: isLast, into: &slices) {
      case .at(let next): position = next
      case .incomplete where !isLast: return before
      case .incomplete:
        position = breakOff(bytes, from: position, at: position + 1, isLast, into: &slices)
      case .broken(let at):
        position = breakOff(bytes, from: position, at: at, isLast, into: &slices)
      }
      if isResuming { return position }
    }
    if isLast && !levels.isEmpty && !isResuming {
      let why = TranscriptMistake.listNotClosed
      slices.append(RecordChunk.Slice(range: bytes.count..<bytes.count, mistake: why))
    }
    return bytes.count
  }

  private func skippingSeparators(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var at = start
    while at < bytes.count, bytes[at].isJSONSpace || (bytes[at] == 0x2C && !levels.isEmpty) {
      at += 1
    }
    return at
  }

  private mutating func step(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, isLast: Bool,
    into slices: inout [RecordChunk.Slice]
  ) -> Step {
    if levels.last == .envelope { return envelopeStep(bytes, from: start) }
    switch bytes[start] {
    case 0x5D where levels.last == .array:
      levels.removeLast()
      return .at(start + 1)
    case 0x5B where levels.isEmpty && opensArrays:
      levels.append(.array)
      return .at(start + 1)
    case 0x7B where levels.isEmpty && !envelopes.isEmpty:
      return object(bytes, from: start, into: &slices)
    case 0x7B, 0x5B:
      return container(bytes, from: start, into: &slices)
    default:
      return scalar(bytes, from: start, isLast: isLast, into: &slices)
    }
  }

  /// An object or an array that is a record.
  private mutating func container(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, into slices: inout [RecordChunk.Slice]
  ) -> Step {
    let next = isCautious ? marker?.next(in: bytes, after: start) : nil
    let part = UnsafeBufferPointer(rebasing: bytes[start..<(next ?? bytes.count)])
    var scan = JSONScan()
    let used = scan.close(part)
    if scan.isBroken { return .broken(at: start + used) }
    guard scan.isClosed else { return next.map { .broken(at: $0) } ?? .incomplete }
    // `[` and `{` are two below what closes them.
    guard part[used - 1] == part[0] + 2 else { return .broken(at: start + 1) }
    if marker == nil { marker = ElementMarker(of: part, in: bytes, at: start) }
    slices.append(RecordChunk.Slice(range: start..<start + used))
    return .at(start + used)
  }

  /// A value that is no container: no conversation, but it is counted, and the parser says why.
  private func scalar(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, isLast: Bool,
    into slices: inout [RecordChunk.Slice]
  ) -> Step {
    var end = start
    var isQuoted = false
    while end < bytes.count, bytes[end] != 0x0A {
      let byte = bytes[end]
      if isQuoted {
        if byte == 0x5C { end += 1 }
        isQuoted = byte != 0x22
      } else if byte == 0x22 {
        isQuoted = true
      } else if byte == 0x2C || byte == 0x5D || (end > start && byte == 0x7B) {
        break
      }
      end += 1
    }
    if end >= bytes.count && !isLast { return .incomplete }
    end = max(start + 1, min(end, bytes.count))
    slices.append(RecordChunk.Slice(range: start..<end))
    return .at(end)
  }

  /// An object that may be an envelope around the records.
  private mutating func object(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, into slices: inout [RecordChunk.Slice]
  ) -> Step {
    var members = MemberScan(position: start + 1)
    while true {
      switch members.next(in: bytes) {
      case .member(let key, let value) where isEnvelope(bytes[key]) && bytes[value] == 0x5B:
        levels += [.envelope, .array]
        return .at(value + 1)
      case .member(_, let value):
        members.position = value
        switch members.skipValue(in: bytes) {
        case .done: continue
        case .incomplete: return .incomplete
        case .broken: return container(bytes, from: start, into: &slices)
        }
      case .end(let end):
        slices.append(RecordChunk.Slice(range: start..<end))
        return .at(end)
      case .incomplete: return .incomplete
      case .broken: return container(bytes, from: start, into: &slices)
      }
    }
  }

  /// The members of an envelope after its records.
  private mutating func envelopeStep(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Step {
    var members = MemberScan(position: start)
    switch members.next(in: bytes) {
    case .member(let key, let value) where isEnvelope(bytes[key]) && bytes[value] == 0x5B:
      levels.append(.array)
      return .at(value + 1)
    case .member(_, let value):
      members.position = value
      switch members.skipValue(in: bytes) {
      case .done: return .at(members.position)
      case .incomplete: return .incomplete
      case .broken: return .broken(at: start + 1)
      }
    case .end(let end):
      levels.removeLast()
      return .at(end)
    case .incomplete: return .incomplete
    case .broken: return .broken(at: start + 1)
    }
  }

  private func isEnvelope(_ key: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    envelopes.contains { $0.elementsEqual(key) }
  }

  /// Makes a broken record of what stands before the next element; returns where that begins.
  private mutating func breakOff(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, at: Int, _ isLast: Bool,
    into slices: inout [RecordChunk.Slice]
  ) -> Int {
    isCautious = true
    // What is inside a list that is one record is no record.
    if !opensArrays && bytes[start] == 0x5B {
      isResuming = true
      let why = TranscriptMistake.valueNotClosed
      slices.append(RecordChunk.Slice(range: start..<bytes.count, mistake: why))
      return bytes.count
    }
    if marker == nil {
      marker = ElementMarker(
        of: UnsafeBufferPointer(rebasing: bytes[start...]), in: bytes, at: start)
    }
    let next = resumption(in: bytes, from: at)
    isResuming = next == nil
    let end = next ?? max(start, isLast ? bytes.count : bytes.count - overlap(bytes.count))
    slices.append(RecordChunk.Slice(range: start..<end, mistake: TranscriptMistake.valueNotClosed))
    return end
  }

  /// How many bytes at the end may be the first part of the next element's beginning.
  private func overlap(_ count: Int) -> Int {
    min(count, marker?.length ?? 0)
  }

  private func resumption(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    if let marker { return marker.next(in: bytes, after: start - 1) }
    guard let feed = bytes.firstIndex(of: 0x0A, from: start) else { return nil }
    return feed + 1
  }
}
