import Diagnostics
import Documents
import Foundation
import Testing

@testable import Transcripts

@Suite struct `Drafting a mapping` {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Shapes")

  static let shapes: [String] = {
    let all = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    return (all ?? []).filter { !$0.hasSuffix(".yaml") && !$0.hasSuffix(".golden") }.sorted()
  }()

  private func draft(_ file: String) throws -> (FormatDraft, [UInt8]) {
    let bytes = try Sample.bytes(Self.folder.appending(path: file))
    return (try FormatDraft.draft(of: bytes, isCut: false, name: "drafted", file: file), bytes)
  }

  private func format(_ mapping: String) throws -> TranscriptFormat {
    var diagnostics: [Diagnostic] = []
    let node = try YAMLDocument.parse(SourceText(name: "draft", text: mapping))
    let format = TranscriptFormat.decode(node, into: &diagnostics)
    #expect(diagnostics.isEmpty, "\(diagnostics)")
    return try #require(format)
  }

  @Test(arguments: shapes)
  func `an unknown export gets the mapping beside it`(_ file: String) throws {
    let (draft, bytes) = try draft(file)
    let golden = Self.folder.appending(path: file + ".yaml")
    let reading = Reading(bytes, as: try format(draft.mapping), name: file)
    let read = Self.folder.appending(path: file + ".golden")
    if ProcessInfo.processInfo.environment["EXITPOLL_RECORD"] != nil {
      try draft.mapping.write(to: golden, atomically: true, encoding: .utf8)
      try reading.description.write(to: read, atomically: true, encoding: .utf8)
    }
    #expect(draft.mapping == (try String(contentsOf: golden, encoding: .utf8)))
    #expect(reading.description == (try String(contentsOf: read, encoding: .utf8)))
    #expect(draft.byUsers > 0 && draft.byOthers > 0)
  }
}
