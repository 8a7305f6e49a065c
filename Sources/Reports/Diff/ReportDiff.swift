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
    let inputs = InputComparison(older, newer)
    while let bytes = try reader.next() {
      let after = try Self.decoded(bytes, reader.path, reader.lineNumber)
      compared += 1
      guard let old = lines.byConversation[after.conversation]?.popLast() else {
        changes += [DecisionChange(nil, after, sameInput: true)].compactMap(\.self)
        continue
      }
      let before = lines.stored[old]
      lines.stored[old] = []
      if before.elementsEqual(bytes) { continue }
      let line = try Self.decoded(before[...], ReportPath.decisions(in: older), old + 1)
      let isSame = inputs.isSame(line.source.path, after.source.path)
      changes += [DecisionChange(line, after, sameInput: isSame)].compactMap(\.self)
    }
    for (index, bytes) in lines.stored.enumerated() where !bytes.isEmpty {
      let line = try Self.decoded(bytes[...], ReportPath.decisions(in: older), index + 1)
      compared += 1
      changes += [DecisionChange(line, nil, sameInput: true)].compactMap(\.self)
    }
  }

  /// Whether both decide alike.
  package var isEmpty: Bool { changes.isEmpty }

  /// Changes that have the same cause and lead from one kind of decision to another.
  package struct Group: Sendable {
    package var cause: DecisionChange.Cause
    /// The rules or markers that it is about; empty for an input.
    package var detail: String
    /// Such as `skip no-rating → submit`.
    package var kind: String
    package var changes: [DecisionChange]

    /// The cause in words, such as `rule: no-rating → rating-only`.
    package var reason: String { detail.isEmpty ? cause.rawValue : cause.rawValue + ": " + detail }
  }

  /// The changes by cause and kind, the most frequent first.
  package var groups: [Group] {
    let grouped = Dictionary(grouping: changes) { [$0.cause.rawValue, $0.detail, $0.kind] }
    return grouped.values
      .map { Group(cause: $0[0].cause, detail: $0[0].detail, kind: $0[0].kind, changes: $0) }
      .sorted {
        ($1.changes.count, $0.cause.rawValue, $0.detail, $0.kind)
          < ($0.changes.count, $1.cause.rawValue, $1.detail, $1.kind)
      }
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

/// Whether the inputs of two reports are the same files.
private struct InputComparison {
  private var older: [String: String] = [:]
  private var newer: [String: String] = [:]

  /// Reads both manifests; where one is missing, the inputs are taken for the same.
  init(_ older: String, _ newer: String) {
    self.older = Self.digests(in: older)
    self.newer = Self.digests(in: newer)
  }

  /// Whether two inputs, by their names in the reports, held the same bytes.
  func isSame(_ before: String, _ after: String) -> Bool {
    guard let old = older[before], let new = newer[after] else { return true }
    return old == new
  }

  private static func digests(in directory: String) -> [String: String] {
    let inputs = (try? Manifest.read(in: directory))?.inputs ?? []
    return Dictionary(inputs.map { ($0.name, $0.digest) }) { first, _ in first }
  }
}
