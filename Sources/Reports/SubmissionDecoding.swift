package import Conversations
internal import Foundation

extension Submission {
  /// Reads a line of the plan; nil where it is none.
  package init?(line: some Sequence<UInt8>) {
    guard let form = try? JSONDecoder().decode(Form.self, from: Data(line)) else { return nil }
    self.init(form)
  }

  fileprivate init?(_ form: Form) {
    var moment: Timestamp?
    if let text = form.lastMessageAt {
      guard let read = Timestamp(rfc3339UTC: text) else { return nil }
      moment = read
    }
    self.init(
      id: form.id, conversation: form.conversation,
      body: Body(
        authID: form.body.authID, businessID: form.body.businessID,
        isResolved: form.body.isResolved, rating: form.body.rating,
        feedback: form.body.feedback),
      lastMessageAt: moment)
  }

  /// The keys of a line, as they are written.
  fileprivate struct Form: Decodable {
    struct Content: Decodable {
      var authID: String
      var businessID: Int64
      var isResolved: Bool
      var rating: Int
      var feedback: String?

      private enum CodingKeys: String, CodingKey {
        case authID = "auth_id"
        case businessID = "business_id"
        case isResolved = "query_resolved"
        case rating = "query_rating"
        case feedback
      }
    }

    var id: String
    var conversation: String
    var lastMessageAt: String?
    var body: Content

    private enum CodingKeys: String, CodingKey {
      case id, conversation, body
      case lastMessageAt = "last_message_at"
    }
  }
}

/// A submission as a value of a larger line.
struct DecodedSubmission: Decodable {
  let submission: Submission

  init(from decoder: any Decoder) throws {
    guard let made = Submission(try Submission.Form(from: decoder)) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "no submission"))
    }
    submission = made
  }
}

extension Timestamp {
  /// Reads what `description` writes; nil for anything else.
  init?(rfc3339UTC text: String) {
    let parts = text.split { "-T:.Z".contains($0) }.map { Int($0) }
    guard (6...7).contains(parts.count), !parts.contains(nil) else { return nil }
    let numbers = parts.compactMap(\.self)
    guard numbers[0] < 10_000_000 else { return nil }
    self.init(
      year: numbers[0], month: numbers[1], day: numbers[2], hour: numbers[3], minute: numbers[4],
      second: numbers[5], millisecond: numbers.count == 7 ? numbers[6] : 0)
    guard description == text else { return nil }
  }
}
