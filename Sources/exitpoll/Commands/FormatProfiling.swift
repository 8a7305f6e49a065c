import Conversations
import Diagnostics
import Foundation
import Pipelines
import Transcripts

/// What `exitpoll formats --profile` does.
struct FormatProfiling {
  private let path: String
  private let format: TranscriptFormat
  private let how: String

  init(_ path: String, _ format: String?, _ console: Console) throws {
    self.path = path
    if let format {
      (self.format, how) = (try Self.format(format, console), "")
      return
    }
    let most = 1 << 20
    guard let handle = FileHandle(forReadingAtPath: path),
      let head = try? handle.read(upToCount: most)
    else { throw CommandMistake.unreadableFile(path) }
    guard
      let guess = FormatGuess.guesses(for: Array(head), isCut: head.count == most).first,
      let found = TranscriptFormat.builtIn(named: guess.name)
    else { throw CommandMistake.noFormatFits(path) }
    (self.format, how) = (found, " (guessed)")
  }

  /// A built-in format, that of a pipeline file, or a mapping file.
  private static func format(_ name: String, _ console: Console) throws -> TranscriptFormat {
    if let format = TranscriptFormat.builtIn(named: name) { return format }
    guard name.contains("."), let bytes = FileManager.default.contents(atPath: name) else {
      throw CommandMistake.unknownFormat(name)
    }
    let text = String(decoding: bytes, as: UTF8.self)
    if text.firstMatch(of: #/(?m)^stages:/#) != nil {
      return try console.pipeline(name).ingest.format
    }
    var diagnostics: [Diagnostic] = []
    let format = TranscriptFormat.decode(SourceText(name: name, text: text), into: &diagnostics)
    guard let format else { throw Mistakes(diagnostics: diagnostics, status: .configuration) }
    return format
  }

  var lines: [String] {
    get throws {
      let descriptor = open(path, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw CommandMistake.unreadableFile(path) }
      defer { close(descriptor) }
      var profiler = FormatProfiler(format, now: .now())
      let source = FileByteSource(descriptor: descriptor, name: path)
      let profile = try profiler.profile(of: source, name: path)
      return ProfileText(profile: profile, format: format.name + how).lines
    }
  }
}
