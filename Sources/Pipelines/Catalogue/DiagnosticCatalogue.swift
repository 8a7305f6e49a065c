package import Diagnostics
import Documents

/// The longer stories of all mistakes that can be named by a code.
package struct DiagnosticCatalogue: Sendable {
  /// The story of one code.
  package struct Story: Sendable, Hashable {
    /// The code, as it stands in brackets behind a message.
    package var code: String
    /// What is wrong, in a few words.
    package var title: String
    /// How it comes to be.
    package var cause: String
    /// Lines that show it.
    package var example: String
    /// How to mend it.
    package var remedy: String
  }

  /// Stories that belong together.
  package struct Area: Sendable, Hashable {
    /// What they are about.
    package var name: String
    /// In the order of the data file.
    package var stories: [Story]
  }

  /// All areas, from the pipeline file to the ledger.
  package var areas: [Area]

  /// The catalogue that is embedded in the tool.
  package static let shipped = DiagnosticCatalogue(
    SourceText(name: "diagnostics.yaml", text: EmbeddedData.text("diagnostics.yaml") ?? ""))

  /// All codes, in the order of the areas.
  package var codes: [String] { areas.flatMap { $0.stories.map(\.code) } }

  /// Returns the story of a code.
  package func story(of code: String) throws(Diagnostic) -> Story {
    for area in areas {
      if let story = area.stories.first(where: { $0.code == code }) { return story }
    }
    throw Self.unknownCode(code, known: codes)
  }

  private static func unknownCode(_ code: String, known: [String]) -> Diagnostic {
    Diagnostic(
      code: "unknown-code", "there is no code \"\(code)\"",
      remedy: nearestName(to: code, in: known).map { "did you mean \"\($0)\"?" }
        ?? "it stands in brackets at the end of a message's first line")
  }
}

extension DiagnosticCatalogue {
  /// Reads the data file; an entry that lacks a key is left out, which a test would notice.
  init(_ source: SourceText) {
    var mistakes: [Diagnostic] = []
    guard let root = try? YAMLDocument.parse(source), case .sequence(let items) = root.content
    else {
      areas = []
      return
    }
    areas = items.compactMap { item in
      guard var reader = MappingReader(item, as: "an area", into: &mistakes),
        let name = reader.string("area", into: &mistakes),
        let codes = reader.optional("codes"), case .sequence(let stories) = codes.content
      else { return nil }
      return Area(name: name, stories: stories.compactMap { Story($0) })
    }
  }
}

extension DiagnosticCatalogue.Story {
  fileprivate init?(_ node: YAMLNode) {
    var mistakes: [Diagnostic] = []
    guard var reader = MappingReader(node, as: "a story", into: &mistakes) else { return nil }
    let values = ["code", "title", "cause", "example", "remedy"].compactMap {
      reader.optional($0)?.text
    }
    guard values.count == 5 else { return nil }
    self.init(
      code: values[0], title: values[1], cause: values[2],
      example: values[3].hasSuffix("\n") ? String(values[3].dropLast()) : values[3],
      remedy: values[4])
  }
}
