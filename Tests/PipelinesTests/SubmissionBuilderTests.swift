import Conversations
import Pipelines
import Testing

@Suite struct `What is sent` {
  let conversation = Conversation(id: "c", messages: [])
  let decision = Decision(.submit(resolved: true, rating: 4, comment: nil), rule: "r")

  private func built(
    _ decision: Decision? = nil, auth: String? = "u", business: String? = "343"
  ) -> (Decision, Submission?) {
    SubmissionBuilder().built(
      decision ?? self.decision, identity: .init(authID: auth, businessID: business),
      conversation: conversation, anchor: .ordinal(2))
  }

  @Test(arguments: ["", " ", "null", "NULL", "undefined", "-1", nil])
  func `needs a usable user id`(auth: String?) {
    let (decision, submission) = built(auth: auth)
    #expect(decision.reason == .noIdentity)
    #expect(submission == nil)
  }

  @Test(arguments: ["", "abc", "34.3", "-1", "99999999999999999999", nil])
  func `needs a whole number for the business`(business: String?) {
    #expect(built(business: business).0.reason == .noIdentity)
  }

  @Test(arguments: [0, 6, -3]) func `has a rating from 1 to 5`(rating: Int) {
    let odd = Decision(.submit(resolved: true, rating: rating, comment: nil))
    #expect(built(odd).0.reason == .invalidSubmission)
    #expect(built(odd).1 == nil)
  }

  @Test func `has a comment of at most 2,000 characters as a reader counts them`() throws {
    let family = "👩‍👩‍👧‍👧"
    for (count, cut) in [(2000, false), (2001, true)] {
      let comment = String(repeating: family, count: count)
      let (decision, submission) = built(
        Decision(.submit(resolved: true, rating: 4, comment: comment)))
      #expect(decision.flags.contains(.commentCut) == cut)
      #expect(try #require(submission?.body.feedback).count == 2000)
    }
  }

  @Test func `has no feedback where the comment is empty`() {
    let (_, submission) = built(Decision(.submit(resolved: true, rating: 4, comment: "")))
    #expect(submission != nil && submission?.body.feedback == nil)
  }
}
