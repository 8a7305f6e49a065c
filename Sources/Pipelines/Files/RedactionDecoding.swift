import Diagnostics
import Documents
import Patterns
import Reports

extension Redaction {
  /// Reads the value of a key `redact`: `all`, `none`, a list of kinds, or a mapping of `kinds` and
  /// `patterns`. Returns nil for `none`, and where it is wrong, which is reported.
  static func decode(_ node: YAMLNode, into diagnostics: inout [Diagnostic]) -> Redaction? {
    if node.text == "all" { return .standard }
    if node.text == "none" { return nil }
    guard case .mapping = node.content else {
      return kinds(node, into: &diagnostics).map { Redaction(kinds: $0) }
    }
    guard var reader = MappingReader(node, of: RedactKeys.shape, into: &diagnostics) else {
      return nil
    }
    let named = reader.value(RedactKeys.kinds, into: &diagnostics)
    let written = reader.value(RedactKeys.patterns, into: &diagnostics)
    reader.finish(into: &diagnostics)
    let kinds = named.map { Self.kinds($0, into: &diagnostics) } ?? Set(MaskedKind.allCases)
    let patterns = written.map { Self.patterns($0, into: &diagnostics) } ?? []
    guard let kinds, let patterns else { return nil }
    guard !patterns.isEmpty else { return Redaction(kinds: kinds) }
    return Redaction(kinds: kinds.union([.own])) { text in
      Self.joined(patterns.flatMap { $0.ranges(in: text) })
    }
  }

  private static func kinds(
    _ node: YAMLNode, into diagnostics: inout [Diagnostic]
  ) -> Set<MaskedKind>? {
    if node.text == "all" { return Set(MaskedKind.allCases) }
    guard let items = items(of: node, into: &diagnostics) else { return nil }
    var kinds: Set<MaskedKind> = []
    var isGood = true
    for item in items {
      if let kind = item.text.flatMap(MaskedKind.init(rawValue:)), kind != .own {
        kinds.insert(kind)
      } else {
        diagnostics.append(PipelineMistake.unknownKind(item.text ?? "", at: item.place))
        isGood = false
      }
    }
    return isGood ? kinds : nil
  }

  private static func patterns(
    _ node: YAMLNode, into diagnostics: inout [Diagnostic]
  ) -> [Pattern]? {
    guard let items = items(of: node, into: &diagnostics) else { return nil }
    var patterns: [Pattern] = []
    for item in items {
      guard let text = item.string(into: &diagnostics) else { continue }
      do {
        patterns.append(try Pattern(text))
      } catch {
        diagnostics.append(PipelineMistake.badPattern(text, error.reason, at: item.place))
      }
    }
    return patterns.count == items.count ? patterns : nil
  }

  private static func items(
    of node: YAMLNode, into diagnostics: inout [Diagnostic]
  ) -> [YAMLNode]? {
    if case .scalar = node.content { return [node] }
    return node.list(into: &diagnostics)
  }

  /// The ranges in order, those that overlap made one.
  private static func joined(_ ranges: [Range<Int>]) -> [Range<Int>] {
    var joined: [Range<Int>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = joined.last, last.upperBound >= range.lowerBound {
        joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        joined.append(range)
      }
    }
    return joined
  }
}
