package import Diagnostics

/// The shipped rules, embedded in the tool.
package enum DefaultRules {
  /// The text of `pipelines/rules/haptik.policy.yaml`.
  package static let source = SourceText(
    name: "haptik.policy.yaml", text: EmbeddedData.text("haptik.policy.yaml") ?? "")
}
