package import Diagnostics
import Foundation

/// Puts the values in that a pipeline file only names.
package struct SecretReader: Sendable {
  private let environment: [String: String]
  private let base: String

  /// Makes a reader over an environment; files are found from `base`.
  package init(environment: [String: String], base: String) {
    self.environment = environment
    self.base = base
  }

  /// Returns the value of a reference; the caller must not show it.
  ///
  /// - Throws: `secret-missing` for a variable that is not set or empty, `secret-file` for a file
  ///   that cannot be read or that others may read. Neither holds any part of a value.
  package func value(of reference: SecretReference) throws(Diagnostic) -> String {
    switch reference.origin {
    case .environment(let template): try filled(template, at: reference.place)
    case .file(let path): try content(of: path, at: reference.place)
    }
  }

  private func filled(_ template: String, at place: Place) throws(Diagnostic) -> String {
    var result = ""
    var rest = template[...]
    while let start = rest.range(of: "${"), let end = rest[start.upperBound...].firstIndex(of: "}")
    {
      let name = String(rest[start.upperBound..<end])
      guard let value = environment[name], !value.isEmpty else {
        throw PipelineMistake.secretMissing(name, at: place)
      }
      result += rest[..<start.lowerBound] + value
      rest = rest[rest.index(after: end)...]
    }
    return result + rest
  }

  private func content(of path: String, at place: Place) throws(Diagnostic) -> String {
    let full = path.hasPrefix("/") ? path : base + "/" + path
    let manager = FileManager.default
    guard let bytes = manager.contents(atPath: full),
      let text = String(data: bytes, encoding: .utf8)
    else { throw PipelineMistake.secretFileUnreadable(path, at: place) }
    let mode = (try? manager.attributesOfItem(atPath: full))?[.posixPermissions] as? Int ?? 0o777
    guard mode & 0o077 == 0 else { throw PipelineMistake.secretFileOpen(path, at: place) }
    return text.trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
