import Diagnostics
import Documents
import Testing

@testable import Transcripts

/// Every sentence of the room, by its full text.
@Suite struct `Mistakes` {
  /// Returns what is wrong with a mapping, rendered.
  private func mistakes(_ yaml: String) throws -> [String] {
    let node = try YAMLDocument.parse(SourceText(name: "f.yaml", text: yaml))
    var diagnostics: [Diagnostic] = []
    let format = TranscriptFormat.decode(node, into: &diagnostics)
    #expect((format == nil) == !diagnostics.isEmpty)
    return diagnostics.map(\.description)
  }

  @Test func `an unknown format names the nearest`() throws {
    #expect(
      try mistakes("haptik-chat-histroy") == [
        """
        f.yaml:1:1: error: there is no transcript format "haptik-chat-histroy" [unknown-format]
          1 | haptik-chat-histroy
            | ^^^^^^^^^^^^^^^^^^^
          = did you mean "haptik-chat-history"?
        """
      ])
  }

  @Test func `all mistakes of a mapping are shown at their places`() throws {
    let found = try mistakes(
      """
      mesages: []
      reads: jsn
      conversation: { id: '$.a[', started_at: { of: $.t, as: noon, zone: Mars } }
      messages:
        from: $.m[*]
        role: { of: $.r, is: { a: boss } }
        name: { table: people, by: $.x, take: y }
        text: { clean: washing, match: '{', of: $.t }
      survey: { rating: $.r, scale: wide }
      """)
    let heads = found.compactMap { $0.split(separator: "\n").first }
    #expect(
      heads == [
        "f.yaml:2:8: error: \"jsn\" is no kind of file [unknown-word]",
        "f.yaml:3:26: error: here an index, a quoted name, \"*\" or \"?\" is wanted [bad-path]",
        "f.yaml:3:56: error: \"noon\" is no way to write a time [bad-time-form]",
        "f.yaml:3:68: error: this is no zone [bad-zone]",
        "f.yaml:6:29: error: \"boss\" is no role [unknown-word]",
        "f.yaml:7:18: error: there is no table \"people\" or it has not that column [unknown-table]",
        "f.yaml:8:34: error: the template needs a name in each pair of braces, and text between two of them [bad-template]",
        "f.yaml:8:18: error: \"washing\" is no cleaning [unknown-word]",
        "f.yaml:9:31: error: this is no scale [bad-scale]",
        "f.yaml:1:1: error: a transcript format has no key \"mesages\" [unknown-key]",
      ])
  }

  @Test func `a mapping without messages says what to add`() throws {
    #expect(
      try mistakes("conversation: {}") == [
        """
        f.yaml:1:1: error: the format says of no messages where they are [no-messages]
          1 | conversation: {}
            | ^
          = add "messages" with "from", "role" and "text"
        """
      ])
  }

  @Test(
    arguments: [
      (RecordMistake.empty, "the record is empty"),
      (.tooLarge, "the record is larger than the limit; export fewer messages at a time"),
      (
        .tooDeep,
        "the record nests deeper than 1024 levels; no transcript does, so the export is damaged"
      ),
      (
        .tooManyMessages,
        "the conversation has more messages than the limit; split the export"
      ),
      (
        .notUTF8,
        "the record is not UTF-8; say which encoding it is under the format's `encoding`"
      ),
      (
        .badString,
        "the record is not JSON: a string does not end, or holds a raw control character or a wrong escape"
      ),
      (.badNumber, "the record is not JSON: a number is malformed"),
      (
        .badGrammar,
        "the record is not JSON: a bracket, comma or colon is missing or too many; it may be cut off"
      ),
      (
        .badMarkup,
        "the element is not well-formed XML: a tag, quote or entity is wrong; it may be cut off"
      ),
      (
        .doctype,
        "the document has a DOCTYPE, which is never read because it can pull in other files; remove it"
      ),
      (.outOfMemory, "there is not enough memory for the record"),
      (
        .notThisFormat,
        "the record has not the shape of this format; `exitpoll formats --guess` names a likelier one"
      ),
      (
        .unknownRole,
        "a message's sender is none that the format knows; name it under the format's `role`"
      ),
      (
        .unknownKind,
        "a message's kind is none that the format knows; name it under the format's `kind`"
      ),
    ])
  func `a record's mistake reads`(_ mistake: RecordMistake, _ sentence: String) {
    #expect(mistake.sentence == sentence)
  }

  @Test func `an input's mistake reads`() {
    #expect(
      [
        TranscriptMistake.readFailed(name: "a", reason: "gone"),
        TranscriptMistake.gzipEndsEarly(name: "a"), TranscriptMistake.gzipDamaged(name: "a"),
        TranscriptMistake.outOfMemory(name: "a"),
        TranscriptMistake.unknownEncoding("x", name: "a"), TranscriptMistake.badEncoding(name: "a"),
      ].map(\.description) == [
        """
        a: error: cannot read the input: gone [read-failed]
          = check that it is a readable file and that the disk is sound
        """,
        """
        a: error: the gzip data end early: the file is cut off, and what followed is missing [gzip-ends-early]
          = transfer or export the file again
        """,
        """
        a: error: the gzip data are damaged, and what follows cannot be read [gzip-damaged]
          = transfer or export the file again
        """,
        "a: error: there is not enough memory to read the input [out-of-memory]",
        """
        a: error: nobody here knows the encoding "x" [unknown-encoding]
          = convert the file to UTF-8
        """,
        """
        a: error: the bytes are not of the encoding that the file says, and what follows cannot be read [bad-encoding]
          = export the file again, as UTF-8 where possible
        """,
      ])
    #expect(
      [
        TranscriptMistake.valueNotClosed, TranscriptMistake.listNotClosed,
        TranscriptMistake.elementNotClosed, TranscriptMistake.documentNotClosed,
        TranscriptMistake.noElement(["a", "b"]), TranscriptMistake.recordTooLarge(limit: 9),
      ] == [
        "the record is not JSON: it does not close before the next one begins; it may be cut off",
        "the list of records does not close: the file is cut off, and what followed is missing",
        "the element does not close before the next one begins; it may be cut off",
        "the document's root element does not close: the file is cut off, and what followed is missing",
        "the document has no <a> or <b> element, so it is not of this format",
        "the record is larger than 9 bytes, the limit; export fewer messages at a time",
      ])
  }
}
