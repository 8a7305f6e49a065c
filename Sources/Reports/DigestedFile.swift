internal import Crypto
internal import Diagnostics

/// A file of lines whose digest is known when it is finished.
struct DigestedFile: ~Copyable {
  private var file: OutputFile
  private var hash = SHA256()
  private(set) var lines = 0
  private(set) var bytes = 0

  init(creating path: String) throws(Diagnostic) { file = try OutputFile(creating: path) }

  var path: String { file.path }

  /// Appends so many whole lines.
  mutating func append(_ text: some Collection<UInt8>, lines count: Int) throws(Diagnostic) {
    let text = Array(text)
    text.withUnsafeBytes { hash.update(bufferPointer: $0) }
    bytes += text.count
    lines += count
    try file.append(text)
  }

  /// Appends a line and its line feed.
  mutating func append(line: ArraySlice<UInt8>) throws(Diagnostic) {
    try append(line + [0x0A], lines: 1)
  }

  mutating func flush() throws(Diagnostic) { try file.flush() }

  mutating func finish() throws(Diagnostic) { try file.finish() }

  /// What the manifest says of it.
  var item: Manifest.File { Manifest.File(lines: lines, digest: digest) }

  /// The digest of what was appended so far.
  var digest: String { Digest.hex(hash.finalize()) }
}
