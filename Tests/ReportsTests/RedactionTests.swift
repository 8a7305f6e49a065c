import Conversations
import Foundation
import Reports
import TestKit
import Testing

@Suite struct `Masking of personal data` {
  /// The masked text, or the text itself where nothing is masked.
  func masked(_ text: String, _ redaction: Redaction = .standard) -> (String, MaskCounts) {
    var counts = MaskCounts()
    return (redaction.masked(text, counts: &counts) ?? text, counts)
  }

  @Test(arguments: [
    ("mail asha.k+1@example.co.in now", "mail ••••.•+•@•••••••.••.•• now", MaskedKind.email),
    ("<a@b.io>,", "<•@•.••>,", .email),
    ("राम@उदाहरण.भारत", "•••@••••••.••••", .email),
    ("card 4111 1111 1111 1111.", "card •••• •••• •••• ••••.", .card),
    ("4111-1111-1111-1111", "••••-••••-••••-••••", .card),
    ("amex 378282246310005", "amex •••••••••••••••", .card),
    ("aadhaar 2345 6789 0124", "aadhaar •••• •••• ••••", .aadhaar),
    ("२३४५ ६७८९ ०१२४", "•••• •••• ••••", .aadhaar),
    ("PAN abcpk1234f ok", "PAN •••••••••• ok", .pan),
    ("DE89 3704 0044 0532 0130 00 please", "•••• •••• •••• •••• •••• •• please", .iban),
    ("GB82WEST12345698765432", "••••••••••••••••••••••", .iban),
    ("call 98765 43210", "call ••••• •••••", .phone),
    ("+44 20 7946 0958", "+•• •• •••• ••••", .phone),
    ("(415) 555-2671", "(•••) •••-••••", .phone),
    ("०९८७६५४३२१०", "•••••••••••", .phone),
    ("my OTP is 4821", "my OTP is ••••", .otp),
    ("482193 is the verification code", "•••••• is the verification code", .otp),
    ("ओटीपी 4821", "ओटीपी ••••", .otp),
  ])
  func `masks`(text: String, expected: String, kind: MaskedKind) {
    let (shown, counts) = masked(text)
    #expect(shown == expected)
    #expect(counts.counts == [kind: 1])
  }

  @Test(arguments: [
    "4", "10/10", "order 12345", "2026-11-01 09:30", "4111 1111 1111 1112", "2345 6789 0125",
    "a@b", "@agent hello", "ABCXK1234F", "1234567890", "I paid 1,299.00 on 01.11.2026",
    "DE89370400440532013001", "error 0x80070005", "ticket AB12345678901", "मदद 12",
  ])
  func `leaves alone`(text: String) {
    #expect(masked(text).0 == text)
  }

  @Test func `masks only the kinds that are asked for, and patterns of one's own`() {
    #expect(masked("a@b.io 98765 43210", Redaction(kinds: [.phone])).0 == "a@b.io ••••• •••••")
    let own = Redaction(kinds: [.own]) { text in
      text.utf8.count > 5 ? [3..<6] : []
    }
    #expect(masked("é-ab1-x", own).0 == "é-•••-x")
  }

