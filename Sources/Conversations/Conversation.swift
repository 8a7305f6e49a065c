/// One chat of one user, as a transcript format describes it.
public struct Conversation: Sendable, Hashable {
  /// The conversation's id in its platform; made from the source where the export has none.
  public var id: String
  /// The user's id as the export gives it; not checked yet.
  public var authID: String?
  /// The business id as the export gives it, digits or not; not checked yet.
  public var businessID: String?
  /// The channel, such as `web` or `whatsapp`.
  public var channel: String?
  /// When the first message was sent, or the chat opened.
  public var startedAt: Timestamp?
  /// When the last message was sent, or the chat closed.
  public var endedAt: Timestamp?
  /// The name of the last agent who wrote.
  public var agent: String?
  /// Everything else that the format, the path or `--set` gave it.
  public var attributes: [String: String]
  /// The messages in order: all of them, or only the last ones where nothing reads the others.
  public var messages: [Message]
  /// The index in the whole conversation of the first of `messages`.
  public var firstMessageIndex: Int
  /// What the platform itself recorded of a survey.
  public var fields: [SurveyField]

  /// Makes a conversation; `messages` are all of it unless `firstMessageIndex` says otherwise.
  public init(
    id: String, authID: String? = nil, businessID: String? = nil, channel: String? = nil,
    startedAt: Timestamp? = nil, endedAt: Timestamp? = nil, agent: String? = nil,
    attributes: [String: String] = [:], messages: [Message], firstMessageIndex: Int = 0,
    fields: [SurveyField] = []
  ) {
    self.id = id
    self.authID = authID
    self.businessID = businessID
    self.channel = channel
    self.startedAt = startedAt
    self.endedAt = endedAt
    self.agent = agent
    self.attributes = attributes
    self.messages = messages
    self.firstMessageIndex = firstMessageIndex
    self.fields = fields
  }

  /// How many messages the whole conversation has, events included.
  public var messageCount: Int { firstMessageIndex + messages.count }
}
