import Foundation
import TestKit

/// A folder like the package's root, in which commands of the documentation can be run.
struct Workplace {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for name in ["examples", "pipelines"] {
      try FileManager.default.copyItem(
        at: Package.root.appending(path: name), to: folder.url.appending(path: name))
    }
  }

  /// Runs `exitpoll` in it.
  func exitpoll(
    _ arguments: String..., environment: [String: String] = [:], input: String? = nil
  ) throws -> BuiltTool.Finished {
    try BuiltTool("exitpoll").run(
      arguments, in: folder.url, environment: environment, input: input.map { Data($0.utf8) })
  }

  /// Writes a pipeline that reads native conversations and never sends, and returns its path.
  func nativePipeline(_ name: String = "p.yaml", sink: String = "  - report\n") throws -> String {
    try folder.write(
      """
      pipeline: test
      stages:
        - ingest:
            from: chats.ndjson
            format: exitpoll
        - survey:
            use: [haptik-csat]

      """ + sink, to: name)
    return name
  }

  func text(_ path: String) throws -> String { try folder.text(path) }

  func lines(_ path: String) throws -> [String] {
    try text(path).split(separator: "\n").map(String.init)
  }
}

extension Workplace {
  /// A native conversation as a line: a survey that was answered.
  static func chat(_ id: String, rating: String = "4") -> String {
    """
    {"id":"\(id)","auth_id":"u-\(id)","business_id":343,"messages":[\
    {"role":"bot","text":"Was I able to help you?"},{"role":"user","text":"Yes"},\
    {"role":"bot","text":"On a scale of 1 to 5, how would you rate the overall experience?"},\
    {"role":"user","text":"\(rating)"}]}
    """
  }
}
