import Ledger
import Testing

@testable import Delivery

/// The table of Haptik's answers, row by row.
@Suite struct `An answer` {
  private static let duplicate = #"{"error_message": "duplicate feedback"}"#
  private static let ok = #"{"success": true}"#

  private func verdict(
    _ status: Int, _ body: String = "", retryAfter: Duration? = nil, wasInFlight: Bool = false
  ) -> Verdict {
    let answer = Exchange.Answer(status: status, retryAfter: retryAfter, body: Array(body.utf8))
    return Verdict(.answered(answer), wasInFlight: wasInFlight)
  }

  @Test(arguments: [200, 201, 202])
  func `with success true is delivered`(status: Int) {
    #expect(verdict(status, Self.ok).state == .delivered)
  }

  @Test(arguments: [
    "", "{}", "[]", "null", "<html></html>", #"{"success": false}"#, #"{"success": "true"}"#,
    #"{"success": 1}"#, #"{"success": true"#, #"{"ok": true}"#,
  ])
  func `of 2xx without success true is in doubt`(body: String) {
    #expect(verdict(201, body).state == .inDoubt)
    #expect(verdict(200, body).state == .inDoubt)
  }

  @Test(arguments: [200, 201, 400, 401, 403, 404, 409, 422, 429, 500, 503])
  func `of any status that says duplicate is held, or proves the arrival`(status: Int) {
    #expect(verdict(status, Self.duplicate).state == .held)
    let confirmed = verdict(status, Self.duplicate, wasInFlight: true)
    #expect(confirmed.state == .delivered && confirmed.note == .confirmedByDuplicate)
  }

  @Test func `of 401 stops the run and leaves the submission pending`() {
    let refused = verdict(401, #"{"error_message": "invalid authorization details"}"#)
    #expect(refused.kind == .unauthorized && refused.state == .pending)
    #expect(Verdict(.lost(status: 401), wasInFlight: false).kind == .unauthorized)
  }

  @Test func `of 403 or 404 is rejected and counts towards the breaker`() {
    #expect(verdict(403).kind == .noSuchUser && verdict(403).note == .unknownUser)
    #expect(verdict(404).kind == .noSuchUser && verdict(404).note == .noConversation)
    #expect(verdict(403).state == .rejected && verdict(404).state == .rejected)
  }

  @Test(arguments: [400, 402, 405, 409, 410, 413, 415, 422, 451, 499])
  func `of another 4xx is rejected for good`(status: Int) {
    #expect(verdict(status).state == .rejected && verdict(status).kind == .refused)
  }

  @Test func `that asks to wait leaves it pending`() {
    let wait = Duration.seconds(7)
    for status in [425, 429, 503] {
      let busy = verdict(status, retryAfter: wait)
      #expect(busy.state == .pending && busy.retryAfter == wait)
    }
    #expect(verdict(429).state == .pending)
  }

  @Test(arguments: [408, 500, 501, 502, 503, 504, 507, 520, 599, 301, 302, 303, 307, 308])
  func `of 408, another 5xx or a redirect is in doubt`(status: Int) {
    #expect(verdict(status, Self.ok).state == .inDoubt)
  }

  @Test func `that never came is in doubt, or pending where nothing was written`() {
    #expect(Verdict(.lost(status: nil), wasInFlight: false).state == .inDoubt)
    #expect(Verdict(.lost(status: 201), wasInFlight: false).state == .inDoubt)
    let unsent = Verdict(.unsent(.noTLS), wasInFlight: false)
    #expect(unsent.state == .pending && unsent.note == .noTLS)
  }

  @Test func `to a later attempt does not settle what was in doubt before`() {
    #expect(Verdict(.unsent(.unreachable), wasInFlight: true).state == .inDoubt)
    #expect(verdict(429, wasInFlight: true).state == .inDoubt)
    #expect(verdict(404, wasInFlight: true).state == .inDoubt)
    #expect(verdict(400, wasInFlight: true).state == .inDoubt)
    #expect(verdict(401, wasInFlight: true).state == .inDoubt)
    #expect(verdict(403, wasInFlight: true).state == .rejected)
    #expect(verdict(201, Self.ok, wasInFlight: true).state == .delivered)
  }

  @Test func `that is too long to be read whole says nothing`() {
    for status in [201, 400, 404] {
      let answer = Exchange.Answer(
        status: status, retryAfter: nil, body: Array(Self.ok.utf8), isWhole: false)
      #expect(Verdict(.answered(answer), wasInFlight: false).state == .inDoubt)
    }
  }
}

@Suite struct `A wait asked for` {
  @Test(arguments: [
    ("0", 0), ("7", 7), (" 120 ", 120), ("999999999999999999", 86_400), ("-1", 60),
    ("soon", 60), ("", 60), ("Sun, 01 Nov 2026 09:00:30 GMT", 30),
    ("Sun, 01 Nov 2026 08:00:00 GMT", 0),
  ])
  func `is read in seconds or as a date`(value: String, seconds: Int) {
    #expect(RetryAfter.duration(value, now: TestTime.start) == .seconds(seconds))
  }

  @Test func `is nothing where the header is missing`() {
    #expect(RetryAfter.duration(nil, now: TestTime.start) == nil)
  }
}
