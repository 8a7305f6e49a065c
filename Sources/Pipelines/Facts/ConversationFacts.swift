import CEL
import Conversations

/// What expressions can read of a conversation and its messages.
enum ConversationFacts {
  /// A conversation and the input it came from.
  typealias Subject = (conversation: Conversation, source: Source)

  static let conversation = FactTable<Subject>(
    name: "Conversation",
    facts: [
      Fact("id", .string, "the conversation's id") { .string($0.conversation.id) },
      Fact("auth_id", .string, "the user's id; empty where the export has none") {
        .string($0.conversation.authID ?? "")
      },
      Fact("business_id", .string, "the business's id, as text; empty where there is none") {
        .string($0.conversation.businessID ?? "")
      },
      Fact("channel", .string, "the channel; empty where there is none") {
        .string($0.conversation.channel ?? "")
      },
      Fact("agent", .string, "the last agent who wrote; empty where there was none") {
        .string($0.conversation.agent ?? "")
      },
      Fact("attributes", .map(.string, .string), "what the format, the path or --set gave it") {
        .map(MapValue($0.conversation.attributes.map { (.string($0.key), .string($0.value)) }))
      },
      Fact("started_at", .optional(.timestamp), "when it began, where known") {
        moment($0.conversation.startedAt ?? $0.conversation.messages.first?.at)
      },
      Fact("ended_at", .optional(.timestamp), "when its last message was sent, where known") {
        moment($0.conversation.messages.last?.at ?? $0.conversation.endedAt)
      },
      Fact("message_count", .int, "how many messages it has, events included") {
        .int(Int64($0.conversation.messageCount))
      },
      Fact("source", .string, "the input it came from") { .string($0.source.path) },
    ])

  static let message = FactTable<Message>(
    name: "Message",
    facts: [
      Fact("role", .string, "user, bot, agent or system") { .string($0.role.rawValue) },
      Fact("name", .string, "the sender's name; empty where there is none") {
        .string($0.name ?? "")
      },
      Fact("text", .string, "the text as it came") { .string(String($0.text)) },
      Fact("kind", .string, "text, choice or event") { .string($0.kind.rawValue) },
      Fact("at", .optional(.timestamp), "when it was sent, where known") { moment($0.at) },
    ])

  static func messages(of conversation: Conversation) -> Value {
    .list(conversation.messages.map { .object(FactObject($0, message)) })
  }

  private static func moment(_ time: Timestamp?) -> Value {
    guard let time else { return .optional(nil) }
    let (seconds, rest) = time.milliseconds.quotientAndRemainder(dividingBy: 1000)
    let nanoseconds = Int32(rest < 0 ? rest + 1000 : rest) * 1_000_000
    return .optional(
      .timestamp(
        TimestampValue(seconds: rest < 0 ? seconds - 1 : seconds, nanoseconds: nanoseconds)))
  }
}
