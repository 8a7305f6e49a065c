package import Diagnostics
import Documents
import Foundation

extension Pipeline {
  /// Reads a pipeline file and the files it names; returns nil with all mistakes reported.
  ///
  /// Warnings are reported as well, and do not keep it from being returned.
  package static func load(
    _ path: String, settings: [Setting] = [], into diagnostics: inout [Diagnostic]
  ) -> Pipeline? {
    guard let bytes = FileManager.default.contents(atPath: path) else {
      diagnostics.append(PipelineMistake.fileMissing(path))
      return nil
    }
    guard let text = String(data: bytes, encoding: .utf8) else {
      diagnostics.append(PipelineMistake.fileUnreadable(path))
      return nil
    }
    let folder = URL(filePath: path).deletingLastPathComponent().path
    var decoder = PipelineDecoder(
      source: SourceText(name: path, text: text), base: folder, settings: settings,
      file: { Self.text($0, from: folder) })
    let pipeline = decoder.pipeline()
    diagnostics += inOrder(decoder.diagnostics, from: path)
    return pipeline
  }

  /// Checks a pipeline file's text with the texts of the files that it names; returns nil with all
  /// mistakes reported.
  package static func make(
    _ source: SourceText, files: [String: String], into diagnostics: inout [Diagnostic]
  ) -> Pipeline? {
    var decoder = PipelineDecoder(
      source: source, base: "", settings: [],
      file: { path in files[path].map { SourceText(name: path, text: $0) } })
    let pipeline = decoder.pipeline()
    diagnostics += inOrder(decoder.diagnostics, from: source.name)
    return pipeline
  }

  /// Mistakes are read from the top of each file to its end, the pipeline file first.
  private static func inOrder(_ found: [Diagnostic], from path: String) -> [Diagnostic] {
    var files = [path]
    for name in found.compactMap(\.place?.file) where !files.contains(name) { files.append(name) }
    let placed = found.enumerated().map { number, diagnostic in
      let place = diagnostic.place
      let file = place.flatMap { files.firstIndex(of: $0.file) } ?? files.count
      return (key: [file, place?.line ?? 0, place?.column ?? 0, number], diagnostic: diagnostic)
    }
    return placed.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.diagnostic)
  }

  private static func text(_ path: String, from folder: String) -> SourceText? {
    let full = path.hasPrefix("/") ? path : folder + "/" + path
    return FileManager.default.contents(atPath: full)
      .flatMap { String(data: $0, encoding: .utf8) }
      .map { SourceText(name: path, text: $0) }
  }
}

extension YAMLNode {
  /// Whether it is a scalar written without quotes.
  var isPlainScalar: Bool {
    if case .scalar(let scalar) = content { scalar.isPlain } else { false }
  }
}
