#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension TreeEvaluator {
  /// Returns the value of one way, whatever it asks for.
  func value(_ full: FullWay, in scope: PickScope) -> Scalar? {
    guard let found = source(full.source, in: scope) else { return nil }
    return full.way.isPlain ? found : transformed(found, full.way)
  }

  private func source(_ source: FullWay.Source, in scope: PickScope) -> Scalar? {
    switch source {
    case .route(let route, let joiner?): return joined(route, by: joiner, in: scope)
    case .route(let route, nil): return first(route, of: scope.node).flatMap { scalar($0) }
    case .constant(let text): return .string(scratch.keep(text.utf8))
    case .row(let table, let column, let keys):
      for route in keys {
        guard let key = first(route, of: scope.node).flatMap({ scalar($0) }) else { continue }
        if let value = row(table, column, key: key) { return value }
      }
      return nil
    case .sequence(let picks, let separator):
      var parts: [String] = []
      for pick in picks {
        guard let part = text(pick, in: scope) else { return nil }
        parts.append(part)
      }
      return .string(scratch.keep(parts.joined(separator: separator).utf8))
    case .ownName: return scope.name.map { .string($0) }
    }
  }

  private func joined(_ route: Route, by joiner: String, in scope: PickScope) -> Scalar? {
    var parts: [String] = []
    each(route, of: scope.node) { node in
      if let part = scalar(node), !part.isEmpty { parts.append(part.text) }
      return true
    }
    return parts.isEmpty ? nil : .string(scratch.keep(parts.joined(separator: joiner).utf8))
  }

  /// Returns a column of the row with a key. White space at a key's ends does not count: exporters
  /// break lines inside attributes.
  func row(_ table: Int, _ column: Int, key: Scalar) -> Scalar? {
    guard case .string(let wanted) = key else {
      return row(table, column, key: .string(scratch.keep(key.text.utf8)))
    }
    if let row = tables[table].first(where: { $0.key.isSame(as: wanted) }) {
      return tables[table].columns[row.firstColumn + column].map { .string($0) }
    }
    guard wanted.first ?? 0x21 <= 0x20 || wanted.last ?? 0x21 <= 0x20 else { return nil }
    return row(table, column, key: .string(scratch.keep(key.text.trimmingSpace.utf8)))
  }

  /// The value's text, in memory that lasts as long as the record.
  func bytes(of value: Scalar) -> UnsafeBufferPointer<UInt8> {
    if case .string(let bytes) = value { return bytes }
    return scratch.keep(value.text.utf8)
  }

  /// Does to a value what the way says.
  func transformed(_ found: Scalar, _ way: Pick.Way) -> Scalar? {
    var text = found.text
    if let template = way.template {
      guard let part = template.capture(in: text) else { return nil }
      text = part
    }
    for cleaning in way.cleanings { text = cleaning.cleaned(text) }
    if way.excluded.contains(text) || (text.isEmpty && way.otherwise != nil) { return nil }
    if let meaning = way.meanings[text] ?? way.otherwise { text = meaning }
    return .string(scratch.keep(text.utf8))
  }
}

/// The rows of a table, in the scratch memory of one record.
struct TableRows {
  struct Row: BitwiseCopyable {
    var key: UnsafeBufferPointer<UInt8>
    var firstColumn: Int
  }

  private(set) var rows: [Row] = []
  private(set) var columns: [UnsafeBufferPointer<UInt8>?] = []

  /// Begins a row; its columns are added next.
  mutating func append(_ key: UnsafeBufferPointer<UInt8>) {
    rows.append(Row(key: key.trimmed, firstColumn: columns.count))
  }

  mutating func add(_ value: UnsafeBufferPointer<UInt8>?) {
    columns.append(value)
  }

  @inline(__always) func first(where fits: (Row) -> Bool) -> Row? {
    rows.first(where: fits)
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The bytes without ASCII white space at the ends.
  var trimmed: UnsafeBufferPointer<UInt8> {
    guard let begin = firstIndex(where: { $0 > 0x20 }) else {
      return UnsafeBufferPointer(rebasing: self[..<startIndex])
    }
    let end = lastIndex { $0 > 0x20 } ?? begin
    return UnsafeBufferPointer(rebasing: self[begin...end])
  }

  @inline(__always) func isSame(as other: UnsafeBufferPointer<UInt8>) -> Bool {
    guard count == other.count, let own = baseAddress, let base = other.baseAddress else {
      return isEmpty && other.isEmpty
    }
    return memcmp(own, base, count) == 0
  }
}
