/// Which build of the tool this is.
package enum ToolVersion {
  /// The version, as semantic versioning counts.
  package static let number = "0.1.0"
}
