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
  ) throws -> (pipeline: PipelineStart, notes: [String]) {
    var start = PipelineStart(
      name: name, from: pattern(in: directory), format: .mapping(""), namesBusiness: true)
    switch try proposal(named: name) {
    case .builtIn(let guess):
      start.format = .named(guess.name)
      start.namesBusiness = share(of: "conversation.business_id", in: guess.name) > 0
      let head = "the format is most likely \(guess.name) (\(Int(guess.score * 100)) %)"
      return (start, [head] + guess.reasons.prefix(2).map { "    " + $0.madeVisible })
    case .draft(let draft):
      start.format = .mapping(draft.mapping)
      start.namesBusiness = draft.mapping.split(separator: "\n").contains {
        $0.drop { $0 == " " }.hasPrefix("business_id:")
      }
      let head = [
        "no built-in format reads it, so a mapping was drafted",
        "    it reads \(draft.conversations) conversations of the sample, with "
          + "\(draft.messages) messages: \(draft.byUsers) by users, \(draft.byOthers) by others",
      ]
      return (start, head + draft.doubts.map { "    unsure of " + $0.madeVisible })
    }
  }

  private func proposal(named name: String) throws -> FormatDraft.Proposal {
    do {
      return try FormatDraft.proposal(for: sample, isCut: isCut, name: name, file: path)
    } catch {
      throw Mistakes(diagnostics: [error], status: .unusableData)
    }
  }

  private func share(of field: String, in format: String) -> Double {
    guard let format = TranscriptFormat.builtIn(named: format) else { return 0 }
    return FormatGuess.profile(of: sample, as: format).share(of: field)
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
