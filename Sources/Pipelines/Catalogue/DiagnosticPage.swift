/// The catalogue as the page `docs/diagnostics.md`, and as lines for a terminal.
extension DiagnosticCatalogue {
  /// The page, in Markdown.
  package var page: String {
    var text = """
      # Diagnostics

      Every mistake has a code, in brackets at the end of its first line. `exitpoll check --explain
      CODE` tells the same as this page, which is made of the same data (`make record`).

      """
    for area in areas {
      text += "\n- [\(area.name)](#\(Self.anchor(area.name)))"
    }
    text += "\n"
    for area in areas {
      text += "\n## \(area.name)\n"
      for story in area.stories { text += story.markdown }
    }
    return text
  }

  private static func anchor(_ heading: String) -> String {
    String(
      heading.lowercased().replacing(" ", with: "-")
        .filter { $0.isLetter || $0.isNumber || $0 == "-" })
  }
}

extension DiagnosticCatalogue.Story {
  fileprivate var markdown: String {
    """

    ### \(code)

    **\(title).** \(cause)

    ```text
    \(example)
    ```

    To mend it: \(remedy)

    """
  }

  /// The story for a terminal, in lines of at most 80 columns but for the example's.
  package var lines: [String] {
    let examples = example.split(separator: "\n", omittingEmptySubsequences: false)
    return Self.wrapped("\(code): \(title)") + [""] + Self.wrapped(cause) + [""]
      + examples.map { "    " + $0 } + [""] + Self.wrapped("To mend it: " + remedy)
  }

  private static func wrapped(_ text: String) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(whereSeparator: \.isWhitespace) {
      if !line.isEmpty, line.count + word.count >= 80 {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return lines + [line]
  }
}
