import Foundation
import Ledger
import Testing

@Suite struct `A secret` {
  private struct Holder: Encodable {
    var token = Secret("hunter2")
  }

  @Test func `shows a mask, however it is printed`() throws {
    let secret = Secret("hunter2")
    var dumped = ""
    dump([secret], to: &dumped)
    dump(Holder(), to: &dumped)
    let encoded = try JSONEncoder().encode(Holder())
    let shown = [
      "\(secret)", String(describing: secret), String(reflecting: secret), dumped,
      "\(Optional(secret).map { [$0] } ?? [])", "\(Holder())",
      String(decoding: encoded, as: UTF8.self), "\(Mirror(reflecting: secret).children.count)",
    ]
    for text in shown { #expect(!text.contains("hunter2"), "\(text)") }
    #expect("\(secret)" == "[secret]")
  }

  @Test func `gives its value to whoever asks by name`() {
    #expect(Secret("hunter2").reveal { $0.count } == 7)
    #expect(Secret("").isEmpty && Secret("a") == Secret("a"))
  }
}
