import Diagnostics
import Documents

/// The stages of a pipeline file, told apart and in a lawful order; what is in them is not read yet.
struct StageList {
  /// One stage: its name, its settings (nil where there are none) and where it stands.
  struct Entry {
    var name: StageName
    var settings: YAMLNode?
    var place: Place
  }

  private(set) var entries: [Entry] = []

  /// Reads the list under `stages`.
  init(_ node: YAMLNode, into diagnostics: inout [Diagnostic]) {
    for item in node.list(into: &diagnostics) ?? [] {
      guard let entry = Self.entry(item, into: &diagnostics) else { continue }
      check(entry, into: &diagnostics)
      entries.append(entry)
    }
    for group in StageName.needed where !entries.contains(where: { group.contains($0.name) }) {
      // That the last stage is no sink is said below.
      if let name = group.first, !name.isSink {
        diagnostics.append(PipelineMistake.missingStage(name, at: node.place))
      }
    }
    if let last = entries.last, !last.name.isSink {
      diagnostics.append(PipelineMistake.missingSink(at: last.place))
    }
  }

  /// The settings of a stage that stands at most once.
  func first(_ name: StageName) -> Entry? {
    entries.first { $0.name == name }
  }

  private static func entry(_ item: YAMLNode, into diagnostics: inout [Diagnostic]) -> Entry? {
    let key: YAMLNode
    var settings: YAMLNode?
    switch item.content {
    case .scalar: key = item
    case .mapping(let pairs) where pairs.count == 1:
      key = pairs[0].key
      settings = pairs[0].value.isNull ? nil : pairs[0].value
    default:
      diagnostics.append(PipelineMistake.stageShape(at: item.place))
      return nil
    }
    let text = key.text ?? ""
    guard let name = StageName(rawValue: text) else {
      diagnostics.append(PipelineMistake.unknownStage(text, at: key.place))
      return nil
    }
    return Entry(name: name, settings: settings, place: key.place)
  }

  private func check(_ entry: Entry, into diagnostics: inout [Diagnostic]) {
    if entry.name != .filter, first(entry.name) != nil {
      diagnostics.append(PipelineMistake.repeatedStage(entry.name, at: entry.place))
    } else if let last = entries.last, !entry.name.mayFollow(last.name) {
      diagnostics.append(
        PipelineMistake.stageOrder(entry.name, after: last.name, at: entry.place))
    }
  }
}
