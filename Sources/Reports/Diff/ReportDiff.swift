internal import Conversations
package import Diagnostics

/// What two reports decide differently, grouped by cause.
package struct ReportDiff: Sendable {
  /// The directory of the older report.
  package var older: String
  /// The directory of the newer report.
  package var newer: String
  /// The conversations of both together, each counted once.
  package private(set) var compared = 0
  /// The changes: in the order of the newer report, then those that only the older one has.
  package private(set) var changes: [DecisionChange] = []

  /// Compares two report directories, conversation by conversation.
  ///
  /// Where an id comes several times, the first stands against the first, and so on. Memory: the
  /// lines of the older report, as their bytes.
  package init(older: String, newer: String) throws(Diagnostic) {
    self.older = older
    self.newer = newer
    var lines = try Self.lines(in: older)
    var reader = try LineReader(ReportPath.decisions(in: newer))
    while let bytes = try reader.next() {
      let after = try Self.decoded(bytes, reader.path, reader.lineNumber)
      compared += 1
      guard let old = lines.byConversation[after.conversation]?.popLast() else {
        changes += [DecisionChange(nil, after)].compactMap(\.self)
        continue
      }
      let before = lines.stored[old]
      lines.stored[old] = []
      if before.elementsEqual(bytes) { continue }
      let line = try Self.decoded(before[...], ReportPath.decisions(in: older), old + 1)
      changes += [DecisionChange(line, after)].compactMap(\.self)
    }
    for (index, bytes) in lines.stored.enumerated() where !bytes.isEmpty {
      let line = try Self.decoded(bytes[...], ReportPath.decisions(in: older), index + 1)
      compared += 1
      changes += [DecisionChange(line, nil)].compactMap(\.self)
    }
  }

  /// Whether both decide alike.
  package var isEmpty: Bool { changes.isEmpty }

  /// The changes of each cause and kind, the most frequent first.
  package var groups: [(cause: DecisionChange.Cause, kind: String, changes: [DecisionChange])] {
    let grouped = Dictionary(grouping: changes) { $0.cause.rawValue + "\n" + $0.kind }
    return grouped.values
      .map { ($0[0].cause, $0[0].kind, $0) }
      .sorted { ($1.2.count, $0.0.rawValue, $0.1) < ($0.2.count, $1.0.rawValue, $1.1) }
  }

  /// The lines of a report, and where each conversation's stand, the last first.
  private struct StoredLines {
    var stored: [[UInt8]] = []
    var byConversation: [String: [Int]] = [:]
  }

  private static func lines(in directory: String) throws(Diagnostic) -> StoredLines {
    var reader = try LineReader(ReportPath.decisions(in: directory))
    var lines = StoredLines()
    while let bytes = try reader.next() {
      let line = try decoded(bytes, reader.path, reader.lineNumber)
      lines.byConversation[line.conversation, default: []].insert(lines.stored.count, at: 0)
      lines.stored.append(Array(bytes))
    }
    return lines
  }

  private static func decoded(
    _ bytes: ArraySlice<UInt8>, _ path: String, _ number: Int
  ) throws(Diagnostic) -> DecisionLine {
    guard let line = DecisionLine(line: bytes) else {
      throw ReportFailure.malformed(path, line: number)
    }
    return line
  }
}
