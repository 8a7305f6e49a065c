internal import Foundation

/// The two things that the body of an answer can say.
struct FeedbackAnswer: Sendable, Hashable {
  /// `success` is the boolean true.
  let isSuccess: Bool
  /// `error_message` says that the user gave feedback within the hour.
  let isDuplicate: Bool

  /// Reads a body; whatever is not such an object says nothing.
  init(_ body: [UInt8]) {
    let fields = try? JSONDecoder().decode(Fields.self, from: Data(body))
    isSuccess = fields?.success == true
    let message = fields?.message?.trimmingCharacters(in: .whitespacesAndNewlines).lowercased()
    isDuplicate = message == "duplicate feedback"
  }

  private struct Fields: Decodable {
    var success: Bool?
    var message: String?

    enum CodingKeys: String, CodingKey {
      case success
      case message = "error_message"
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      success = try? container.decodeIfPresent(Bool.self, forKey: .success)
      message = try? container.decodeIfPresent(String.self, forKey: .message)
    }
  }
}
