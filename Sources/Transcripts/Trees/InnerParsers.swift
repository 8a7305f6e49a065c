/// Parsers for JSON texts inside the strings of a record.
///
/// A tree lives until its level is left: those of the record as long as the record, those of a
/// message until the next message.
final class InnerParsers {
  private let limits: ReadingLimits
  @exclusivity(unchecked) private var parsers: [JSONParser] = []
  @exclusivity(unchecked) private var used = 0
  @exclusivity(unchecked) private var kept = 0
  /// Where each used parser's text stands: the same string is parsed once.
  @exclusivity(unchecked) private var texts: [UnsafePointer<UInt8>] = []
  @exclusivity(unchecked) private var roots: [Node] = []

  init(limits: ReadingLimits) {
    self.limits = limits
  }

  /// Begins a new record: all trees are gone.
  func beginRecord() {
    used = 0
    kept = 0
    forget(from: 0)
  }

  /// From here on trees belong to a message.
  func endRecordLevel() {
    kept = used
  }

  /// Begins a new message: the trees of the one before are gone.
  @inline(__always) func beginMessage() {
    guard used > kept else { return }
    used = kept
    forget(from: kept)
  }

  private func forget(from count: Int) {
    texts.removeLast(texts.count - count)
    roots.removeLast(roots.count - count)
  }

  /// Returns the tree of a string that holds a JSON object or list, or nil.
  func root(_ text: UnsafeBufferPointer<UInt8>) -> Node? {
    guard let base = text.baseAddress, let first = text.first(where: { !$0.isJSONSpace }),
      first == 0x7B || first == 0x5B
    else { return nil }
    if let known = texts.firstIndex(of: base) { return roots[known] }
    if used == parsers.count {
      guard let parser = JSONParser(limits: limits) else { return nil }
      parsers.append(parser)
    }
    guard let root = try? parsers[used].parse(text), root.isContainer else { return nil }
    texts.append(base)
    roots.append(root)
    used += 1
    return root
  }
}
