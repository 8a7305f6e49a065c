import Conversations
import Diagnostics
import Foundation
import Reports

/// The removal of reports that a pipeline no longer keeps.
struct ReportRetention {
  /// How long a report is kept, from the start of its run.
  let duration: Duration
  /// The pipeline whose reports are meant.
  let pipeline: String

  /// Removes the reports beside a new one that began too long before it; returns their directories.
  ///
  /// Only whole reports of the same pipeline in the same folder; a link is never followed. What
  /// cannot be removed stays, and is tried again by the next run.
  func removeReports(beside directory: String, now: Timestamp) -> [String] {
    let folder = URL(filePath: directory).deletingLastPathComponent().path
    let milliseconds = Int64(duration / .milliseconds(1))
    let oldest = Timestamp(milliseconds: now.milliseconds - milliseconds).description
    let links = (try? ManifestChain.links(of: [folder])) ?? []
    return links.filter { link in
      link.manifest.pipeline.name == pipeline && link.manifest.startedAt < oldest
        && !Self.isSame(link.directory, directory) && Self.isFolder(link.directory)
    }.map(\.directory).filter { (try? FileManager.default.removeItem(atPath: $0)) != nil }
  }

  private static func isSame(_ a: String, _ b: String) -> Bool {
    URL(filePath: a).standardizedFileURL.path == URL(filePath: b).standardizedFileURL.path
  }

  private static func isFolder(_ path: String) -> Bool {
    let facts = try? FileManager.default.attributesOfItem(atPath: path)
    return facts?[.type] as? FileAttributeType == .typeDirectory
  }
}
