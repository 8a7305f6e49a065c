import Testing

@testable import Reports

@Suite struct `The flag of a later chat` {
  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  @Test(arguments: [
    (
      #"{"a":"\",\"flags\":[","flags":[],"b":[]}"#,
      #"{"a":"\",\"flags\":[","flags":["later-chat"],"b":[]}"#
    ),
    (
      #"{"r":1,"flags":["mine]\"","rounded"],"b":[]}"#,
      #"{"r":1,"flags":["rounded","later-chat","mine]\""],"b":[]}"#
    ),
    (#"{"r":1,"flags":["later-chat"]}"#, #"{"r":1,"flags":["later-chat"]}"#),
  ])
  func `goes into a decision's line in its place`(line: String, flagged: String) {
    #expect(text(FlagSplice.decision(Array(line.utf8)[...])) == flagged)
  }

  @Test func `goes into a row of the page and a record of the table`() {
    #expect(
      text(FlagSplice.row(Array(#"[0,"a[\"","submit",null,[],true]"#.utf8)[...]))
        == #"[0,"a[\"","submit",null,["later-chat"],true]"#)
    #expect(
      text(FlagSplice.record(Array("\"c,\"\"1\",p,0,submit,,rounded,true,4\r\n".utf8)))
        == "\"c,\"\"1\",p,0,submit,,rounded later-chat,true,4\r\n")
    #expect(
      text(FlagSplice.record(Array("c,p,0,submit,,,true,4\r\n".utf8)))
        == "c,p,0,submit,,later-chat,true,4\r\n")
  }
}
