internal import Foundation

/// The body of a request, checked as the API documents it.
struct FeedbackBody: Sendable, Hashable {
  /// The user.
  let authID: String
  /// The body as one line.
  let line: [UInt8]

  /// Why a body is not taken.
  struct Refusal: Error, Hashable {
    let message: String
  }

  init(_ bytes: [UInt8]) throws(Refusal) {
    guard let fields = try? JSONDecoder().decode(Fields.self, from: Data(bytes)) else {
      throw Refusal(message: "the body is not a JSON object")
    }
    guard let user = fields.authID, !user.isEmpty else {
      throw Refusal(message: "auth_id is missing or not a string")
    }
    guard fields.businessID != nil else {
      throw Refusal(message: "business_id is missing or not a whole number")
    }
    guard fields.isResolved != nil else {
      throw Refusal(message: "query_resolved is missing or not a boolean")
    }
    guard let rating = fields.rating, 1...5 ~= rating else {
      throw Refusal(message: "query_rating is missing or not a whole number from 1 to 5")
    }
    guard fields.hasFairFeedback else { throw Refusal(message: "feedback is not a string") }
    authID = user
    line = Self.oneLine(bytes)
  }

  /// The fields, each nil where it is missing or of another type.
  private struct Fields: Decodable {
    var authID: String?
    var businessID: Int64?
    var isResolved: Bool?
    var rating: Int64?
    var hasFairFeedback: Bool

    enum CodingKeys: String, CodingKey {
      case authID = "auth_id"
      case businessID = "business_id"
      case isResolved = "query_resolved"
      case rating = "query_rating"
      case feedback
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      authID = try? container.decode(String.self, forKey: .authID)
      businessID = try? container.decode(Int64.self, forKey: .businessID)
      isResolved = try? container.decode(Bool.self, forKey: .isResolved)
      rating = try? container.decode(Int64.self, forKey: .rating)
      let feedback = try? container.decode(String.self, forKey: .feedback)
      hasFairFeedback = feedback != nil || !container.contains(.feedback)
    }
  }

  private static func oneLine(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.contains(0x0A) || bytes.contains(0x0D),
      let object = try? JSONSerialization.jsonObject(with: Data(bytes)),
      let compact = try? JSONSerialization.data(withJSONObject: object, options: [.sortedKeys])
    else { return bytes }
    return Array(compact)
  }
}
