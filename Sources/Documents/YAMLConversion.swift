import Diagnostics
import Yams

/// The turning of Yams' nodes into located ones.
struct YAMLConversion {
  private let lines: SourceLines
  private var cursor: LineCursor

  init(_ lines: SourceLines) {
    self.lines = lines
    cursor = LineCursor(lines)
  }

  mutating func node(_ node: Node, depth: Int) throws(Diagnostic) -> YAMLNode {
    let place = place(of: node)
    guard depth <= YAMLDocument.maximumDepth else {
      throw .yamlTooDeep(limit: YAMLDocument.maximumDepth, at: place)
    }
    try refuseProperties(at: place)
    switch node {
    case .scalar(let scalar):
      return YAMLNode(
        .scalar(.init(scalar.string, style: style(scalar.style))), at: place, of: lines)
    case .sequence(let nodes):
      var items: [YAMLNode] = []
      for item in nodes { items.append(try self.node(item, depth: depth + 1)) }
      return collection(.sequence(items), at: place)
    case .mapping(let pairs):
      var entries: [(key: YAMLNode, value: YAMLNode)] = []
      for pair in pairs {
        let key = try self.node(pair.key, depth: depth + 1)
        if key.text == "<<" { throw .yamlAlias(at: key.place) }
        entries.append((key, try self.node(pair.value, depth: depth + 1)))
      }
      return collection(.mapping(entries), at: place)
    case .alias:
      throw .yamlAlias(at: place)
    }
  }

  private mutating func collection(_ content: YAMLNode.Content, at place: Place) -> YAMLNode {
    var node = YAMLNode(content, at: place, of: lines)
    if let line = place.line, let column = place.column {
      let first = cursor.scalar(line: line, column: column)
      node.isFlowCollection = first == "[" || first == "{"
    }
    return node
  }

  /// Throws where the node begins with a tag or an anchor.
  ///
  /// Yams forgets some of them (`! text`), so the source itself is looked at.
  private mutating func refuseProperties(at place: Place) throws(Diagnostic) {
    guard let line = place.line, let column = place.column else { return }
    switch cursor.scalar(line: line, column: column) {
    case "!": throw .yamlTag(at: place)
    case "&": throw .yamlAlias(at: place)
    default: return
    }
  }

  private mutating func place(of node: Node) -> Place {
    guard let mark = node.mark else { return Place(file: lines.file) }
    var length = 1
    if case .scalar(let scalar) = node, scalar.style != .literal, scalar.style != .folded {
      let left = cursor.length(ofLine: mark.line) - mark.column + 1
      let quotes = scalar.style == .plain ? 0 : 2
      length = min(left, scalar.string.unicodeScalars.count + quotes)
    }
    return lines.place(line: mark.line, column: mark.column, length: length)
  }

  private func style(_ style: Node.Scalar.Style) -> YAMLNode.Scalar.Style {
    switch style {
    case .any, .plain: .plain
    case .singleQuoted: .singleQuoted
    case .doubleQuoted: .doubleQuoted
    case .literal: .literal
    case .folded: .folded
    }
  }
}
