import Conversations
import Testing

@testable import Transcripts

@Suite struct `Times` {
  private func read(_ text: String, _ form: TimeForm, zone: Int = 0) -> String? {
    let pick = TimePick(pick: Pick(ways: []), form: form, zone: zone)
    return Array(text.utf8).withUnsafeBufferPointer { bytes in
      pick.timestamp(.string(bytes), start: nil, previous: nil)?.description
    }
  }

  @Test(
    arguments: [
      ("2026-11-01T09:00:07Z", "2026-11-01T09:00:07Z"),
      ("2026-11-01T09:00:07.25+05:30", "2026-11-01T03:30:07.250Z"),
      ("2023-08-29 14:30:24.565+0000", "2023-08-29T14:30:24.565Z"),
      ("2026-11-01T09:00", "2026-11-01T09:00:00Z"), ("2026-11-01", "2026-11-01T00:00:00Z"),
      ("1693319424565", "2023-08-29T14:30:24.565Z"), ("1693319424", "2023-08-29T14:30:24Z"),
      ("1709738612.000200", "2024-03-06T15:23:32Z"), ("2026-13-01T00:00:00Z", nil), ("soon", nil),
      ("", nil), ("2026-11-01T25:00:00Z", nil), ("2026-11-01T09:00:07Zebra", nil),
    ] as [(String, String?)])
  func `ISO times and counts since the epoch are told apart`(_ text: String, _ wanted: String?) {
    #expect(read(text, .automatic) == wanted)
  }

  @Test func `a zone holds for times without one alone`() {
    #expect(read("2026-11-01T09:00:00", .automatic, zone: 330) == "2026-11-01T03:30:00Z")
    #expect(read("2026-11-01T09:00:00Z", .automatic, zone: 330) == "2026-11-01T09:00:00Z")
  }

  @Test(
    arguments: [
      ("06/22/20 07:24:25 AM UTC", "2020-06-22T07:24:25Z"),
      ("06/22/20 12:24:25 AM UTC", "2020-06-22T00:24:25Z"),
      ("06/22/20 12:24:25 pm UTC", "2020-06-22T12:24:25Z"),
      ("6/2/20 7:24:25 PM UTC+5:30", "2020-06-02T13:54:25Z"), ("22/06/20 07:24:25 AM UTC", nil),
      ("06/22/20 13:24:25 AM UTC", nil), ("06/22/20 07:24:25 AM", nil),
    ] as [(String, String?)])
  func `Haptik's times are read month first`(_ text: String, _ wanted: String?) throws {
    let parts = try #require(TimePattern.parts(of: "MM/dd/yy hh:mm:ss a z"))
    #expect(read(text, .patterns([parts])) == wanted)
    let fixed = try #require(FixedTime(parts))
    let quick = Array(text.utf8).withUnsafeBufferPointer { fixed.read($0)?.description }
    #expect(quick == nil || quick == wanted)
  }

  @Test func `every day of the century is read quickly as it is read slowly`() throws {
    let parts = try #require(TimePattern.parts(of: "MM/dd/yy hh:mm:ss a z"))
    let fixed = try #require(FixedTime(parts))
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    for year in 0...99 {
      for month in 1...12 {
        for day in 1...31 {
          let text = "\(two(month))/\(two(day))/\(two(year)) 11:59:07 PM UTC"
          let (quick, slow) = Array(text.utf8).withUnsafeBufferPointer { bytes in
            (
              fixed.read(bytes),
              parts.withUnsafeBufferPointer { TimePattern.read(bytes, $0, zone: 0) }
            )
          }
          #expect(quick == slow, "\(text)")
        }
      }
    }
    for text in ["0:/01/20", "1/:01/20", "/1/01/200", "01/0a/20", "01/01/\u{7F}0", "é1/01/2"] {
      let whole = Array((text + " 11:59:07 PM UTC").utf8)
      #expect(whole.withUnsafeBufferPointer { fixed.read($0) } == nil, "\(text)")
    }
  }

  @Test func `mail times and lengths of time are read`() {
    #expect(read("Tue, 02 May 2023 10:00:05 +0200", .mail) == "2023-05-02T08:00:05Z")
    #expect(read("2 May 2023 10:00 GMT", .mail) == "2023-05-02T10:00:00Z")
    let lengths = ["1m 13s": 73_000, "44s": 44_000, "1h 2m": 3_720_000] as [String: Int64]
    for (text, wanted) in lengths {
      let found = Array(text.utf8).withUnsafeBufferPointer { ElapsedTime.milliseconds($0) }
      #expect(found == wanted)
    }
  }

  @Test(arguments: ["MM/qq", "'open", "YYYY"])
  func `a pattern with letters that mean nothing is refused`(_ pattern: String) {
    #expect(TimePattern.parts(of: pattern) == nil)
  }
}

@Suite struct `Texts` {
  @Test(
    arguments: [
      ("Thanks{task}", "Thanks"), ("{feedback}", ""), ("a {x_y: 1, b: {c}}{task} ", "a"),
      ("use {Braces}", "use {Braces}"), ("{1}", "{1}"), ("a } b", "a } b"),
      ("set {a b}", "set {a b}"),
      ("}{task}", "}"), ("{task", "{task"), ("", ""),
    ])
  func `commands at the end go and other braces stay`(_ text: String, _ wanted: String) {
    #expect(Cleaning.commands.cleaned(text) == wanted)
  }

  @Test(
    arguments: [
      ("<p>Hi <b>you</b></p><p>there &amp; &lt;me&gt;</p>", "Hi you\nthere & <me>"),
      ("a<br/>b<br>c", "a\nb\nc"), ("5 < 6 & 7 > 3", "5 < 6 & 7 > 3"), ("<3 you", "<3 you"),
      ("<script>x()</script>ok<!-- no -->", "ok"), ("&#39;&#x1F600;&nope;", "'😀&nope;"),
      ("<p", "<p"),
    ])
  func `HTML becomes what a reader sees`(_ html: String, _ wanted: String) {
    #expect(PlainText.of(html: html) == wanted)
  }

  @Test func `a template captures the least that fits, and the last the rest`() throws {
    let agent = try #require(TextTemplate("agent({name})"))
    #expect(agent.capture(in: "agent(Meera (K))") == "Meera (K)")
    #expect(agent.capture(in: "agent") == nil)
    let line = try #require(TextTemplate("[{date}] {sender}: {text}"))
    #expect(line.captures(in: "[1] A: b: c") == ["1", "A", "b: c"])
    for wrong in ["{a}{b}", "{", "{}"] { #expect(TextTemplate(wrong) == nil) }
  }

  @Test func `a look tells what a cleaning would change`() {
    let texts = [
      "plain", " a", "a ", "a\u{A0}", "\u{3000}a", "x{task}", "a  b", "<b>", "&amp;", "é",
      "\u{200E}a",
    ]
    for cleaning in Cleaning.allCases {
      let set = CleaningSet([cleaning])
      for text in texts {
        let changes = cleaning.cleaned(text) != text
        let leaves = Array(text.utf8).withUnsafeBufferPointer { set.leaves($0) }
        #expect(!(leaves && changes), "\(cleaning) of \(text.debugDescription)")
      }
    }
  }
}
