import Conversations
import Testing

@Suite struct `A byte text` {
  @Test(arguments: [
    0, 1, 9, 10, 99, 100, -1, -10, 1_793_523_600_000, Int64.max, Int64.min,
  ])
  func `writes whole numbers`(number: Int64) {
    var text = ByteText()
    text.append(decimal: number)
    #expect(String(decoding: text.bytes, as: UTF8.self) == String(number))
  }

  @Test func `writes pieces of any length one after another, and forgets them`() {
    var text = ByteText()
    var expected: [UInt8] = []
    for length in [0, 1, 255, 256, 257, 5_000, 3] {
      let piece = [UInt8](repeating: UInt8(truncatingIfNeeded: length), count: length)
      piece.withUnsafeBufferPointer { text.append($0) }
      text.append(0x2C)
      piece.withUnsafeBufferPointer { text.append(quoted: $0, afterComma: true) }
      expected += piece + [0x2C, 0x2C, 0x22] + piece + [0x22]
    }
    #expect(text.bytes == expected)
    text.removeAll()
    text.append("x" as StaticString)
    text.append("é")
    #expect(text.bytes == Array("xé".utf8))
  }
}

@Suite struct `JSON text` {
  @Test(arguments: [
    ("", #""""#), ("plain and longer than eight", #""plain and longer than eight""#),
    ("1234567\"", #""1234567\"""#), ("\"\\\u{8}\u{C}\n\r\t", #""\"\\\b\f\n\r\t""#),
    ("a\u{1}\u{1F} \u{7F}é👍", "\"a\\u0001\\u001f \u{7F}é👍\""),
    ("12345678\u{0}12345678\n12345678", #""12345678\u000012345678\n12345678""#),
  ])
  func `escapes what JSON asks for, and nothing else`(text: String, json: String) {
    var whole = JSONText()
    whole.string(text)
    #expect(String(decoding: whole.bytes, as: UTF8.self) == json)
    var part = JSONText()
    part.string(text[...])
    #expect(part.bytes == whole.bytes)
  }

  @Test func `puts commas where they belong`() {
    var json = JSONText()
    json.open(.object)
    json.key("a")
    json.open(.array)
    json.number(1)
    json.number(-20)
    json.null()
    json.bool(true)
    json.string(orNull: nil)
    json.close(.array)
    json.key(text: "b\"")
    json.string(Timestamp(milliseconds: 0))
    json.fragment(#","c":"#)
    json.raw("{}")
    json.close(.object)
    json.endLine()
    json.string("x")
    #expect(
      String(decoding: json.bytes, as: UTF8.self)
        == #"{"a":[1,-20,null,true,null],"b\"":"1970-01-01T00:00:00Z","c":{}}"# + "\n\"x\"")
  }
}
