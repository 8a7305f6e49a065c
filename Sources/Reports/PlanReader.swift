package import Conversations
internal import Crypto
package import Diagnostics
internal import Foundation

/// Reads an audited plan back: the very lines that the dry run listed, or none.
package struct PlanReader: ~Copyable {
  /// What made the plan.
  package let manifest: Manifest
  /// The report directory.
  package let directory: String
  var lines: LineReader
  private var count = 0

  /// Opens the plan of a report directory and checks it against its manifest before any line is
  /// given.
  ///
  /// With a plan key, the manifest's signature is demanded; with a digest, that very plan.
  package init(
    directory: String, planKey: [UInt8]? = nil, digest: String? = nil
  ) throws(Diagnostic) {
    let manifest = try Self.openManifest(in: directory)
    if let planKey { try Self.checkSignature(of: manifest, key: planKey, in: directory) }
    var lines = try LineReader(ReportPath.plan(in: directory))
    var hash = SHA256()
    var size = 0
    while let block = try lines.nextBlock() {
      block.withUnsafeBytes { hash.update(bufferPointer: $0) }
      size += block.count
    }
    let found = Digest.hex(hash.finalize())
    guard found == manifest.plan.digest, size == manifest.plan.bytes else {
      throw ReportFailure.changedPlan(lines.path)
    }
    if let digest, digest.lowercased() != found {
      throw ReportFailure.otherDigest(expected: digest, found: found)
    }
    lines.rewind()
    self.directory = directory
    self.manifest = manifest
    self.lines = lines
  }

  /// Returns the next submission; nil at the end.
  ///
  /// Its body has the very bytes of the line: a line that would be written otherwise is refused.
  package mutating func next() throws(Diagnostic) -> Submission? {
    guard let line = try lines.next() else {
      guard count == manifest.plan.submissions else {
        throw ReportFailure.changedPlan(lines.path)
      }
      return nil
    }
    guard let submission = Submission(line: line) else {
      throw ReportFailure.malformed(lines.path, line: lines.lineNumber)
    }
    var json = JSONText()
    submission.write(to: &json)
    guard json.bytes.elementsEqual(line) else {
      throw ReportFailure.malformed(lines.path, line: lines.lineNumber)
    }
    count += 1
    return submission
  }

  private static func openManifest(in directory: String) throws(Diagnostic) -> Manifest {
    let hasManifest = FileManager.default.fileExists(atPath: ReportPath.manifest(in: directory))
    let hasPlan = FileManager.default.fileExists(atPath: ReportPath.plan(in: directory))
    guard hasManifest, hasPlan else { throw ReportFailure.incompletePlan(directory) }
    return try Manifest.read(in: directory)
  }

  private static func checkSignature(
    of manifest: Manifest, key: [UInt8], in directory: String
  ) throws(Diagnostic) {
    guard manifest.signature != nil else { throw ReportFailure.unsigned(directory) }
    guard manifest.isSigned(key: key) else { throw ReportFailure.wrongSignature(directory) }
  }
}

extension PlanReader {
  /// Throws `plan-moved` where the pipeline, the rules or the tool are others than those of the
  /// plan, naming each.
  package borrowing func checkUnmoved(
    pipeline: Manifest.Item, rules: [Manifest.Item], tool: Manifest.Tool
  ) throws(Diagnostic) {
    var moved: [String] = []
    if pipeline.digest != manifest.pipeline.digest { moved.append("the pipeline") }
    let now = Dictionary(rules.map { ($0.name, $0.digest) }) { first, _ in first }
    let then = Dictionary(manifest.rules.map { ($0.name, $0.digest) }) { first, _ in first }
    for name in Set(now.keys).union(then.keys).sorted() where now[name] != then[name] {
      moved.append("the rules \"\(name)\"")
    }
    if tool.version != manifest.tool.version {
      moved.append("the tool, from \(manifest.tool.version) to \(tool.version)")
    }
    guard moved.isEmpty else { throw ReportFailure.moved(moved) }
  }
}
