import Conversations
import Diagnostics
import Foundation
package import Reports

extension Pipeline {
  /// Returns the manifest of a run; what the report's writer knows is put in by it.
  func manifest(_ options: RunOptions, inputs: [Manifest.Item]) -> Manifest {
    var set: [String: String] = [:]
    for setting in options.settings {
      switch setting {
      case .attribute(let name, let value): set["attribute.\(name)"] = value
      case .parameter(let name, let value): set[name] = value
      }
    }
    if let limit = options.limit { set["limit"] = String(limit) }
    return Manifest(
      tool: Manifest.Tool(version: ToolVersion.number), pipeline: item, rules: [rulesItem],
      sink: sinkItem, inputs: inputs, startedAt: options.now.description, options: set,
      isMasked: !options.showsText && report.redaction != nil,
      hasHashedIdentifiers: options.hashesIdentifiers || report.hashesIdentifiers)
  }

  /// What is masked in a run's report; nil for nothing.
  func reportRedaction(_ options: RunOptions) throws(Diagnostic) -> Redaction? {
    let hashes = options.hashesIdentifiers || report.hashesIdentifiers
    if hashes, options.identifierKey == nil { throw PipelineMistake.identifierKeyMissing }
    var redaction = options.showsText ? nil : report.redaction
    if hashes {
      redaction = redaction ?? Redaction(kinds: [])
      redaction?.identifierKey = options.identifierKey
    }
    return redaction
  }

  /// The pipeline file and its digest.
  package var item: Manifest.Item {
    Manifest.Item(
      name: name, digest: Self.digest(of: source),
      path: URL(filePath: source.name).standardizedFileURL.path)
  }

  /// The rules and their digest.
  package var rulesItem: Manifest.Item {
    Manifest.Item(name: decide.source.name, digest: Self.digest(of: decide.source))
  }

  private var sinkItem: Manifest.Sink {
    switch sink {
    case .report: Manifest.Sink(kind: "report")
    case .haptik(let haptik):
      Manifest.Sink(kind: "haptik", endpoint: haptik.url.shown, clientID: haptik.clientID.shown)
    }
  }

  private static func digest(of source: SourceText) -> String {
    Digest.hex(of: Array(source.text.utf8))
  }
}

extension SecretReference {
  /// The reference as it is written, which names no secret.
  var shown: String {
    switch origin {
    case .environment(let template): template
    case .file(let path): "file: \(path)"
    }
  }
}
