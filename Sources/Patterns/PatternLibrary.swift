import CRE2
import Foundation

/// The library that finds wordings, RE2.
package enum PatternLibrary {
  /// The version in the name of the shared library's file, as RE2 tells none of its own; nil where
  /// it is linked statically.
  package static var version: String? {
    guard let path = cre2_library_path() else { return nil }
    let file = URL(filePath: String(cString: path)).resolvingSymlinksInPath().lastPathComponent
    let number = file.split(separator: ".").drop { $0 != "so" }.dropFirst().joined(separator: ".")
    return number.isEmpty ? nil : number
  }
}
