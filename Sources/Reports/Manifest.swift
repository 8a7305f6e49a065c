/// What made a report: enough to tell whether two reports, or a report and a pipeline, go together.
///
/// It holds no secret and nothing that people wrote. Digests are SHA-256, as 64 hex digits.
package struct Manifest: Codable, Sendable, Hashable {
  /// The program that wrote the report.
  package struct Tool: Codable, Sendable, Hashable {
    package var name: String
    package var version: String

    package init(name: String = "exitpoll", version: String) {
      self.name = name
      self.version = version
    }
  }

  /// A file, or what stands for one, and its digest.
  package struct Item: Codable, Sendable, Hashable {
    package var name: String
    package var digest: String
    /// Where it was, for the pipeline file: what `apply` opens.
    package var path: String?

    package init(name: String, digest: String, path: String? = nil) {
      self.name = name
      self.digest = digest
      self.path = path
    }
  }

  /// Where submissions go; only what names the place, never a token.
  package struct Sink: Codable, Sendable, Hashable {
    package var kind: String
    package var endpoint: String?
    package var clientID: String?

    package init(kind: String, endpoint: String? = nil, clientID: String? = nil) {
      self.kind = kind
      self.endpoint = endpoint
      self.clientID = clientID
    }

    private enum CodingKeys: String, CodingKey {
      case kind, endpoint
      case clientID = "client_id"
    }
  }

  /// The plan: `submissions.ndjson`.
  package struct Plan: Codable, Sendable, Hashable {
    package var submissions: Int
    package var bytes: Int
    package var digest: String
  }

  /// Another file of lines in the report.
  package struct File: Codable, Sendable, Hashable {
    package var lines: Int
    package var digest: String
  }

  /// The version of this form.
  package var version = 1
  package var tool: Tool
  package var pipeline: Item
  /// The policies that decide, each with its digest.
  package var rules: [Item]
  package var sink: Sink?
  package var inputs: [Item]
  /// When the run began, RFC 3339 in UTC.
  package var startedAt: String
  /// The values given by `--set`, and other options that change what a run decides.
  package var options: [String: String]
  /// Whether texts of the report are masked.
  package var isMasked: Bool
  /// Whether the ids of conversations and users are hashed in the report, but for the plan.
  package var hasHashedIdentifiers: Bool
  /// Filled in by the report's writer.
  package internal(set) var plan = Plan(submissions: 0, bytes: 0, digest: "")
  /// The files of lines besides the plan, by name; filled in by the report's writer.
  package internal(set) var files: [String: File] = [:]
  /// The digest of the manifest of the run before; nil where none is known.
  package var previous: String?
  /// HMAC-SHA-256 of the manifest without this value, where a plan key is set.
  package internal(set) var signature: String?

  /// Makes the manifest of a run; the plan's part comes when the report is finished.
  package init(
    tool: Tool, pipeline: Item, rules: [Item], sink: Sink? = nil, inputs: [Item] = [],
    startedAt: String, options: [String: String] = [:], isMasked: Bool = true,
    hasHashedIdentifiers: Bool = false, previous: String? = nil
  ) {
    self.tool = tool
    self.pipeline = pipeline
    self.rules = rules
    self.sink = sink
    self.inputs = inputs
    self.startedAt = startedAt
    self.options = options
    self.isMasked = isMasked
    self.hasHashedIdentifiers = hasHashedIdentifiers
    self.previous = previous
  }

  private enum CodingKeys: String, CodingKey {
    case version, tool, pipeline, rules, sink, inputs, options, plan, files, previous, signature
    case startedAt = "started_at"
    case isMasked = "masked"
    case hasHashedIdentifiers = "ids_hashed"
  }
}
