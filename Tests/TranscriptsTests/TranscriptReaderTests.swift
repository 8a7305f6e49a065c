import Conversations
import Diagnostics
import Foundation
import Testing
import Transcripts

/// What other packages see of the room.
@Suite struct `A transcript reader for other programs` {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Samples")

  private func sample(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: Self.folder.appending(path: name)))
  }

  /// Hands bytes over in blocks of a size.
  private func blocks(_ bytes: [UInt8], of size: Int) -> () -> [UInt8] {
    var rest = bytes[...]
    return {
      defer { rest = rest.dropFirst(size) }
      return Array(rest.prefix(size))
    }
  }

  private static let files: [(format: String, file: String)] = TranscriptFormat.names.flatMap {
    name in
    let all = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return all.filter { file in
      let stem = file.split(separator: ".").first.map(String.init) ?? ""
      return !file.hasSuffix(".golden") && (stem == name || stem.hasPrefix(name + "--"))
    }.map { (name, $0) }
  }

  @Test(arguments: files)
  func `reads the same in any blocks`(_ name: String, _ file: String) throws {
    let format = try TranscriptFormat(named: name)
    let bytes = try sample(file)
    let whole = format.readings(of: bytes, named: file)
    #expect(!whole.isEmpty)
    for size in [1, 7, 4096] where size > 1 || bytes.count < 20_000 {
      let reader = TranscriptReader(format, named: file, nextBlock: blocks(bytes, of: size))
      var readings: [TranscriptReading] = []
      while let reading = try reader.next() { readings.append(reading) }
      #expect(readings == whole, "blocks of \(size) bytes")
    }
  }

  @Test func `puts together what is scattered over an export`() throws {
    let format = try TranscriptFormat(named: "exitpoll")
    let grouped = try TranscriptFormat(
      mapping: SourceText(
        name: "events.yaml",
        text: """
          grouped: true
          conversation: { id: $.chat }
          messages: { from: $, role: $.by, text: $.said }
          """))
    let export = """
      {"chat":"a","by":"bot","said":"Did we help?"}
      {"chat":"b","by":"bot","said":"Did we help?"}
      {"chat":"a","by":"user","said":"yes"}
      no record
      """
    var texts: [String: [String]] = [:]
    var unreadable = 0
    for reading in grouped.readings(of: Array(export.utf8)) {
      switch reading {
      case .conversation(let chat, _): texts[chat.id] = chat.messages.map { String($0.text) }
      case .unreadable: unreadable += 1
      }
    }
    #expect(texts == ["a": ["Did we help?", "yes"], "b": ["Did we help?"]])
    #expect(unreadable == 1)
    #expect(format.readings(of: []).isEmpty)
  }

  @Test func `says where the bytes could not be had, after what was read before`() throws {
    struct Lost: Error {}
    let line = #"{"id":"c","messages":[{"role":"user","text":"hi"}]}"# + "\n"
    var isFirst = true
    let reader = TranscriptReader(try TranscriptFormat(named: "exitpoll"), named: "night") {
      guard isFirst else { throw Lost() }
      isFirst = false
      return Array(line.utf8)
    }
    guard case .conversation(let chat, let source)? = try reader.next() else {
      Issue.record("nothing was read")
      return
    }
    #expect(chat.id == "c")
    #expect(source == Source(path: "night", record: 0))
    #expect {
      while try reader.next() != nil {}
    } throws: {
      ($0 as? Diagnostic)?.rendered()
        == "night: error: cannot read the input: Lost() [read-failed]\n"
        + "  = check that it is a readable file and that the disk is sound"
    }
  }

  @Test func `names the nearest format, and every mistake of a mapping`() {
    #expect { try TranscriptFormat(named: "genesis-xml") } throws: {
      ($0 as? Diagnostics.Mistakes)?.description
        == "error: there is no transcript format \"genesis-xml\" [unknown-format]\n"
        + "  = did you mean \"genesys-xml\"?"
    }
    let text = "conversation: { idd: $.a }\nmessages: { from: $.m, rol: $.r }\n"
    #expect { try TranscriptFormat(mapping: SourceText(name: "m.yaml", text: text)) } throws: {
      let codes = ($0 as? Diagnostics.Mistakes)?.diagnostics.map(\.code) ?? []
      return codes.filter { $0 == "unknown-key" }.count == 2
    }
  }
}
