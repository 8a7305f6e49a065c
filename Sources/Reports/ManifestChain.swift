package import Diagnostics

/// The log of decisions over several runs: each manifest names the digest of the one before.
package enum ManifestChain {
  /// Checks that report directories, oldest first, are one chain, and that each plan is the one its
  /// manifest describes.
  package static func verify(_ directories: [String]) throws(Diagnostic) {
    var previous: (directory: String, digest: String)?
    for directory in directories {
      let manifest = try PlanReader(directory: directory).manifest
      if let previous, manifest.previous != previous.digest {
        throw ReportFailure.brokenChain(directory, after: previous.directory)
      }
      let bytes = try LineReader.contents(of: ReportPath.manifest(in: directory))
      previous = (directory, Digest.hex(of: bytes))
    }
  }
}
