package import Diagnostics
import Foundation

/// An input of a run: where its bytes are, what it is called, and what its path says.
package struct Input: Sendable, Hashable {
  /// The name in reports: the path as it was given or found, or `-`.
  package var name: String
  /// The path to open; nil for standard input.
  package var path: String?
  /// The `{name}` parts of its path.
  package var attributes: [String: String]

  /// Makes an input.
  package init(name: String, path: String?, attributes: [String: String] = [:]) {
    self.name = name
    self.path = path
    self.attributes = attributes
  }
}

extension Input {
  /// How many bytes some inputs have together, as stored; nil where one of them is no plain file.
  package static func totalBytes(of inputs: [Input]) -> Int? {
    var total = 0
    for input in inputs {
      var facts = stat()
      guard let path = input.path, stat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
        return nil
      }
      total += Int(facts.st_size)
    }
    return total
  }
}

/// Finds the files that a pipeline's `from` or `--input` names.
package struct InputFinder: Sendable {
  /// The folder that relative patterns of the pipeline file start from.
  package var base: String
  /// The endings that a folder is searched for, such as `ndjson`; an ending `.gz` behind counts too.
  package var endings: [String]

  /// Makes a finder.
  package init(base: String, endings: [String]) {
    self.base = base
    self.endings = endings
  }

  /// Returns the files that the pipeline's own patterns name, each once, sorted within a pattern.
  ///
  /// A path without globs must exist, and together the patterns must match something: a night
  /// without an export is worth an alarm, which an empty file is not.
  package func inputs(from patterns: [PathPattern]) throws(Diagnostic) -> [Input] {
    var found: [Input] = []
    for pattern in patterns {
      if pattern.text == "-" {
        found.append(Input(name: "-", path: nil))
      } else {
        for file in try files(of: pattern) where !found.contains(where: { $0.name == file }) {
          let attributes =
            pattern.attributes(atEndOf: file) ?? pattern.attributes(sharedWith: file)
          found.append(Input(name: file, path: resolved(file), attributes: attributes))
        }
      }
    }
    if found.isEmpty {
      throw patterns.first.map { InputMistake.nothingMatches($0.text) } ?? InputMistake.noneNamed
    }
    return found
  }

  /// Returns the files that `--input` names, in its order; each must exist.
  ///
  /// `patterns` are the pipeline's own: their `{name}` parts are matched against the end of each path.
  package func inputs(
    given paths: [String], attributesOf patterns: [PathPattern]
  ) throws(Diagnostic) -> [Input] {
    let here = InputFinder(base: "", endings: endings)
    var found: [Input] = []
    for path in paths {
      if path == "-" {
        found.append(Input(name: "-", path: nil))
        continue
      }
      let files =
        FileManager.default.fileExists(atPath: path)
        ? try here.expand(path) : try here.files(of: PathPattern(path))
      guard !files.isEmpty else { throw InputMistake.nothingMatches(path) }
      for file in files {
        let attributes =
          patterns.lazy.map { $0.attributes(sharedWith: file) }.first { !$0.isEmpty } ?? [:]
        found.append(Input(name: file, path: file, attributes: attributes))
      }
    }
    return found
  }

  private func resolved(_ path: String) -> String {
    path.hasPrefix("/") || base.isEmpty ? path : base + "/" + path
  }

  private func files(of pattern: PathPattern) throws(Diagnostic) -> [String] {
    if pattern.isLiteral {
      guard FileManager.default.fileExists(atPath: resolved(pattern.text)) else {
        throw InputMistake.missing(pattern.text)
      }
      return try expand(pattern.text)
    }
    let isAbsolute = pattern.text.hasPrefix("/")
    let found = walk(pattern.components[...], below: isAbsolute ? "/" : "")
    var files: [String] = []
    for path in found.sorted() { files += try expand(path) }
    return files
  }

  /// A file itself; of a folder, the files below it that have a known ending, sorted by path.
  private func expand(_ path: String) throws(Diagnostic) -> [String] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: resolved(path), isDirectory: &isFolder) else {
      throw InputMistake.missing(path)
    }
    guard isFolder.boolValue else { return [path] }
    guard let all = FileManager.default.enumerator(atPath: resolved(path)) else {
      throw InputMistake.unreadable(path)
    }
    let trimmed = path.hasSuffix("/") ? String(path.dropLast()) : path
    return all.compactMap { $0 as? String }
      .filter { hasKnownEnding($0) && !$0.split(separator: "/").contains { $0.hasPrefix(".") } }
      .sorted()
      .map { trimmed + "/" + $0 }
  }

  private func hasKnownEnding(_ path: String) -> Bool {
    let plain = path.hasSuffix(".gz") ? String(path.dropLast(3)) : path
    return endings.contains { plain.hasSuffix("." + $0) }
  }

  private func walk(_ components: ArraySlice<PathPattern.Component>, below folder: String)
    -> [String]
  {
    guard let component = components.first else { return [] }
    let rest = components.dropFirst()
    // A folder does not list "..", and what is named need not be looked for.
    if case .pieces(let pieces) = component, pieces.count == 1, case .literal(let name) = pieces[0],
      !rest.isEmpty
    {
      let path = folder.isEmpty || folder == "/" ? folder + name : folder + "/" + name
      return walk(rest, below: path)
    }
    let listed = resolved(folder.isEmpty ? "." : folder)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: listed)) ?? []
    var found: [String] = []
    for name in names.sorted() where !name.hasPrefix(".") {
      let path = folder.isEmpty || folder == "/" ? folder + name : folder + "/" + name
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: resolved(path), isDirectory: &isFolder) else {
        continue
      }
      switch component {
      case .anyDepth:
        if isFolder.boolValue { found += walk(components, below: path) }
      case .pieces(let pieces):
        guard PathPattern.captures(pieces[...], name[...]) != nil else { continue }
        if rest.isEmpty { found.append(path) } else { found += walk(rest, below: path) }
      }
    }
    if component == .anyDepth { found += walk(rest, below: folder) }
    return found
  }
}
