internal import Diagnostics

extension ReportWriter {
  /// Writes `index.html` from what was spilled while the run went on.
  mutating func writePage(
    summary: ReportSummary, manifest: Manifest, _ options: PageOptions
  ) throws(Diagnostic) {
    let selection = try pageSelection(options)
    let template = try PageTemplate(ruleSentences: options.ruleSentences)
    var page = try OutputFile(creating: directory.file("index.html"))
    let facts = PageFacts(
      summary: summary, manifest: manifest, selection: selection,
      unreadable: try firstUnreadable(), directory: directory.final)
    try page.append(template.head(facts).utf8)
    try writeBlocks(selection, to: &page)
    try page.append(template.foot.utf8)
    try page.finish()
  }

  private func pageSelection(_ options: PageOptions) throws(Diagnostic) -> PageSelection {
    let total = counts.all.conversations
    guard total > options.maximumRows else {
      return PageSelection(total: total, notable: 0, options: options)
    }
    var reader = try LineReader(rows.path)
    var notable = 0
    while let line = try reader.next() {
      if PageRow.isNotable(line: line) { notable += 1 }
    }
    return PageSelection(total: total, notable: notable, options: options)
  }

  private func writeBlocks(
    _ selection: PageSelection, to page: inout OutputFile
  ) throws(Diagnostic) {
    var rowReader = try LineReader(rows.path)
    var detailReader = try LineReader(details.path)
    var rowBlocks = PageBlocks(name: "rows", maximumLines: 5_000)
    var detailBlocks = PageBlocks(name: "details", maximumLines: 500)
    var ordinal = 0
    while let row = try rowReader.next(), let detail = try detailReader.next() {
      let isHeld =
        selection.isComplete || selection.holds(ordinal, isNotable: PageRow.isNotable(line: row))
      if isHeld {
        try rowBlocks.append(row, to: &page)
        try detailBlocks.append(detail, to: &page)
      }
      ordinal += 1
    }
    try rowBlocks.flush(to: &page)
    try detailBlocks.flush(to: &page)
  }

  /// How many unreadable records the page lists; all stand in `unreadable.ndjson`.
  private static var listedUnreadable: Int { 200 }

  private func firstUnreadable() throws(Diagnostic) -> [UnreadableLine] {
    var reader = try LineReader(directory.file("unreadable.ndjson"))
    var lines: [UnreadableLine] = []
    while lines.count < Self.listedUnreadable, let line = try reader.next() {
      if let made = UnreadableLine(line: line) { lines.append(made) }
    }
    return lines
  }
}
