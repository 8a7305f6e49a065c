/// What a pipeline reads of each conversation; nothing else is made.
package struct ReadingNeeds: Sendable, Hashable {
  /// Which messages are wanted.
  package enum Messages: Sendable, Hashable {
    /// The last so many that are no events, and all from the last event on that closes the chat.
    case last(Int)
    /// All of them.
    case all
  }

  /// Which messages are wanted.
  package var messages: Messages
  /// Which attributes are wanted; nil for all.
  package var attributes: Set<String>?

  /// Makes needs.
  package init(messages: Messages, attributes: Set<String>? = nil) {
    self.messages = messages
    self.attributes = attributes
  }

  /// The last 20 messages, and all attributes.
  package static let survey = ReadingNeeds(messages: .last(20))
  /// All messages and all attributes.
  package static let everything = ReadingNeeds(messages: .all)

  /// Needs with the last so many messages.
  package static func lastMessages(_ count: Int) -> ReadingNeeds {
    ReadingNeeds(messages: .last(count))
  }

  /// Needs with every message.
  package static var allMessages: ReadingNeeds { everything }
}
