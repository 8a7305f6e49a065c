package import Diagnostics
import Yams

/// The reading of one YAML document, within limits.
///
/// What a hostile file could abuse or a reader could misunderstand is refused: aliases and anchors
/// (and with them merge keys), tags, several documents, duplicate keys, depth and size.
package enum YAMLDocument {
  /// The deepest nesting of lists and mappings.
  static let maximumDepth = 64
  /// The longest text in UTF-8 bytes.
  static let maximumSize = 1 << 20

  /// Returns the root value of a text; an empty document is an empty plain scalar.
  package static func parse(_ source: SourceText) throws(Diagnostic) -> YAMLNode {
    guard source.text.utf8.count <= maximumSize else {
      throw .yamlTooLarge(file: source.name, limit: maximumSize)
    }
    let lines = SourceLines(source)
    try refuseAliases(source, lines)
    guard let root = try compose(source.text, lines) else {
      return YAMLNode(.scalar(.init("")), at: lines.place(line: 1, column: 1), of: lines)
    }
    var conversion = YAMLConversion(lines)
    return try conversion.node(root, depth: 0)
  }

  /// Throws at the first alias, before an alias can blow up in the parser.
  ///
  /// Yams expands aliases while it composes. A star that may begin one is replaced by a letter,
  /// which changes no structure; where a plain scalar then begins with it, it was an alias.
  private static func refuseAliases(
    _ source: SourceText, _ lines: SourceLines
  ) throws(Diagnostic) {
    let disarmed =
      source.text.utf8.contains(UInt8(ascii: "*"))
      ? disarm(source.text) : source.text
    guard disarmed != source.text, let root = try compose(disarmed, lines) else { return }
    var cursor = LineCursor(lines)
    var pending = [root]
    while let node = pending.popLast() {
      switch node {
      case .scalar(let scalar):
        guard scalar.style == .plain, let mark = scalar.mark else { continue }
        if cursor.scalar(line: mark.line, column: mark.column) == "*" {
          throw .yamlAlias(at: lines.place(line: mark.line, column: mark.column))
        }
      case .sequence(let nodes): pending.append(contentsOf: nodes)
      case .mapping(let pairs): for pair in pairs { pending += [pair.key, pair.value] }
      case .alias: continue
      }
    }
  }

  private static func disarm(_ text: String) -> String {
    var bytes = Array(text.utf8)
    for index in bytes.indices.dropLast() where bytes[index] == UInt8(ascii: "*") {
      guard index == 0 || mayStandBeforeAlias(bytes[index - 1]) else { continue }
      let next = Unicode.Scalar(bytes[index + 1])
      if next.properties.isAlphabetic || ("0"..."9").contains(next)
        || "-_".contains(Character(next))
      {
        bytes[index] = UInt8(ascii: "x")
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Whether a token may begin after a byte: after white space, what opens or parts a collection's
  /// items, or a quote.
  private static func mayStandBeforeAlias(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte >= 0x80 || "[{,:-?\"'".utf8.contains(byte)
  }

  private static func compose(
    _ text: String, _ lines: SourceLines
  ) throws(Diagnostic) -> Node? {
    do {
      // Without resolver rules every scalar stays the text that was written.
      let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
      return try parser.singleRoot()
    } catch let error as YamlError {
      throw Diagnostic(error, in: lines)
    } catch {
      throw .yamlSyntax("\(error)", at: Place(file: lines.file))
    }
  }
}
