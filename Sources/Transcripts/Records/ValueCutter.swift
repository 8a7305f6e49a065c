/// JSON values one after another: in one array, or bare; with or without line breaks.
///
/// A value that does not close hides its neighbours as little as can be: where elements begin on
/// lines of their own, the next such line is a new element; else the text that began the first one
/// (`{"id":`) marks the next.
struct ValueCutter: RecordCutter {
  /// A list or an object that is open.
  private struct Level {
    var isArray: Bool
    /// What is left of the ways to the records, for what stands in it; a record where nothing is.
    var ways: [ArraySlice<EnvelopePath.Step>]
    /// Whether records, or an open list of them, were found in it.
    var hasRecords = false
    /// Whether what stands in it are records.
    let takesItems: Bool

    init(isArray: Bool, ways: [ArraySlice<EnvelopePath.Step>]) {
      (self.isArray, self.ways) = (isArray, ways)
      takesItems = ways.contains { $0.count == 1 && $0.first == .each }
    }
  }

  private enum Step {
    case at(Int)
    case incomplete
    case broken(at: Int)
  }

  private let envelopes: [EnvelopePath]
  private let opensArrays: Bool
  private var levels: [Level] = []
  private var marker: ElementMarker?
  private var isCautious = false
  private var isResuming = false
  /// Whether nothing was cut off yet.
  private var isInputStart = true

  init(envelopes: [EnvelopePath], opensArrays: Bool) {
    self.envelopes = envelopes
    self.opensArrays = opensArrays
  }

  mutating func abandon() {
    isResuming = true
    isCautious = true
  }

  mutating func cut(
    _ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool, into slices: inout [RecordChunk.Slice]
  ) -> Int {
    let used = cutAll(bytes, isLast: isLast, into: &slices)
    if used > 0 { isInputStart = false }
    return used
  }

  private mutating func cutAll(
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
    let top = levels.count - 1
    if top >= 0 {
      if !levels[top].isArray { return member(bytes, from: start, into: &slices) }
      if bytes[start] == 0x5D { return closed(at: start, into: &slices) }
      if !levels[top].takesItems && (bytes[start] == 0x5B || bytes[start] == 0x7B) {
        let ways = levels[top].ways.compactMap { $0.first == .each ? $0.dropFirst() : nil }
        return opened(bytes[start] == 0x5B, ways, at: start)
      }
      levels[top].hasRecords = true
    } else if bytes[start] == 0x5B && opensArrays {
      return opened(true, [[.each]], at: start)
    } else if bytes[start] == 0x7B && !envelopes.isEmpty {
      return object(bytes, from: start, into: &slices)
    }
    switch bytes[start] {
    case 0x7B, 0x5B: return container(bytes, from: start, into: &slices)
    default: return scalar(bytes, from: start, isLast: isLast, into: &slices)
    }
  }

  private mutating func opened(
    _ isArray: Bool, _ ways: [ArraySlice<EnvelopePath.Step>], at start: Int
  ) -> Step {
    levels.append(Level(isArray: isArray, ways: ways))
    return .at(start + 1)
  }

  /// Closes a list or an object; an envelope that had no list of records is a broken record.
  private mutating func closed(
    at position: Int, into slices: inout [RecordChunk.Slice]
  ) -> Step {
    let level = levels.removeLast()
    let isList = level.isArray || level.ways.contains { $0.first == .each }
    if !levels.isEmpty {
      if level.hasRecords || isList { levels[levels.count - 1].hasRecords = true }
    } else if !level.hasRecords && !isList {
      let why = TranscriptMistake.noRecordList
      slices.append(RecordChunk.Slice(range: position..<position + 1, mistake: why))
    }
    return .at(position + 1)
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
    if marker == nil { marker = mark(part, in: bytes, at: start) }
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

  /// An object that may be an envelope around the records: one that has a way's first key.
  private mutating func object(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, into slices: inout [RecordChunk.Slice]
  ) -> Step {
    var members = MemberScan(position: start + 1)
    while true {
      switch members.next(in: bytes) {
      case .member(let key, let value) where isWay(bytes[key], to: bytes[value]):
        return opened(false, envelopes.map { $0.steps[...] }, at: start)
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

  /// Whether a member may lead to records: a list or an object, as the way goes on.
  private func isWay(_ key: Slice<UnsafeBufferPointer<UInt8>>, to first: UInt8) -> Bool {
    guard first == 0x5B || first == 0x7B else { return false }
    return envelopes.contains { path in
      guard case .key(let wanted) = path.steps[0], wanted.elementsEqual(key) else { return false }
      guard path.steps.count == 2 else { return first == 0x7B || path.steps[1] == .each }
      // A lone key names a list; an object under it may be a field of a record.
      return first == 0x5B || path.takesMembers
    }
  }

  /// The next member of an open object.
  private mutating func member(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, into slices: inout [RecordChunk.Slice]
  ) -> Step {
    var members = MemberScan(position: start)
    switch members.next(in: bytes) {
    case .member(let key, let value):
      let top = levels.count - 1
      let isContainer = bytes[value] == 0x5B || bytes[value] == 0x7B
      if levels[top].takesItems && isContainer {
        let count = slices.count
        let step = container(bytes, from: value, into: &slices)
        if slices.count > count { slices[count].key = key }
        levels[top].hasRecords = true
        return step
      }
      let ways = levels[top].ways.compactMap { $0.leads(to: bytes[key]) ? $0.dropFirst() : nil }
      let isField = bytes[value] == 0x7B && !envelopes.contains(where: \.takesMembers)
      if !ways.isEmpty && isContainer && !isField {
        return opened(bytes[value] == 0x5B, ways, at: value)
      }
      members.position = value
      switch members.skipValue(in: bytes) {
      case .done: return .at(members.position)
      case .incomplete: return .incomplete
      case .broken: return .broken(at: start + 1)
      }
    case .end(let end): return closed(at: end - 1, into: &slices)
    case .incomplete: return .incomplete
    case .broken: return .broken(at: start + 1)
    }
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
      marker = mark(UnsafeBufferPointer(rebasing: bytes[start...]), in: bytes, at: start)
    }
    let next = resumption(in: bytes, from: at)
    isResuming = next == nil
    let end = next ?? max(start, isLast ? bytes.count : bytes.count - overlap(bytes.count))
    slices.append(RecordChunk.Slice(range: start..<end, mistake: TranscriptMistake.valueNotClosed))
    return end
  }

  private func mark(
    _ element: UnsafeBufferPointer<UInt8>, in bytes: UnsafeBufferPointer<UInt8>, at start: Int
  ) -> ElementMarker? {
    ElementMarker(of: element, in: bytes, at: start, isInputStart: isInputStart)
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

extension ArraySlice<EnvelopePath.Step> {
  /// Whether the way goes on at a member with a key.
  fileprivate func leads(to key: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    switch first {
    case .each: true
    case .key(let wanted): wanted.elementsEqual(key)
    case nil: false
    }
  }
}
