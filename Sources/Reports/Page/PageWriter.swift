internal import Diagnostics

extension ReportWriter {
  /// Writes `index.html` from what was spilled while the run went on.
  mutating func writePage(
    _ summary: ReportSummary, _ manifest: Manifest, _ template: PageTemplate
  ) throws(Diagnostic) {
    let selection = try pageSelection()
    var file = try OutputFile(creating: directory.file("index.html"))
    let facts = PageFacts(
      summary: summary, manifest: manifest, selection: selection,
      unreadable: try firstUnreadable(), directory: directory.final)
    try file.append(template.head(facts).utf8)
    try writeBlocks(selection, to: &file)
    try file.append(template.foot.utf8)
    try file.finish()
  }

  private func pageSelection() throws(Diagnostic) -> PageSelection {
    let total = counts.all.conversations
    guard total > page.maximumRows else {
      return PageSelection(total: total, notable: 0, options: page)
    }
    var reader = try LineReader(rows.path)
    var notable = 0
    while let line = try reader.next() {
      if PageRow.isNotable(line: line) { notable += 1 }
    }
    return PageSelection(total: total, notable: notable, options: page)
  }

  private func writeBlocks(
    _ selection: PageSelection, to file: inout OutputFile
  ) throws(Diagnostic) {
    var rowReader = try LineReader(rows.path)
    var detailReader = try LineReader(details.path)
    var blocks = PageBlocks()
    while let row = try rowReader.next(), let detail = try detailReader.next() {
      // A conversation that became repeated late has lost its exchange where it was ordinary.
      guard selection.holds(row: row), !detail.isEmpty else { continue }
      try blocks.append(row: row, detail: detail, to: &file)
    }
    try blocks.finish(to: &file)
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
