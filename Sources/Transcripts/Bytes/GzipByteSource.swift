import CZlib
package import Diagnostics

/// Another source's bytes with gzip taken off, where it begins with gzip's magic bytes; else those
/// bytes as they are.
///
/// Concatenated members are one stream; zero bytes after the last one are padding. Data that end
/// early or are damaged yield all that could be inflated, and then the diagnostic.
package struct GzipByteSource: ByteSource {
  private var source: any ByteSource
  private let name: String
  private var state = State.unknown
  private var input = [UInt8](repeating: 0, count: 1 << 18)
  private var range = 0..<0
  private var isAtEnd = false
  private var failure: Diagnostic?

  private enum State {
    case unknown
    case plain
    case member(Inflater)
    case between(Inflater)
  }

  /// Wraps a source; `name` stands in its errors.
  package init(_ source: any ByteSource, name: String) {
    self.source = source
    self.name = name
  }

  package mutating func read(
    into buffer: UnsafeMutableRawBufferPointer
  ) throws(Diagnostic) -> Int {
    guard !buffer.isEmpty else { return 0 }
    if let failure { throw failure }
    while true {
      switch state {
      case .unknown: try sniff()
      case .plain: return try readPlain(into: buffer)
      case .member(let inflater):
        let count = try inflate(inflater, into: buffer)
        if count > 0 { return count }
        if case .member = state, isAtEnd && range.isEmpty {
          throw TranscriptMistake.gzipEndsEarly(name: name)
        }
      case .between(let inflater):
        guard try skipPadding() else { return 0 }
        inflater.reset()
        state = .member(inflater)
      }
    }
  }

  private mutating func sniff() throws(Diagnostic) {
    while range.count < 2 && !isAtEnd { try refill() }
    let isGzip =
      range.count >= 2 && input[range.lowerBound] == 0x1F && input[range.lowerBound + 1] == 0x8B
    guard isGzip else {
      state = .plain
      return
    }
    guard let inflater = Inflater() else { throw TranscriptMistake.outOfMemory(name: name) }
    state = .member(inflater)
  }

  private mutating func readPlain(
    into buffer: UnsafeMutableRawBufferPointer
  ) throws(Diagnostic) -> Int {
    guard !range.isEmpty else { return isAtEnd ? 0 : try source.read(into: buffer) }
    let count = min(range.count, buffer.count)
    let part = range.lowerBound..<range.lowerBound + count
    input.withUnsafeBytes { bytes in
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[part]))
    }
    range = part.upperBound..<range.upperBound
    return count
  }

  private mutating func inflate(
    _ inflater: Inflater, into buffer: UnsafeMutableRawBufferPointer
  ) throws(Diagnostic) -> Int {
    if range.isEmpty && !isAtEnd { try refill() }
    let step = input.withUnsafeMutableBytes { bytes in
      inflater.step(UnsafeMutableRawBufferPointer(rebasing: bytes[range]), into: buffer)
    }
    range = range.lowerBound + step.consumed..<range.upperBound
    switch step.result {
    case .more: break
    case .end: state = .between(inflater)
    case .damaged:
      let mistake = TranscriptMistake.gzipDamaged(name: name)
      if step.produced == 0 { throw mistake }
      failure = mistake
    }
    return step.produced
  }

  /// Skips zero bytes between members; returns whether another member follows.
  private mutating func skipPadding() throws(Diagnostic) -> Bool {
    while true {
      while let first = range.first, input[first] == 0 { range = first + 1..<range.upperBound }
      if !range.isEmpty { return true }
      if isAtEnd { return false }
      try refill()
    }
  }

  /// Reads behind what is left of the input.
  private mutating func refill() throws(Diagnostic) {
    if range.isEmpty { range = 0..<0 }
    var reader = source
    var failed: Diagnostic?
    let end = range.upperBound
    let count = input.withUnsafeMutableBytes { bytes in
      do throws(Diagnostic) {
        return try reader.read(into: UnsafeMutableRawBufferPointer(rebasing: bytes[end...]))
      } catch {
        failed = error
        return 0
      }
    }
    source = reader
    if let failed { throw failed }
    isAtEnd = count == 0
    range = range.lowerBound..<end + count
  }
}
