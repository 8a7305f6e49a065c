internal import Diagnostics

/// Collects lines of JSON and writes them into the page as compressed blocks.
struct PageBlocks {
  /// How many lines, and how many bytes, a block holds at most.
  let maximumLines: Int
  let maximumBytes = 1 << 19
  private let name: StaticString
  private var bytes: [UInt8] = []
  private var lines = 0
  private var first = 0

  init(name: StaticString, maximumLines: Int) {
    self.name = name
    self.maximumLines = maximumLines
  }

  /// Appends a line without its line feed.
  mutating func append(
    _ line: some Collection<UInt8>, to page: inout OutputFile
  ) throws(Diagnostic) {
    bytes.append(contentsOf: line)
    bytes.append(0x0A)
    lines += 1
    if lines == maximumLines || bytes.count > maximumBytes { try flush(to: &page) }
  }

  /// Writes what was collected: `<script type="text/plain" …>` holds data, and is not run.
  mutating func flush(to page: inout OutputFile) throws(Diagnostic) {
    guard lines > 0 else { return }
    guard let packed = GzipText.base64(of: bytes) else {
      throw ReportFailure.writing(page.path, "zlib has no memory")
    }
    let place = "data-first=\"\(first)\" data-count=\"\(lines)\""
    try page.append("<script type=\"text/plain\" class=\"\(name)\" \(place)>".utf8)
    try page.append(packed)
    try page.append("</script>\n".utf8)
    first += lines
    lines = 0
    bytes.removeAll(keepingCapacity: true)
  }
}
