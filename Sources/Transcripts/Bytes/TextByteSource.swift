package import Diagnostics

/// Another source's text as UTF-8 without a byte order mark, whatever its encoding.
package struct TextByteSource: ByteSource {
  private var source: any ByteSource
  private let name: String
  private let assumed: TextEncoding
  private var decoder: TextDecoder?
  private var isPlain = false
  private var pending: [UInt8] = []
  private var position = 0
  private var isAtEnd = false
  private var failure: Diagnostic?

  /// Wraps a source; `assumed` holds where the bytes themselves do not say.
  package init(_ source: any ByteSource, name: String, assumed: TextEncoding = .utf8) {
    self.source = source
    self.name = name
    self.assumed = assumed
  }

  package mutating func read(
    into buffer: UnsafeMutableRawBufferPointer
  ) throws(Diagnostic) -> Int {
    if decoder == nil && !isPlain { try begin() }
    while position == pending.count {
      if let failure { throw failure }
      if isPlain { return try source.read(into: buffer) }
      if isAtEnd { return 0 }
      pending.removeAll(keepingCapacity: true)
      position = 0
      decode(raw(1 << 16))
    }
    let count = min(buffer.count, pending.count - position)
    pending.withUnsafeBytes { bytes in
      let part = UnsafeRawBufferPointer(rebasing: bytes[position..<position + count])
      buffer.copyMemory(from: part)
    }
    position += count
    return count
  }

  /// Reads the first bytes and decides.
  private mutating func begin() throws(Diagnostic) {
    var head: [UInt8] = []
    while head.count < 200 {
      let more = raw(200 - head.count)
      if more.isEmpty { break }
      head += more
      // A line that stands alone in a pipe says what it says; its writer may wait for the answer.
      if head.count >= 4 && head.last == 0x0A { break }
    }
    let sniffed = TextEncoding.sniffed(head)
    let encoding = sniffed?.encoding ?? assumed
    head.removeFirst(min(head.count, sniffed?.mark ?? 0))
    if encoding == .utf8 {
      isPlain = true
      pending = head
    } else if let decoder = TextDecoder(encoding) {
      self.decoder = decoder
      decode(head)
    } else if case .named(let encodingName) = encoding {
      throw TranscriptMistake.unknownEncoding(encodingName, name: name)
    }
  }

  private mutating func decode(_ bytes: [UInt8]) {
    let isLast = isAtEnd
    guard var decoder else { return }
    var output = pending
    let isGood = bytes.withUnsafeBytes { decoder.decode($0, isLast: isLast, into: &output) }
    pending = output
    self.decoder = decoder
    if !isGood { failure = TranscriptMistake.badEncoding(name: name) }
  }

  /// The next raw bytes; none at the end, or where the source fails, which comes up later.
  private mutating func raw(_ count: Int) -> [UInt8] {
    guard !isAtEnd && failure == nil else { return [] }
    var reader = source
    var failed: Diagnostic?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, written in
      do throws(Diagnostic) {
        written = try reader.read(into: UnsafeMutableRawBufferPointer(buffer))
      } catch {
        failed = error
      }
    }
    source = reader
    failure = failed
    if bytes.isEmpty { isAtEnd = true }
    return bytes
  }
}
