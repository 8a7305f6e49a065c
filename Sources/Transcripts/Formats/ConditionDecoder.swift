import Diagnostics
import Documents

extension PickDecoder {
  /// Returns the conditions of a `where`: paths, each with the text or texts that it must have;
  /// `"*"` for any, nothing for none, and `not:` before what it must not be.
  func conditions(
    _ node: YAMLNode?, into diagnostics: inout [Diagnostic]
  ) -> [TreePath.Test] {
    guard let node else { return [] }
    var tests: [TreePath.Test] = []
    guard case .mapping(let entries) = node.content else {
      _ = MappingReader(node, as: "conditions", into: &diagnostics)
      return []
    }
    for (key, value) in entries {
      guard let path = path(key, into: &diagnostics) else { continue }
      if value.isNull {
        tests.append(TreePath.Test(path: path, values: [], isNegated: true))
      } else if value.text == "*" {
        tests.append(TreePath.Test(path: path, values: [], isNegated: false))
      } else if case .mapping = value.content {
        guard var reader = MappingReader(value, as: "a condition", into: &diagnostics) else {
          continue
        }
        let values = reader.stringOrList("not", into: &diagnostics) ?? []
        reader.finish(into: &diagnostics)
        tests.append(TreePath.Test(path: path, values: values, isNegated: true))
      } else {
        let values = value.stringOrList(into: &diagnostics) ?? []
        tests.append(TreePath.Test(path: path, values: values, isNegated: false))
      }
    }
    return tests
  }

  /// Returns a time: a path, or a mapping with `as`, `zone` and `since`.
  func time(_ node: YAMLNode?, into diagnostics: inout [Diagnostic]) -> TimePick? {
    guard let node else { return nil }
    guard case .mapping = node.content else {
      return pick(node, into: &diagnostics).map { TimePick(pick: $0, form: .automatic) }
    }
    guard var reader = MappingReader(node, as: "a time", into: &diagnostics) else { return nil }
    let form = reader.optional("as").flatMap { timeForm($0, into: &diagnostics) } ?? .automatic
    let zone = reader.optional("zone").flatMap { minutes($0, into: &diagnostics) } ?? 0
    var base = TimePick.Base.epoch
    if let node = reader.optional("since") {
      switch node.text {
      case "start": base = .start
      case "previous": base = .previous
      case let word:
        diagnostics.append(
          FormatMistake.unknownWord(
            word ?? "", of: "base of a time", known: ["start", "previous"], at: node.place))
      }
    }
    let found = pick(&reader, into: &diagnostics)
    reader.finish(into: &diagnostics)
    return found.map { TimePick(pick: $0, form: form, zone: zone, base: base) }
  }

  private func timeForm(
    _ node: YAMLNode, into diagnostics: inout [Diagnostic]
  ) -> TimeForm? {
    if case .sequence(let items) = node.content {
      return .patterns(items.compactMap { pattern($0, into: &diagnostics) })
    }
    guard let text = node.string(into: &diagnostics) else { return nil }
    switch text {
    case "iso": return .automatic
    case "seconds": return .units(milliseconds: 1000)
    case "milliseconds": return .units(milliseconds: 1)
    case "microseconds": return .units(milliseconds: 0.001)
    case "mail": return .mail
    case "elapsed": return .elapsed
    default: return pattern(node, into: &diagnostics).map { .patterns([$0]) }
    }
  }

  private func pattern(
    _ node: YAMLNode, into diagnostics: inout [Diagnostic]
  ) -> [TimePattern.Part]? {
    guard let text = node.string(into: &diagnostics) else { return nil }
    if let parts = TimePattern.parts(of: text), parts.count > 1 { return parts }
    diagnostics.append(FormatMistake.badTime(text, at: node.place))
    return nil
  }

  private func minutes(_ node: YAMLNode, into diagnostics: inout [Diagnostic]) -> Int? {
    let text = node.text ?? ""
    let minutes = Array(text.utf8).withUnsafeBufferPointer { bytes in
      var reader = TimeReader(bytes)
      let zone = reader.zone()
      return reader.isAtEnd ? zone : nil
    }
    if minutes == nil { diagnostics.append(FormatMistake.badZone(at: node.place)) }
    return minutes
  }

  /// Returns what a word or a mapping with `is` says of a closed set of values.
  func verdict<Value>(
    _ node: YAMLNode, of subject: String, values: [(name: String, value: Value)],
    into diagnostics: inout [Diagnostic]
  ) -> Verdict<Value>? {
    func value(_ node: YAMLNode, _ diagnostics: inout [Diagnostic]) -> Value? {
      let word = node.text ?? ""
      if let value = values.first(where: { $0.name == word })?.value { return value }
      diagnostics.append(
        FormatMistake.unknownWord(word, of: subject, known: values.map(\.name), at: node.place))
      return nil
    }
    let all = values.map { (text: Array($0.name.utf8), value: $0.value) }
    guard case .mapping = node.content else {
      if let word = node.text, values.contains(where: { $0.name == word }) {
        return value(node, &diagnostics).map { Verdict(pick: nil, cases: [], otherwise: $0) }
      }
      let found = pick(node, into: &diagnostics)
      return found.map { Verdict(pick: $0, cases: all, otherwise: nil) }
    }
    guard var reader = MappingReader(node, as: "a \(subject)", into: &diagnostics) else {
      return nil
    }
    var verdict = Verdict<Value>(pick: nil, cases: [], otherwise: nil)
    for (text, node) in entries(of: reader.optional("is"), into: &diagnostics) {
      if let value = value(node, &diagnostics) { verdict.cases.append((Array(text.utf8), value)) }
    }
    if verdict.cases.isEmpty { verdict.cases = all }
    verdict.otherwise = reader.optional("otherwise").flatMap { value($0, &diagnostics) }
    verdict.absent = reader.optional("absent").flatMap { value($0, &diagnostics) }
    // The meanings were read here; the pick itself gives the text as it stands.
    verdict.pick = pick(&reader, leavingMeanings: true, into: &diagnostics)
    reader.finish(into: &diagnostics)
    return verdict
  }
}
