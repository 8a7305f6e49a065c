package import Diagnostics

/// A first pipeline for somebody's own exports: what `exitpoll init` writes.
package struct PipelineStart: Sendable, Hashable {
  /// A file to write.
  package struct File: Sendable, Hashable {
    /// The path below the folder that is begun.
    package var path: String
    /// What it holds.
    package var text: String
  }

  /// The pipeline file's name.
  package static let fileName = "pipeline.yaml"

  /// The pipeline's name.
  package var name: String
  /// The path or pattern of the exports, as the pipeline file names it.
  package var from: String
  /// A built-in format's name, or the lines of a mapping.
  package var format: Format
  /// Whether the exports say which business a chat was with.
  package var namesBusiness: Bool

  /// How the exports are read.
  package enum Format: Sendable, Hashable {
    /// A built-in format.
    case named(String)
    /// A mapping, as YAML text.
    case mapping(String)
  }

  /// Makes a start over exports.
  package init(name: String, from: String, format: Format, namesBusiness: Bool) {
    self.name = name
    self.from = from
    self.format = format
    self.namesBusiness = namesBusiness
  }

  /// The files of a pipeline over exports that exist.
  package var files: [File] {
    [
      File(path: Self.fileName, text: pipeline),
      File(path: "rules/haptik.policy.yaml", text: DefaultRules.source.text),
    ]
  }

  /// The files of a pipeline over an invented export that stands beside it.
  package static func example(name: String) -> [File] {
    let start = PipelineStart(
      name: name, from: "exports/*.ndjson", format: .named("exitpoll"), namesBusiness: true)
    let chats = EmbeddedData.text("start/example.ndjson") ?? ""
    return start.files + [File(path: "exports/example.ndjson", text: chats)]
  }

  private var pipeline: String {
    let business =
      namesBusiness
      ? "conversation.business_id"
      : "'parameters.business_id > 0 ? string(parameters.business_id) : conversation.business_id'"
    let values = [
      "file": Self.fileName, "name": name, "from": Self.scalar(from), "format": formatLines,
      "parameters": namesBusiness ? "" : Self.parameters, "business": business,
      "ledger": "var/\(name).ledger",
    ]
    var text = EmbeddedData.text("start/pipeline.yaml") ?? ""
    for (key, value) in values { text = text.replacing("{{\(key)}}", with: value) }
    return text
  }

  private var formatLines: String {
    switch format {
    case .named(let name): return " " + name
    case .mapping(let yaml):
      let lines = yaml.split(separator: "\n", omittingEmptySubsequences: false)
        .map { $0.isEmpty ? "" : "        " + $0 }
      return "\n" + lines.joined(separator: "\n").trimmingSuffix { $0.isWhitespace }
    }
  }

  private static let parameters = """

    parameters:
      # The export does not say which business a chat was with. Put its number here; until then
      # every submission waits in review, "no-identity".
      business_id: 0

    """

  /// A plain scalar where that is one, else a quoted one.
  private static func scalar(_ text: String) -> String {
    let isPlain =
      text.first.map { $0.isLetter || $0 == "/" || $0 == "." } ?? false
      && !text.contains(": ") && !text.contains(" #") && !text.hasSuffix(":")
      && !text.unicodeScalars.contains { $0.value < 0x20 }
    return isPlain ? text : "'" + text.replacing("'", with: "''") + "'"
  }
}

extension String {
  fileprivate func trimmingSuffix(while isTrimmed: (Character) -> Bool) -> String {
    var end = endIndex
    while end > startIndex, isTrimmed(self[index(before: end)]) { end = index(before: end) }
    return String(self[..<end])
  }
}

extension PipelineStart {
  /// A pipeline's name made of any text; `chats` where nothing of it can stand in one.
  package static func name(from text: String) -> String {
    let kept = text.lowercased().map { character -> Character in
      character.isASCII && (character.isLetter || character.isNumber) ? character : "-"
    }
    let name = String(kept).split(separator: "-").joined(separator: "-")
      .trimmingPrefix { !$0.isLetter }
    return name.isEmpty ? "chats" : String(name)
  }
}

extension PipelineStart {
  /// A file that is there already, and is kept.
  package static func fileExists(_ path: String) -> Diagnostic {
    Diagnostic(
      code: "init-exists", "\"\(path)\" is there already", at: Place(file: path),
      remedy: "name another folder: exitpoll init DIR")
  }
}
