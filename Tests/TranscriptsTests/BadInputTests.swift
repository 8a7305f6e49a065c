import Conversations
import Diagnostics
import Testing

@testable import Transcripts

/// Inputs that are broken or hostile: each gives a clear sentence, and its neighbours are read.
@Suite struct `Bad input` {
  private let haptik: TranscriptFormat
  private let genesys: TranscriptFormat

  init() throws {
    haptik = try Sample.format("haptik-chat-history")
    genesys = try Sample.format("genesys-xml")
  }

  private func record(_ id: String, _ text: String = "hi") -> String {
    #"{"conversation_identifier": "\#(id)", "chat_json": [{"text": "\#(text)", "sender": "user"}]}"#
  }

  private func element(_ id: String, _ inner: String = "") -> String {
    "<chatTranscript sessionId=\"\(id)\">\(inner)</chatTranscript>"
  }

  private func read(
    _ text: String, as format: TranscriptFormat, limits: ReadingLimits = .standard
  ) -> Reading {
    Reading(Array(text.utf8), as: format, limits: limits)
  }

  /// Records that are broken in the middle of others, and why.
  static let broken: [(text: String, why: String)] = [
    (#"{"conversation_identifier": "b", "chat_json": [{"text": "cut o"#, "bracket, comma or colon"),
    (#"{"conversation_identifier": "b", "chat_json": [}"#, "bracket, comma or colon"),
    (#"{"conversation_identifier": "b" "chat_json": []}"#, "bracket, comma or colon"),
    (#"{"conversation_identifier": "b", "chat_json": [1.2.3]}"#, "a number is malformed"),
    (#"{"conversation_identifier": "b", "chat_json": ["\x"]}"#, "a string does not end"),
    (#"{"oops": 1}"#, "has not the shape of this format"),
    ("null", "has not the shape of this format"),
    ("\u{7}\u{8}rubbish", "bracket, comma or colon"),
  ]

  @Test(arguments: broken.indices)
  func `a broken line hides neither neighbour`(_ index: Int) throws {
    let (text, why) = Self.broken[index]
    let reading = read([record("a"), text, record("c")].joined(separator: "\n"), as: haptik)
    #expect(reading.conversations.map(\.id) == ["a", "c"])
    let mistake = try #require(reading.unreadable.first)
    #expect(reading.unreadable.count == 1)
    #expect(mistake.source.record == 1)
    #expect(mistake.offset == record("a").utf8.count + 1)
    let isExpected = mistake.why.contains(why) || mistake.why.contains("a string does not end")
    #expect(isExpected, "\(mistake.why)")
  }

  @Test(arguments: [
    #"{"conversation_identifier": "b", "chat_json": [{"text": "cut o"#,
    #"{"conversation_identifier": "b", "chat_json": [{"text": "x", "#,
    #"{"conversation_identifier": "b", "chat_json": ["#,
    #"{"conversation_identifier": "b", "chat_json": []"#,
    #"{"conversation_identifier": "b", "chat_json": []}}"#,
    #"{"conversation_identifier": "b", "chat_json": []]"#,
    #"{"conversation_identifier"; "b", "chat_json": []}"#,
  ])
  func `a broken element of a list with a line each hides neither neighbour`(_ text: String) {
    let list = "[\n\(record("a")),\n\(text),\n\(record("c")),\n\(record("d"))\n]\n"
    let reading = read(list, as: haptik)
    // One bracket too many leaves the element itself whole.
    #expect(reading.conversations.map(\.id).filter { $0 != "b" } == ["a", "c", "d"])
    #expect(reading.unreadable.count >= 1 && reading.addsUp)
  }

  @Test func `a list on one line goes on after an element that does not close`() {
    let broken = #"{"conversation_identifier": "b", "chat_json": [{"text": "x""#
    let list = "[\(record("a")),\(broken),\(record("c")),\(record("d"))]"
    let reading = read(list, as: haptik)
    #expect(reading.conversations.map(\.id) == ["a", "c", "d"])
    #expect(reading.addsUp)
  }

  @Test func `a list that does not close is reported after its records`() throws {
    let reading = read("[\(record("a")),\(record("b"))", as: haptik)
    #expect(reading.conversations.count == 2)
    #expect(reading.unreadable.map(\.why) == [TranscriptMistake.listNotClosed])
  }

  @Test func `values without line breaks between them are all read`() {
    let reading = read(record("a") + record("b") + " " + record("c"), as: haptik)
    #expect(reading.conversations.map(\.id) == ["a", "b", "c"])
  }

  @Test(arguments: [
    "<message><msgText>x</message>", "<message timeShift=1/>", "<a><b></a></b>", "&nope;", "<",
    "<message timeShift=\"1\"><msgText>\u{1}</msgText></message>",
  ])
  func `a broken element hides neither neighbour`(_ inner: String) throws {
    let text = "<all>\(element("a"))\(element("b", inner))\(element("c"))</all>"
    let reading = read(text, as: genesys)
    #expect(reading.conversations.map(\.id) == ["a", "c"])
    #expect(reading.unreadable.map(\.why) == [RecordMistake.badMarkup.sentence])
  }

  @Test func `an element that does not close ends where the next begins`() {
    let text = "<all>\(element("a"))<chatTranscript sessionId=\"b\"><message>\(element("c"))</all>"
    let reading = read(text, as: genesys)
    #expect(reading.conversations.map(\.id) == ["a", "c"])
    #expect(reading.unreadable.map(\.why) == [TranscriptMistake.elementNotClosed])
  }

  @Test(arguments: [
    "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>",
    "<?xml version=\"1.0\"?>\n<!DOCTYPE a SYSTEM \"http://127.0.0.1/x.dtd\">\n<a>",
  ])
  func `a document type is refused and nothing behind it is read`(_ head: String) {
    let reading = read(head + element("a") + "</a>", as: genesys)
    #expect(reading.conversations.isEmpty)
    #expect(reading.unreadable.map(\.why) == [RecordMistake.doctype.sentence])
  }

  @Test func `a document of another format says which element is missing`() {
    let reading = read("<html><body/></html>", as: genesys)
    #expect(reading.unreadable.map(\.why) == [TranscriptMistake.noElement(["chatTranscript"])])
  }

  @Test func `nesting ten thousand deep is refused`() {
    let brackets = String(repeating: "[", count: 10_000)
    let closing = String(repeating: "]", count: 10_000)
    let deep = #"{"conversation_identifier": "x", "chat_json": \#(brackets)\#(closing)}"#
    let json = read([record("a"), deep, record("b")].joined(separator: "\n"), as: haptik)
    #expect(json.conversations.map(\.id) == ["a", "b"])
    #expect(json.unreadable.map(\.why) == [RecordMistake.tooDeep.sentence])
    let opening = String(repeating: "<a>", count: 10_000)
    let ending = String(repeating: "</a>", count: 10_000)
    let text = "<all>\(element("a", opening + ending))\(element("b"))</all>"
    let xml = read(text, as: genesys)
    #expect(xml.conversations.map(\.id) == ["b"])
    #expect(xml.unreadable.map(\.why) == [RecordMistake.tooDeep.sentence])
  }

  @Test func `a message of fifty megabytes is read`() {
    let text = String(repeating: "x", count: 50_000_000)
    let json = read(
      [record("a"), record("b", text), record("c")].joined(separator: "\n"), as: haptik)
    #expect(json.conversations.map(\.id) == ["a", "b", "c"])
    #expect(json.conversations[1].messages[0].text.utf8.count == 50_000_000)
    let message = "<message userId=\"1\"><msgText>\(text)</msgText></message>"
    let xml = read("<all>\(element("a", message))\(element("b"))</all>", as: genesys)
    #expect(xml.conversations.map(\.id) == ["a", "b"])
    #expect(xml.conversations[0].messages[0].text.utf8.count == 50_000_000)
  }

  @Test func `a record beyond the limit is one broken record`() {
    var limits = ReadingLimits.standard
    limits.recordBytes = 1000
    let large = record("b", String(repeating: "y", count: 5000))
    let lines = [record("a"), large, record("c")]
    for text in [lines.joined(separator: "\n"), "[\n" + lines.joined(separator: ",\n") + "\n]"] {
      for size in [64, 200, 999, 100_000] {
        let reading = Reading(
          Array(text.utf8), as: haptik, blockSize: size, limits: limits)
        #expect(reading.conversations.map(\.id) == ["a", "c"], "blocks of \(size)")
        #expect(reading.addsUp)
      }
    }
  }

  @Test func `a broken element hides none of its neighbours, wherever the blocks are cut`() {
    let broken = record("b", "?").replacing("?", with: "\n")
    let text = "[" + [record("a"), broken, record("c"), record("d")].joined(separator: ",") + "]"
    for size in [1, 7, 64, 65_536] {
      let reading = Reading(Array(text.utf8), as: haptik, blockSize: size)
      #expect(reading.conversations.map(\.id) == ["a", "c", "d"], "blocks of \(size)")
      #expect(reading.unreadable.count == 1 && reading.addsUp, "blocks of \(size)")
    }
  }

  @Test func `bytes that are not UTF-8 make their record unreadable`() {
    let bad =
      Array(record("a").utf8) + [0x0A] + Array(record("b", "?").utf8).map { $0 == 0x3F ? 0xE9 : $0 }
    let reading = Reading(bad, as: haptik)
    #expect(reading.conversations.map(\.id) == ["a"])
    #expect(reading.unreadable.map(\.why) == [RecordMistake.notUTF8.sentence])
  }

  @Test func `a declared encoding is read`() {
    let head = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><all>"
    let text = head + element("a", "<message><msgText>?</msgText></message>") + "</all>"
    let start = head.utf8.count
    let latin = Array(text.utf8).enumerated().map { at, byte in
      at > start && byte == 0x3F ? 0xE9 : byte
    }
    #expect(Reading(latin, as: genesys).conversations.first?.messages.first?.text == "é")
    let cyrillic = latin.map { $0 == 0xE9 ? 0xD6 : $0 }
    let named = String(decoding: head.utf8, as: UTF8.self).replacing("ISO-8859-1", with: "KOI8-R")
    let bytes = Array(named.utf8) + cyrillic.dropFirst(start)
    #expect(Reading(bytes, as: genesys).conversations.first?.messages.first?.text == "ж")
  }

  @Test func `lone halves of an emoji become replacement characters`() {
    let json = read(record("a", #"x \ud83d y \ude00 z \ud83d\ude00"#), as: haptik)
    #expect(json.conversations.first?.messages.first?.text == "x \u{FFFD} y \u{FFFD} z 😀")
    let message = "<message><msgText>&#55357;&#56834; &#55357;</msgText></message>"
    let xml = read(element("a", message), as: genesys)
    #expect(xml.conversations.first?.messages.first?.text == "😂 \u{FFFD}")
  }

  @Test func `a source that fails is thrown after what was read before`() throws {
    struct Failing: ByteSource {
      var bytes: [UInt8]
      mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(Diagnostic) -> Int {
        guard let byte = bytes.first else {
          throw TranscriptMistake.readFailed(name: "x", reason: "no more")
        }
        bytes.removeFirst()
        buffer[0] = byte
        return 1
      }
    }
    let text = record("a") + "\n" + record("b").prefix(20)
    let reading = Reading(Failing(bytes: Array(text.utf8)), as: haptik)
    #expect(reading.conversations.map(\.id) == ["a"])
    #expect(reading.failure?.code == "read-failed")
  }
}

/// Texts that a careless reader would take quadratic time for: each of these is read at once.
@Suite struct `Hostile texts` {
  @Test func `very many lone surrogates, open tags, braces and unclosed records are read`() throws {
    let haptik = try Sample.format("haptik-chat-history")
    let many = 100_000
    let texts = [
      String(repeating: #"\ud83d"#, count: many), String(repeating: "}", count: many),
      String(repeating: "{a", count: many), String(repeating: "{a}", count: many),
    ]
    for text in texts {
      let record = #"{"chat_json": [{"text": "\#(text)", "sender": "user"}]}"#
      #expect(Reading(Array(record.utf8), as: haptik).conversations.count == 1)
    }
    #expect(PlainText.of(html: String(repeating: "<a", count: many)).utf8.count == 2 * many)
    #expect(PlainText.of(html: String(repeating: "&", count: many)).utf8.count == many)
    let open = "[" + String(repeating: "{\"chat_json\":[\n", count: many)
    #expect(Reading(Array(open.utf8), as: haptik).addsUp)
    let genesys = try Sample.format("genesys-xml")
    let elements = String(repeating: "<chatTranscript>", count: many)
    let reading = Reading(Array(elements.utf8), as: genesys)
    #expect(reading.unreadable.count == many)
  }

  @Test func `a seeded storm of bytes never crashes and always adds up`() throws {
    var seed: UInt64 = 0x5EED_2026
    func next() -> Int {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(seed >> 33)
    }
    let pieces = [
      "{", "}", "[", "]", "\"", "\\", ",", ":", "\n", "<chatTranscript>", "</chatTranscript>",
      "<!--",
      "-->", "<![CDATA[", "]]>", "<", ">", "&#55357;", "\\ud83d", "chat_json", "text", "1", " ",
      "<?",
    ]
    let formats = try ["haptik-chat-history", "genesys-xml", "zendesk-chat", "whatsapp-text"]
      .map { try Sample.format($0) }
    for round in 0..<1500 {
      let text = (0..<next() % 60).map { _ in pieces[next() % pieces.count] }.joined()
      for format in formats {
        let whole = Reading(Array(text.utf8), as: format)
        #expect(whole.addsUp, "round \(round) of seed 0x5EED2026: \(text.debugDescription)")
        let parts = Reading(Array(text.utf8), as: format, blockSize: 1 + next() % 16)
        #expect(
          parts.addsUp && parts.conversations == whole.conversations, "\(text.debugDescription)")
      }
    }
  }
}
