import Conversations
import Diagnostics
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
      sink: sinkItem, inputs: inputs, startedAt: options.now.description, options: set)
  }

  /// The pipeline file and its digest.
  package var item: Manifest.Item {
    Manifest.Item(name: source.name, digest: Self.digest(of: source))
  }

  /// The rules and their digest.
  package var rulesItem: Manifest.Item {
    Manifest.Item(name: decide.source.name, digest: Self.digest(of: decide.source))
  }

  private var sinkItem: Manifest.Sink {
    switch sink {
    case .report: Manifest.Sink(kind: "report")
    case .haptik(let haptik): Manifest.Sink(kind: "haptik", endpoint: haptik.url.shown)
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
