import Testing

@testable import haptik_sandbox

@Suite struct `The sandbox's rules` {
  private let body =
    #"{"auth_id": "u-1", "business_id": 343, "query_resolved": true, "query_rating": 4}"#

  private func request(
    _ body: String? = nil, token: String? = "Bearer T", client: String? = "C"
  ) -> FeedbackRules.Request {
    FeedbackRules.Request(
      authorization: token, clientID: client, body: Array((body ?? self.body).utf8))
  }

  private func rules() -> FeedbackRules {
    var rules = FeedbackRules()
    rules.token = "T"
    rules.clientID = "C"
    return rules
  }

  @Test func `take a feedback that is as documented`() {
    let (answer, feedback) = rules().answer(request(), at: .zero)
    #expect(answer.status == 201 && answer.body == #"{"success": true}"#)
    #expect(feedback?.authID == "u-1" && feedback?.line == Array(body.utf8))
  }

  @Test func `refuse wrong and missing credentials`() {
    let wrong = [
      request(token: nil), request(token: "T"), request(token: "Bearer "),
      request(token: "Bearer X"), request(client: nil), request(client: "D"),
    ]
    for request in wrong {
      let answer = rules().answer(request, at: .zero).answer
      #expect(answer.status == 401)
      #expect(answer.body == #"{"error_message": "invalid authorization details"}"#)
    }
    #expect(FeedbackRules().answer(request(token: "Bearer X"), at: .zero).answer.status == 201)
    #expect(FeedbackRules().answer(request(token: nil), at: .zero).answer.status == 401)
  }

  @Test func `refuse users that are unknown or have no conversation`() {
    var rules = rules()
    rules.unregistered = ["u-1"]
    #expect(rules.answer(request(), at: .zero).answer.status == 403)
    rules.unregistered = []
    rules.inactive = ["u-1"]
    #expect(rules.answer(request(), at: .zero).answer.status == 404)
    rules.inactive = []
    rules.closeAfter = .seconds(10)
    #expect(rules.answer(request(), at: .seconds(9)).answer.status == 201)
    #expect(rules.answer(request(), at: .seconds(10)).answer.status == 404)
  }

  @Test func `take one feedback of a user an hour, and keep the first`() throws {
    var rules = rules()
    rules.hour = .seconds(2)
    let feedback = try #require(rules.answer(request(), at: .zero).feedback)
    rules.accept(feedback, at: .zero)
    let again = rules.answer(request(), at: .seconds(1))
    #expect(again.answer.body == #"{"error_message": "duplicate feedback"}"#)
    #expect(again.feedback == nil)
    let other = request(body.replacing("u-1", with: "u-2"))
    #expect(rules.answer(other, at: .seconds(1)).answer.status == 201)
    #expect(rules.answer(request(), at: .seconds(2)).answer.status == 201)
  }

  @Test(arguments: [
    ("", "the body is not a JSON object"),
    ("[]", "the body is not a JSON object"),
    ("{}", "auth_id is missing or not a string"),
    (#"{"auth_id": 7}"#, "auth_id is missing or not a string"),
    (#"{"auth_id": "u", "business_id": "343"}"#, "business_id is missing or not a whole number"),
    (#"{"auth_id": "u", "business_id": 3.5}"#, "business_id is missing or not a whole number"),
    (
      #"{"auth_id": "u", "business_id": 3, "query_resolved": 1}"#,
      "query_resolved is missing or not a boolean"
    ),
    (
      #"{"auth_id": "u", "business_id": 3, "query_resolved": true, "query_rating": 6}"#,
      "query_rating is missing or not a whole number from 1 to 5"
    ),
    (
      #"{"auth_id": "u", "business_id": 3, "query_resolved": true, "query_rating": true}"#,
      "query_rating is missing or not a whole number from 1 to 5"
    ),
    (
      """
      {"auth_id": "u", "business_id": 3, "query_resolved": true, "query_rating": 5, \
      "feedback": null}
      """, "feedback is not a string"
    ),
  ])
  func `say what is wrong with a body`(body: String, message: String) {
    let answer = rules().answer(request(body), at: .zero).answer
    #expect(answer.status == 400)
    #expect(answer.body == #"{"error_message": "\#(message)"}"#)
  }

  @Test func `record a body of several lines as one`() throws {
    let body = try FeedbackBody(Array(self.body.replacing(", ", with: ",\n").utf8))
    #expect(!body.line.contains(0x0A))
    #expect(try FeedbackBody(body.line).authID == "u-1")
  }
}

@Suite struct `A duration` {
  @Test(arguments: [
    ("2s", Duration.seconds(2)), ("500ms", .milliseconds(500)), ("1.5m", .seconds(90)),
    ("1h", .seconds(3600)), ("7", .seconds(7)), ("0", .zero),
  ])
  func `is read with its unit`(text: String, value: Duration) {
    #expect(SandboxDuration(argument: text)?.value == value)
  }

  @Test(arguments: ["", "s", "-1s", "soon", "1d", "infs", "nan", "1e300h"])
  func `is refused where it is none`(text: String) {
    #expect(SandboxDuration(argument: text) == nil)
  }
}
