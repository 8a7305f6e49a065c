internal import Diagnostics
internal import Dispatch
internal import Synchronization

/// Collects lines of JSON and writes them into the page as compressed blocks, on all cores.
struct PageBlocks {
  /// Lines that are compressed together.
  private struct Block: Sendable {
    var name: String
    var first: Int
    var lines = 0
    var bytes: [UInt8] = []
  }

  private static let maximumBytes = 1 << 19
  private static let rowsABlock = 5_000
  private static let detailsABlock = 500
  /// How many blocks are kept until they are compressed together.
  private static let batch = 8

  private var rows = Block(name: "rows", first: 0)
  private var details = Block(name: "details", first: 0)
  private var full: [Block] = []

  /// Appends a conversation's lines, without their line feeds.
  mutating func append(
    row: ArraySlice<UInt8>, detail: ArraySlice<UInt8>, to page: inout OutputFile
  ) throws(Diagnostic) {
    Self.add(row, to: &rows, atMost: Self.rowsABlock, &full)
    Self.add(detail, to: &details, atMost: Self.detailsABlock, &full)
    if full.count >= Self.batch { try flush(to: &page) }
  }

  /// Writes what is left.
  mutating func finish(to page: inout OutputFile) throws(Diagnostic) {
    full += [rows, details].filter { $0.lines > 0 }
    try flush(to: &page)
  }

  private static func add(
    _ line: ArraySlice<UInt8>, to block: inout Block, atMost lines: Int, _ full: inout [Block]
  ) {
    block.bytes.append(contentsOf: line)
    block.bytes.append(0x0A)
    block.lines += 1
    guard block.lines == lines || block.bytes.count > maximumBytes else { return }
    full.append(block)
    block = Block(name: block.name, first: block.first + block.lines)
  }

  /// Writes the full blocks: `<script type="text/plain" …>` holds data, and is not run.
  private mutating func flush(to page: inout OutputFile) throws(Diagnostic) {
    let blocks = full
    full = []
    let packed = Mutex([[UInt8]?](repeating: nil, count: blocks.count))
    DispatchQueue.concurrentPerform(iterations: blocks.count) { index in
      let text = GzipText.base64(of: blocks[index].bytes)
      packed.withLock { $0[index] = text }
    }
    for (block, text) in zip(blocks, packed.withLock { $0 }) {
      guard let text else { throw ReportFailure.writing(page.path, "zlib has no memory") }
      let place = "data-first=\"\(block.first)\" data-count=\"\(block.lines)\""
      try page.append("<script type=\"text/plain\" class=\"\(block.name)\" \(place)>".utf8)
      try page.append(text)
      try page.append("</script>\n".utf8)
    }
  }
}
