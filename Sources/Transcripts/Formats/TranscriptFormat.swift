public import Diagnostics
package import Documents

/// How conversations are stored in an export: a mapping from JSON, XML or text, compiled.
///
/// Built-in formats are mapping files like any other, embedded in the tool.
public struct TranscriptFormat: Sendable {
  /// The format's name, such as `haptik-chat-history`; `inline` for one without.
  public let name: String
  /// What it is, in one line.
  public let title: String
  /// What to know about it: where the shape comes from, its quirks, what is not verified.
  public let about: String
  /// How records lie in a file.
  package let layout: RecordLayout
  /// The encoding of files that do not say.
  package let encoding: TextEncoding
  /// Whether records with the same id are one conversation: a ``ConversationGrouper`` is needed.
  package let isGrouped: Bool
  /// How long a silence parts two conversations of one thread; nil where threads are not cut.
  package let sessionGap: Duration?
  /// What the mapping says of each record.
  let plan: FormatPlan

  /// Returns the silence that `split: { gap: 4h }` says.
  static func sessionGap(
    _ node: YAMLNode, into diagnostics: inout [Diagnostic]
  ) -> Duration? {
    guard var reader = MappingReader(node, as: "a split", into: &diagnostics) else { return nil }
    let gap = reader.required("gap", into: &diagnostics)?.duration(into: &diagnostics)
    reader.finish(into: &diagnostics)
    return gap
  }

  /// Returns the format with threads cut where they were silent so long.
  package func split(gap: Duration) -> TranscriptFormat {
    TranscriptFormat(
      name: name, title: title, about: about, layout: layout, encoding: encoding,
      isGrouped: isGrouped, sessionGap: gap, plan: plan)
  }

  /// What a file of this format is made of: `JSON`, `XML` or `text`.
  package var container: String {
    switch layout {
    case .json: "JSON"
    case .xml: "XML"
    case .text: "text"
    }
  }

  /// The endings of the files that a folder is searched for; `.gz` may stand behind each.
  package var fileEndings: [String] {
    switch layout {
    case .json: ["json", "jsonl", "ndjson", "transcript"]
    case .xml: ["xml", "chatlog"]
    case .text: ["txt"]
    }
  }

  /// Returns the mapping of a built-in format as it is written, or nil where there is none.
  package static func mappingText(of name: String) -> String? {
    EmbeddedData.text("formats/\(name).yaml")
  }

  /// The names of the built-in formats, in alphabetical order.
  public static let names: [String] = EmbeddedData.files.compactMap { file in
    guard file.path.hasPrefix("formats/"), file.path.hasSuffix(".yaml") else { return nil }
    return String(file.path.dropFirst("formats/".count).dropLast(".yaml".count))
  }.sorted()

  /// Returns a built-in format, or nil where there is none of that name.
  package static func builtIn(named name: String) -> TranscriptFormat? {
    var diagnostics: [Diagnostic] = []
    return loaded(name, into: &diagnostics)
  }

  /// Returns a built-in format; reports what is wrong with its file, which a test keeps empty.
  static func loaded(_ name: String, into diagnostics: inout [Diagnostic]) -> TranscriptFormat? {
    let path = "formats/\(name).yaml"
    guard let text = EmbeddedData.text(path) else { return nil }
    do throws(Diagnostic) {
      let node = try YAMLDocument.parse(SourceText(name: path, text: text))
      return FormatDecoder(defaultName: name).format(node, into: &diagnostics)
    } catch {
      diagnostics.append(error)
      return nil
    }
  }

  /// Returns the format that a mapping file describes; reports what is wrong with it.
  package static func decode(
    _ source: SourceText, into diagnostics: inout [Diagnostic]
  ) -> TranscriptFormat? {
    do throws(Diagnostic) {
      let node = try YAMLDocument.parse(source)
      return FormatDecoder(defaultName: "inline").format(node, into: &diagnostics)
    } catch {
      diagnostics.append(error)
      return nil
    }
  }

  /// Returns the format that a pipeline names or describes; reports what is wrong with it.
  package static func decode(
    _ node: YAMLNode, into diagnostics: inout [Diagnostic]
  ) -> TranscriptFormat? {
    guard let name = node.text else {
      return FormatDecoder(defaultName: "inline").format(node, into: &diagnostics)
    }
    if let format = loaded(name, into: &diagnostics) { return format }
    diagnostics.append(FormatMistake.unknownFormat(name, known: names, at: node.place))
    return nil
  }
}

extension TranscriptFormat {
  /// Opens a built-in format, such as `genesys-xml`.
  ///
  /// Throws `unknown-format`, with the nearest name, where there is none.
  public init(named name: String) throws(Mistakes) {
    guard let format = Self.builtIn(named: name) else {
      throw Mistakes([FormatMistake.unknownFormat(name, known: Self.names, at: nil)])
    }
    self = format
  }

  /// Opens the format that a mapping in YAML describes, as `docs/formats.md` has it; throws all its
  /// mistakes.
  public init(mapping: SourceText) throws(Mistakes) {
    var diagnostics: [Diagnostic] = []
    let format = Self.decode(mapping, into: &diagnostics)
    guard let format, !diagnostics.contains(where: { $0.severity == .error }) else {
      throw Mistakes(diagnostics)
    }
    self = format
  }
}
