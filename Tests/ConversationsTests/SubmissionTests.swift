import Conversations
import Testing

@Suite struct `A submission` {
  let body = Submission.Body(
    authID: "u-9", businessID: 343, isResolved: true, rating: 4, feedback: "quick \"&\"\n")

  @Test func `is written as Haptik takes it`() {
    #expect(
      String(decoding: body.json, as: UTF8.self)
        == #"{"auth_id":"u-9","business_id":343,"query_resolved":true,"query_rating":4,"feedback":"quick \"&\"\n"}"#
    )
  }

  @Test func `has no feedback key where there is none`() {
    var quiet = body
    quiet.feedback = nil
    #expect(!String(decoding: quiet.json, as: UTF8.self).contains("feedback"))
  }

  @Test func `has an id that its values do not change and its parts do`() {
    let id = SubmissionID.of(
      businessID: 343, authID: "u-9", conversation: "c-1", anchor: .ordinal(3))
    #expect(id.utf8.count == 32)
    // printf '3:3433:u-93:c-12:#3' | sha256sum
    #expect(id == "ce27cc105fd1899a97ccfa94aaac2a45")
    let others = [
      SubmissionID.of(businessID: 34, authID: "3u-9", conversation: "c-1", anchor: .ordinal(3)),
      SubmissionID.of(businessID: 343, authID: "u-9c", conversation: "-1", anchor: .ordinal(3)),
      SubmissionID.of(
        businessID: 343, authID: "u-9", conversation: "c-1",
        anchor: .time(Timestamp(milliseconds: 3))),
    ]
    #expect(Set(others + [id]).count == 4)
  }
}

@Suite struct `A timestamp` {
  @Test(arguments: [
    (Timestamp(milliseconds: 0), "1970-01-01T00:00:00Z"),
    (Timestamp(milliseconds: -1), "1969-12-31T23:59:59.999Z"),
    (Timestamp(year: 2024, month: 2, day: 29, hour: 23, minute: 5), "2024-02-29T23:05:00Z"),
    (Timestamp(year: 2026, month: 11, day: 1, millisecond: 7), "2026-11-01T00:00:00.007Z"),
  ])
  func `is written as RFC 3339`(moment: Timestamp, text: String) {
    #expect(moment.description == text)
  }
}
