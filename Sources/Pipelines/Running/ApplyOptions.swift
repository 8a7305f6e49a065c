package import Diagnostics
import Foundation
package import Reports

/// What applying a plan is told besides the report directory.
package struct ApplyOptions: Sendable {
  /// The digest that was signed off; nil where none is insisted on.
  package var digest: String?
  /// The key under which the manifest must be signed; nil where it need not be.
  package var planKey: [UInt8]?
  /// Whether it goes on although the pipeline, its rules or the tool have changed since.
  package var acceptsChanges = false
  /// Whether it goes on although the export is not what the pipeline expects.
  package var acceptsDrift = false
  /// The plan with an auditor's verdicts; nil where nobody ruled.
  package var judged: JudgedPlan?
  /// Who applies it: recorded with each verdict that names nobody.
  package var auditor: String?

  /// Makes options that insist on nothing.
  package init() {}
}

/// Where the verdicts on a plan are found.
package struct VerdictSource: Sendable {
  /// The sheet; nil for `verdicts.csv` in the report directory, if there is one.
  package var sheet: String?
  /// The key under which the report hashed ids, where it is at hand.
  package var identifierKey: [UInt8]?
  /// Whether only what was approved is sent.
  package var wantsApproval = false

  /// Makes a source that takes the sheet in the report directory.
  package init() {}

  /// Returns the plan of a report directory with the verdicts on it, or nil with what is wrong with
  /// them, all at once.
  package func judged(
    _ directory: String, problems: inout [Diagnostic]
  ) throws(Diagnostic) -> JudgedPlan? {
    let own = ReportPath.verdicts(in: directory)
    let path = sheet ?? (FileManager.default.fileExists(atPath: own) ? own : nil)
    let manifest = try Manifest.read(in: directory)
    var verdicts: [Verdict] = []
    if let path {
      guard let bytes = FileManager.default.contents(atPath: path) else {
        throw InputMistake.unreadable(path)
      }
      verdicts = VerdictSheet.verdicts(in: Array(bytes), name: path, problems: &problems)
    }
    guard problems.isEmpty else { return nil }
    let isHashed = manifest.hasHashedIdentifiers
    if isHashed, identifierKey == nil, !verdicts.isEmpty || wantsApproval {
      throw ReportFailure.wantsIdentifierKey(directory)
    }
    let judged = try JudgedPlan(
      verdicts, sheet: path ?? "", directory: directory, manifest: manifest,
      identifierKey: isHashed ? identifierKey : nil, wantsApproval: wantsApproval,
      problems: &problems)
    return problems.isEmpty ? judged : nil
  }
}
