import Conversations
import Diagnostics
import Foundation
import Testing

@testable import Transcripts

/// What every format keeps, whatever the bytes are.
@Suite struct `Reader contract` {
  static let samples: [(format: String, file: String)] = TranscriptFormat.names.flatMap { name in
    Sample.files(of: name).map { (name, $0.lastPathComponent) }
  }

  static let formats = samples.map(\.format)
  static let files = samples.map(\.file)

  private func load(_ format: String, _ file: String) throws -> (TranscriptFormat, [UInt8], Reading)
  {
    let format = try Sample.format(format)
    let bytes = try Sample.bytes(Sample.folder.appending(path: file))
    return (format, bytes, Reading(bytes, as: format, name: file))
  }

  @Test func `every built-in format has a sample`() {
    for name in TranscriptFormat.names {
      #expect(!Sample.files(of: name).isEmpty, "\(name) has none")
    }
  }

  @Test(arguments: zip(formats, files))
  func `a sample gives its golden`(_ name: String, _ file: String) throws {
    let (_, _, reading) = try load(name, file)
    let golden = Sample.folder.appending(path: file + ".golden")
    if ProcessInfo.processInfo.environment["EXITPOLL_RECORD"] != nil {
      try reading.description.write(to: golden, atomically: true, encoding: .utf8)
    }
    #expect(reading.description == (try String(contentsOf: golden, encoding: .utf8)))
    #expect(!reading.conversations.isEmpty)
    #expect(reading.addsUp)
  }

  @Test(arguments: zip(formats, files))
  func `block sizes change nothing`(_ name: String, _ file: String) throws {
    let (format, bytes, whole) = try load(name, file)
    for size in stride(from: 1, through: bytes.count + 1, by: max(1, bytes.count / 60)) {
      let reading = Reading(bytes, as: format, blockSize: size, name: file)
      #expect(reading == whole, "blocks of \(size) bytes")
    }
    #expect(Reading(bytes, as: format, stride: 7, name: file) == whole)
  }

  @Test(arguments: zip(formats, files))
  func `a file cut anywhere gives what stands before the cut`(_ name: String, _ file: String) throws
  {
    let (format, bytes, whole) = try load(name, file)
    for end in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 120)) {
      let reading = Reading(Array(bytes[..<end]), as: format, name: file)
      #expect(reading.addsUp, "cut at \(end)")
      #expect(reading.failure == nil)
      guard format.container != "text" else { continue }
      let count = reading.conversations.count
      #expect(count <= whole.conversations.count, "cut at \(end)")
      #expect(reading.conversations == Array(whole.conversations.prefix(count)), "cut at \(end)")
    }
  }

  @Test(arguments: zip(formats, files))
  func `a stray byte anywhere never crashes and the counts add up`(
    _ name: String, _ file: String
  ) throws {
    let (format, bytes, _) = try load(name, file)
    for at in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 60)) {
      for byte: UInt8 in [0xFF, 0x00, 0x22, 0x3C, 0x7D] {
        var damaged = bytes
        damaged[at] = byte
        let reading = Reading(damaged, as: format, name: file)
        #expect(reading.addsUp, "\(byte) at \(at)")
      }
    }
  }

  @Test(arguments: zip(formats, files))
  func `marks, line ends, encodings and gzip change nothing`(_ name: String, _ file: String) throws
  {
    let (format, bytes, whole) = try load(name, file)
    #expect(Reading([0xEF, 0xBB, 0xBF] + bytes, as: format, name: file) == whole)
    let text = String(decoding: bytes, as: UTF8.self)
    let little = text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    let big = text.utf16.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
    // Without a mark only a text that begins in ASCII shows what it is.
    let isPlain = bytes.first.map { $0 < 0x80 } ?? false
    for encoded in [[0xFF, 0xFE] + little, [0xFE, 0xFF] + big] + (isPlain ? [little, big] : []) {
      let reading = Reading(encoded, as: format, name: file)
      #expect(reading.conversations == whole.conversations)
    }
    let squeezed = try #require(Gzip.member(bytes))
    #expect(Reading(squeezed, as: format, name: file) == whole)
    #expect(Reading(squeezed, as: format, blockSize: 100, stride: 3, name: file) == whole)
    let half = bytes.count / 2
    let members = try Gzip.require(Array(bytes[..<half])) + Gzip.require(Array(bytes[half...]))
    #expect(Reading(members + [0, 0, 0], as: format, name: file) == whole)
    let returns = text.replacingOccurrences(of: "\n", with: "\r\n")
    if format.container == "JSON" {
      let reading = Reading(Array(returns.utf8), as: format, name: file)
      #expect(reading.conversations == whole.conversations)
    }
  }

  @Test(arguments: zip(formats, files))
  func `gzip that ends early gives what was inflated and one broken record`(
    _ name: String, _ file: String
  ) throws {
    let (format, bytes, whole) = try load(name, file)
    let squeezed = try Gzip.require(bytes)
    for end in stride(from: 20, to: squeezed.count - 8, by: max(1, squeezed.count / 50)) {
      let reading = Reading(Array(squeezed[..<end]), as: format, name: file)
      #expect(reading.addsUp)
      #expect(
        reading.unreadable.last?.why
          == "the gzip data end early: the file is cut off, and what followed is missing",
        "cut at \(end)")
      let count = reading.conversations.count
      #expect(reading.conversations == Array(whole.conversations.prefix(count)), "cut at \(end)")
    }
  }

  @Test(arguments: Set(formats).sorted())
  func `an empty or blank input gives nothing`(_ name: String) throws {
    let format = try Sample.format(name)
    for text in ["", "\n", "  \r\n\n "] {
      let reading = Reading(Array(text.utf8), as: format)
      #expect(reading.records == 0 && reading.failure == nil, "\(text.debugDescription)")
    }
  }
}
