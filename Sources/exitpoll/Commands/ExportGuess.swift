import Diagnostics
import Foundation
import Pipelines
import Transcripts

/// What an export most likely is.
struct ExportGuess {
  private let path: String
  private let sample: [UInt8]
  private let isCut: Bool

  /// Reads the first megabyte of a file, or of the first file in a folder.
  init(_ path: String) throws(Diagnostic) {
    self.path = path
    let most = 1 << 20
    guard let file = Self.file(at: path), let handle = FileHandle(forReadingAtPath: file),
      let head = try? handle.read(upToCount: most), !head.isEmpty
    else { throw CommandMistake.unreadableFile(path) }
    sample = Array(head)
    isCut = head.count == most
  }

  /// Returns a first pipeline over the export, with lines that say what was found.
  func start(
    named name: String, in directory: String
  ) throws(Diagnostic) -> (pipeline: PipelineStart, notes: [String]) {
    guard let guess = FormatGuess.guesses(for: sample, isCut: isCut).first, guess.score >= 0.5,
      let format = TranscriptFormat.builtIn(named: guess.name)
    else { throw CommandMistake.noFormatFits(path) }
    let profile = FormatGuess.profile(of: sample, as: format)
    let start = PipelineStart(
      name: name, from: pattern(in: directory), format: .named(guess.name),
      namesBusiness: profile.share(of: "conversation.business_id") > 0)
    let share = Int(guess.score * 100)
    return (
      start,
      ["the format is most likely \(guess.name) (\(share) %)"]
        + guess.reasons.prefix(2)
        .map { "    " + $0.madeVisible }
    )
  }

  /// The export's path as a pipeline file in `directory` names it.
  private func pattern(in directory: String) -> String {
    let export = URL(filePath: path).standardizedFileURL.resolvingSymlinksInPath().path
    let base = URL(filePath: directory).standardizedFileURL.resolvingSymlinksInPath().path
    return export.hasPrefix(base + "/") ? String(export.dropFirst(base.count + 1)) : export
  }

  private static func file(at path: String) -> String? {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return nil }
    guard isFolder.boolValue else { return path }
    let names = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
    return names.sorted().map { path + "/" + $0 }.first { file in
      let ending = file.hasSuffix(".gz") ? String(file.dropLast(3)) : file
      return ["json", "ndjson", "jsonl", "xml", "txt"].contains { ending.hasSuffix("." + $0) }
    }
  }
}