  @Test(arguments: 0..<200)
  func `finds in a word what a look at every character finds`(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed) &+ 1)
    let pieces = [
      "ABCPK1234F", "DE89370400440532013000", "98765", "43210", "4111111111111111", "a", "F", "0",
      "7c", "234567890124", "otp", "4821", "abcdef", "GB82WEST",
    ]
    // Patterns of one's own are looked for in every text, so that no short way is taken.
    let thorough = Redaction { _ in [] }
    for _ in 0..<20 {
      let count = Int.random(in: 1...4, using: &generator)
      let word = (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
      let (quick, full) = (masked(word), masked(word, thorough))
      #expect(quick.0 == full.0 && quick.1 == full.1, "seed \(seed): \(word)")
    }
  }

  @Test(arguments: [
    0x0030, 0x0660, 0x06F0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66,
    0x0E50, 0x0ED0, 0x0F20, 0x1040, 0x17E0, 0x1810, 0xFF10,
  ])
  func `finds numbers in the digits of every script`(zero: UInt32) {
    let scalars = "09876543210".unicodeScalars.compactMap {
      Unicode.Scalar($0.value - 0x30 + zero)
    }
    let number = String(String.UnicodeScalarView(scalars))
    for before in ["", "मेरा नंबर ", "எண் ", "电话 ", "📞 "] {
      #expect(masked(before + number).0 == before + String(repeating: "•", count: 11))
    }
  }

  @Test(arguments: 0..<200)
  func `keeps the number of scalars, and what it masked stays masked`(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed) &+ 1)
    let pieces = [
      "98765 43210", "4111111111111111", "a.b@c.io", "@", "+", "-", " ", "otp ", "4821", "मदद",
      "٤٨٢١", "\u{200D}", "👍🏽", "é", "e\u{301}", "DE89370400440532013000", "ABCPK1234F", "\u{0}",
      "(", ")", "\n", ".", "x",
    ]
    let text = (0..<Int.random(in: 1..<12, using: &generator))
      .map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
    let (shown, counts) = masked(text)
    #expect(shown.unicodeScalars.count == text.unicodeScalars.count, "seed \(seed)")
    #expect((counts.total > 0) == (shown != text), "seed \(seed)")
    #expect(!shown.contains("a.b@c.io"), "seed \(seed)")
  }

  @Test func `stands a long hostile text`() {
    let text = String(repeating: "otp 1234 a@b.io 98765 43210 ", count: 3_000)
    #expect(masked(text).1.total == 9_000)
    #expect(masked(String(repeating: "1", count: 100_000)).1.total == 0)
    #expect(masked(String(repeating: "@", count: 100_000)).1.total == 0)
  }

  @Test func `holds for a report's texts, and never for the plan`() throws {
    let folder = try TemporaryFolder()
    let decided = Sample.submitted(
      comment: "call 98765 43210", answer: "4, call 98765 43210", authID: "asha@example.com")
    let directory = try folder.report([Sample.chunk([decided])])
    for name in ["decisions.ndjson", "decisions.csv"] {
      let text = try folder.text("report/" + name)
      #expect(text.contains("call ••••• •••••"))
      #expect(!text.contains("43210"))
    }
    #expect(try folder.text("report/submissions.ndjson").contains("call 98765 43210"))
    let page = try folder.text("report/index.html")
    let block = try #require(
      page.components(separatedBy: "class=\"details\"").last?.components(separatedBy: "<").first?
        .components(separatedBy: ">").last)
    let details = try Gunzip.text(base64: block)
    #expect(details.contains(#""auth_id":"••••@•••••••.•••""#))
    #expect(details.contains(#""feedback":"call ••••• •••••""#))
    #expect(!details.contains("43210"))
    #expect(try ReportSummary.read(in: directory).masked == ["phone": 1])
    let open = try folder.report([Sample.chunk([decided], redaction: nil)], name: "open")
    #expect(try folder.text("open/decisions.ndjson").contains("43210"))
    #expect(try ReportSummary.read(in: open).masked.isEmpty)
  }

  @Test func `hashes identifiers under a key, but for the plan's`() throws {
    let folder = try TemporaryFolder()
    let redaction = Redaction(identifierKey: Array("key".utf8))
    // printf 'c-1' | openssl dgst -sha256 -hmac key
    let hashed = "bd58a4309d6824a581d6ece13912afa5"
    #expect(redaction.identifier("c-1") == hashed)
    _ = try folder.report([Sample.chunk([Sample.submitted()], redaction: redaction)])
    #expect(try folder.text("report/decisions.ndjson").hasPrefix("{\"conversation\":\"\(hashed)\""))
    #expect(try folder.text("report/decisions.csv").contains("\n\(hashed),"))
    let plan = try folder.text("report/submissions.ndjson")
    #expect(plan.contains("\"conversation\":\"c-1\"") && plan.contains("\"auth_id\":\"u-9\""))
  }

  @Test func `masks evidence that is a part of what its message hides`() throws {
    var decided = Sample.submitted(comment: nil, answer: "98765 43210")
    decided.outcome.evidence[1].text = "98765"
    decided.outcome.evidence[1].range = 0..<5
    let folder = try TemporaryFolder()
    _ = try folder.report([Sample.chunk([decided])])
    let line = DecisionLine(line: try folder.text("report/decisions.ndjson").utf8.dropLast())
    #expect(line?.evidence[1].text == "•••••")
  }
}
