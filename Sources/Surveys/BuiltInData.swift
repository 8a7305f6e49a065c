import Diagnostics
import Documents

/// The marker and lexicon files that are embedded in the binary.
enum BuiltInData {
  /// The names of the marker sets: a file's name up to its first dot.
  static var sets: [String] {
    var result: [String] = []
    for name in files(in: "markers").map({ $0.name.prefix { $0 != "." } })
    where !result.contains(String(name)) {
      result.append(String(name))
    }
    return result
  }

  /// The codes of the lexicons' languages.
  static var languages: [String] {
    files(in: "lexicons").map { String($0.name.prefix { $0 != "." }) }
  }

  /// Returns the lexicons of some languages, or all, always with the signs that all use.
  static func lexicons(_ codes: [String]?, into diagnostics: inout [Diagnostic]) -> [Lexicon] {
    for code in codes ?? [] where !languages.contains(code) {
      diagnostics.append(
        .unknownLanguage(code, known: languages.filter { $0 != "und" }, at: nil))
    }
    return files(in: "lexicons").compactMap { file in
      let code = String(file.name.prefix { $0 != "." })
      guard codes?.contains(code) ?? true || code == "und" else { return nil }
      return root(of: file, into: &diagnostics).flatMap {
        LexiconFile.lexicon(in: $0, into: &diagnostics)
      }
    }
  }

  /// Returns the markers of a set in some languages; a file without a language counts for all.
  static func markers(
    of set: String, languages codes: [String], _ folder: TextFolder,
    into diagnostics: inout [Diagnostic]
  ) -> [Marker] {
    let found = files(in: "markers").filter { $0.name.prefix { $0 != "." } == set }
    if found.isEmpty { diagnostics.append(.unknownMarkerSet(set, known: sets)) }
    return found.flatMap { file -> [Marker] in
      let parts = file.name.split(separator: ".")
      if parts.count == 3, !codes.contains(String(parts[1])) { return [] }
      guard let root = root(of: file, into: &diagnostics) else { return [] }
      var reader = MarkerFile(languages: codes, folder: folder, isChecked: false)
      return reader.markers(in: root, into: &diagnostics)
    }
  }

  private static func files(in folder: String) -> [(name: Substring, path: String, text: String)] {
    EmbeddedData.files.compactMap { file in
      guard file.path.hasPrefix(folder + "/") else { return nil }
      return (file.path.dropFirst(folder.count + 1), file.path, file.text)
    }
  }

  private static func root(
    of file: (name: Substring, path: String, text: String), into diagnostics: inout [Diagnostic]
  ) -> YAMLNode? {
    do {
      return try YAMLDocument.parse(SourceText(name: file.path, text: file.text))
    } catch {
      diagnostics.append(error)
      return nil
    }
  }
}
