package import Diagnostics
internal import Foundation

/// The log of decisions over several runs: each manifest names the digest of the one before.
package enum ManifestChain {
  /// Returns the digest of the manifest that a new report's should name: the newest, of the same
  /// pipeline, among the reports in the same folder that no other names; nil where there is none.
  package static func head(beside directory: String, pipeline: String) -> String? {
    let folder = URL(filePath: directory).deletingLastPathComponent().path
    let links = Self.links(in: folder).filter { $0.manifest.pipeline.name == pipeline }
    let named = Set(links.compactMap(\.manifest.previous))
    let heads = links.filter { !named.contains($0.digest) }
    return heads.max { ($0.manifest.startedAt, $0.digest) < ($1.manifest.startedAt, $1.digest) }?
      .digest
  }

  /// A report in the chain.
  package struct Link: Sendable {
    package var directory: String
    package var manifest: Manifest
    /// The digest of the manifest's file.
    package var digest: String
  }

  /// The reports of folders, those that are reports themselves and those that hold some.
  package static func links(of paths: [String]) throws(Diagnostic) -> [Link] {
    var found: [Link] = []
    for path in paths {
      if let link = link(path) {
        found.append(link)
      } else {
        let inside = links(in: path)
        guard !inside.isEmpty else { throw ReportFailure.noReport(path) }
        found += inside
      }
    }
    return found
  }

  /// What the checking of a chain found.
  package struct Audit: Sendable {
    /// The reports, each after the one that it names.
    package var links: [Link] = []
    /// What is wrong, in the order of the reports.
    package var problems: [Diagnostic] = []
    /// Whether the first report names one before it that is not here.
    package var beginsLater = false
  }

  /// Checks that reports are one chain, and that the files of each are those of its manifest.
  ///
  /// With a plan key, every manifest must be signed with it.
  package static func audit(_ links: [Link], planKey: [UInt8]? = nil) -> Audit {
    var audit = Audit()
    let known = Set(links.map(\.digest))
    let followers = Dictionary(grouping: links) { $0.manifest.previous ?? "" }
    let starts = links.filter { !known.contains($0.manifest.previous ?? "") }.sorted(by: isEarlier)
    for (number, start) in starts.enumerated() {
      if number > 0, let last = audit.links.last {
        audit.problems.append(ReportFailure.brokenChain(start.directory, after: last.directory))
      }
      walk(from: start, followers, &audit)
    }
    audit.beginsLater = starts.first?.manifest.previous != nil
    for link in audit.links {
      do throws(Diagnostic) {
        try check(link, planKey)
      } catch {
        audit.problems.append(error)
      }
    }
    return audit
  }

  private static func walk(
    from start: Link, _ followers: [String: [Link]], _ audit: inout Audit
  ) {
    var next: Link? = start
    while let link = next {
      audit.links.append(link)
      let after = (followers[link.digest] ?? []).sorted(by: isEarlier)
      for fork in after.dropFirst() {
        audit.problems.append(ReportFailure.forkedChain(after[0].directory, fork.directory))
        walk(from: fork, followers, &audit)
      }
      next = after.first
    }
  }

  private static func isEarlier(_ a: Link, _ b: Link) -> Bool {
    (a.manifest.startedAt, a.directory) < (b.manifest.startedAt, b.directory)
  }

  private static func check(_ link: Link, _ planKey: [UInt8]?) throws(Diagnostic) {
    _ = try PlanReader(directory: link.directory, planKey: planKey)
    for (name, file) in link.manifest.files.sorted(by: { $0.key < $1.key }) {
      // The name comes from a file: it must not lead out of the folder.
      guard ReportPath.names.contains(name) else {
        throw ReportFailure.malformed(ReportPath.manifest(in: link.directory), line: nil)
      }
      let path = link.directory + "/" + name
      guard try LineReader.digest(of: path) == file.digest else {
        throw ReportFailure.changedFile(path)
      }
    }
  }

  private static func links(in folder: String) -> [Link] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.sorted().compactMap { link(folder + "/" + $0) }
  }

  private static func link(_ directory: String) -> Link? {
    let path = ReportPath.manifest(in: directory)
    guard let bytes = try? LineReader.contents(of: path, limit: 1 << 24),
      let manifest = try? Manifest.read(in: directory)
    else { return nil }
    return Link(directory: directory, manifest: manifest, digest: Digest.hex(of: bytes))
  }
}
