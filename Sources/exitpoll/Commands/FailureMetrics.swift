import Conversations
import Foundation
import Pipelines
import Reports

extension ReportOptions {
  /// Runs; where that fails, writes metrics that say so, so that whoever watches them is told.
  func tellingFailure(
    of pipeline: String, _ run: () async throws -> ExitStatus
  ) async throws -> ExitStatus {
    do {
      return try await run()
    } catch {
      if let metrics, let status = ExitStatus(endedBy: error) {
        let file = MetricsFile(
          failureOf: Self.name(of: pipeline), endedAt: .now(), status: status.rawValue)
        // What failed is said in any case; that this failed as well would only hide it.
        try? file.write(to: metrics)
      }
      throw error
    }
  }

  /// The name that a pipeline file gives itself, also where the file is wrong; else the file's.
  private static func name(of path: String) -> String {
    let bytes = FileManager.default.contents(atPath: path) ?? Data()
    let line = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).first {
      $0.hasPrefix("pipeline:")
    }
    let value = line?.dropFirst("pipeline:".count).split { $0 == " " || $0 == "\t" }.first
    let file = URL(filePath: path).deletingPathExtension().lastPathComponent
    return value?.trimmingCharacters(in: CharacterSet(charactersIn: "\"'")) ?? file
  }
}
