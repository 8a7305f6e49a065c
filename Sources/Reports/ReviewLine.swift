package import Conversations
internal import Foundation

/// A line of `reviews.ndjson`: whom a review would be sent for, if a person settles its values.
package struct ReviewLine: Sendable, Hashable {
  /// The conversation's id, as it came.
  package var conversation: String
  /// What is known of the submission; nil where nobody can be named.
  package var draft: SubmissionDraft?

  package init(conversation: String, draft: SubmissionDraft?) {
    self.conversation = conversation
    self.draft = draft
  }

  /// Appends the line, without a line feed.
  func write(to json: inout JSONText) {
    json.open(.object)
    json.key("id")
    json.string(orNull: draft?.id)
    json.key("conversation")
    json.string(conversation)
    if let moment = draft?.lastMessageAt {
      json.key("last_message_at")
      json.string(moment)
    }
    json.key("auth_id")
    json.string(orNull: draft?.authID)
    json.key("business_id")
    if let business = draft?.businessID { json.number(business) } else { json.null() }
    json.close(.object)
  }

  /// Reads a line; nil where it is none.
  package init?(line: some Sequence<UInt8>) {
    guard let read = try? JSONDecoder().decode(DecodedReview.self, from: Data(line)) else {
      return nil
    }
    self = read.line
  }
}

/// A review's line as it is decoded.
struct DecodedReview: Decodable {
  let line: ReviewLine

  private enum CodingKeys: String, CodingKey {
    case id, conversation
    case lastMessageAt = "last_message_at"
    case authID = "auth_id"
    case businessID = "business_id"
  }

  init(from decoder: any Decoder) throws {
    let keys = try decoder.container(keyedBy: CodingKeys.self)
    let conversation = try keys.decode(String.self, forKey: .conversation)
    let time = try keys.decodeIfPresent(String.self, forKey: .lastMessageAt)
    let moment = time.flatMap { Timestamp(rfc3339UTC: $0) }
    guard (time == nil) == (moment == nil) else {
      throw DecodingError.dataCorruptedError(
        forKey: .lastMessageAt, in: keys, debugDescription: "no time")
    }
    guard let id = try keys.decode(String?.self, forKey: .id),
      let user = try keys.decode(String?.self, forKey: .authID),
      let business = try keys.decode(Int64?.self, forKey: .businessID)
    else {
      line = ReviewLine(conversation: conversation, draft: nil)
      return
    }
    line = ReviewLine(
      conversation: conversation,
      draft: SubmissionDraft(
        id: id, conversation: conversation, authID: user, businessID: business,
        lastMessageAt: moment))
  }
}
