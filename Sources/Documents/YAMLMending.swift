package import Diagnostics

/// A document that was read on beyond lines that are no YAML, so that all mistakes are found at once.
package struct MendedDocument: Sendable {
  /// The root value; in a broken line the value counts as text.
  package let root: YAMLNode
  private let file: String
  private let brokenLines: Set<Int>

  /// Reads a text; reports every line that is no YAML, and returns nil where reading cannot go on.
  package init?(_ source: SourceText, into diagnostics: inout [Diagnostic]) {
    var source = source
    var broken: Set<Int> = []
    while true {
      do throws(Diagnostic) {
        root = try YAMLDocument.parse(source)
        file = source.name
        brokenLines = broken
        return
      } catch {
        if let line = error.place?.line, broken.contains(line) { return nil }
        diagnostics.append(error)
        guard broken.count < Self.mostBrokenLines, let line = error.place?.line,
          let mended = Self.mended(source, line: line)
        else { return nil }
        broken.insert(line)
        source = mended
      }
    }
  }

  /// How many broken lines are read beyond; after more, the file is hardly meant as YAML.
  private static let mostBrokenLines = 20

  /// Drops what was said of broken lines beyond that they are broken: what stands in them is not
  /// where it seems.
  package func silence(_ diagnostics: inout [Diagnostic], after count: Int) {
    guard !brokenLines.isEmpty else { return }
    let kept = diagnostics[count...].filter { diagnostic in
      diagnostic.place?.file != file || !brokenLines.contains(diagnostic.place?.line ?? 0)
    }
    diagnostics.replaceSubrange(count..., with: kept)
  }

  /// The text with the value of one line in quotes; nil for a line that is no key with a value.
  private static func mended(_ source: SourceText, line number: Int) -> SourceText? {
    var lines = source.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard lines.indices.contains(number - 1),
      let match = lines[number - 1].firstMatch(
        of: /^(\s*(?:- +)*[A-Za-z_][A-Za-z0-9_.-]*:\s+)(\S.*)$/)
    else { return nil }
    let value = match.2.replacing("'", with: "''")
    lines[number - 1] = "\(match.1)'\(value)'"
    return SourceText(name: source.name, text: lines.joined(separator: "\n"))
  }
}
