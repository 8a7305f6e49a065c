/// What the API would answer: its documented rules, without faults.
struct FeedbackRules: Sendable {
  /// An answer.
  struct Answer: Sendable, Hashable {
    var status: Int
    var body: String
    /// Whether the feedback counts.
    var isAccepted = false

    static let accepted = Answer(status: 201, body: #"{"success": true}"#, isAccepted: true)

    static func refused(_ status: Int, _ message: String) -> Answer {
      let escaped = message.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      return Answer(status: status, body: #"{"error_message": "\#(escaped)"}"#)
    }
  }

  /// A request, as far as the rules look at it.
  struct Request: Sendable {
    var authorization: String?
    var clientID: String?
    var body: [UInt8]
  }

  var token: String?
  var clientID: String?
  var hour: Duration = .seconds(3600)
  var unregistered: Set<String> = []
  var inactive: Set<String> = []
  var closeAfter: Duration?
  private var lastFeedback: [String: Duration] = [:]

  init() {}

  /// Answers a request at a time since the start. Nothing counts until `accept`.
  func answer(
    _ request: Request, at elapsed: Duration
  ) -> (answer: Answer, feedback: FeedbackBody?) {
    guard isAuthorized(request) else {
      return (.refused(401, "invalid authorization details"), nil)
    }
    let feedback: FeedbackBody
    do throws(FeedbackBody.Refusal) {
      feedback = try FeedbackBody(request.body)
    } catch {
      return (.refused(400, error.message), nil)
    }
    if unregistered.contains(feedback.authID) {
      return (.refused(403, "user is not registered"), nil)
    }
    let isClosed = closeAfter.map { elapsed >= $0 } ?? false
    if isClosed || inactive.contains(feedback.authID) {
      let message =
        "Failed to submit feedback, please make sure there is an active conversation with the agent"
      return (.refused(404, message), nil)
    }
    if let last = lastFeedback[feedback.authID], elapsed - last < hour {
      return (.refused(400, "duplicate feedback"), nil)
    }
    return (.accepted, feedback)
  }

  /// Lets a feedback count.
  mutating func accept(_ feedback: FeedbackBody, at elapsed: Duration) {
    lastFeedback[feedback.authID] = elapsed
  }

  private func isAuthorized(_ request: Request) -> Bool {
    let bearer = "Bearer "
    guard let authorization = request.authorization, authorization.hasPrefix(bearer),
      authorization.utf8.count > bearer.utf8.count, let client = request.clientID, !client.isEmpty
    else { return false }
    if let token, authorization != bearer + token { return false }
    return clientID.map { $0 == client } ?? true
  }
}
