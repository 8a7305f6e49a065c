/// One message of a conversation.
public struct Message: Sendable, Hashable {
  /// Who wrote it.
  public enum Role: String, Sendable, Hashable, CaseIterable, BitwiseCopyable {
    /// The customer: the only one who answers a survey.
    case user
    /// A program that speaks for the business.
    case bot
    /// A person who speaks for the business.
    case agent
    /// The platform itself.
    case system
  }

  /// What kind of message it is.
  public enum Kind: String, Sendable, Hashable, CaseIterable, BitwiseCopyable {
    /// Written or spoken words.
    case text
    /// A tapped button or quick reply.
    case choice
    /// Something that happened, such as a party that left: not counted as talk.
    case event
  }

  /// Something that a message offered to tap.
  public struct Choice: Sendable, Hashable {
    /// What the user sees.
    public var label: String
    /// What the platform sends for it where that differs from the label.
    public var value: String?

    /// Makes a choice.
    public init(label: String, value: String? = nil) {
      self.label = label
      self.value = value
    }
  }

  /// Who wrote it.
  public var role: Role
  /// The sender's name, where the export gives one.
  public var name: String?
  /// The visible text as it came: before folding, trimming or masking. A slice of a text that the
  /// conversation's messages share.
  public var text: Substring
  /// When it was sent, where known.
  public var at: Timestamp?
  /// What kind of message it is.
  public var kind: Kind
  /// What it offered to tap, in order.
  public var choices: [Choice]
  /// For a tapped choice: the value that the platform recorded, where that differs from the text.
  public var choiceValue: String?
  /// Whether this event closes the chat; a survey may stand after it.
  public var closesChat: Bool

  /// Makes a message.
  public init(
    role: Role, name: String? = nil, text: Substring, at: Timestamp? = nil, kind: Kind = .text,
    choices: [Choice] = [], choiceValue: String? = nil, closesChat: Bool = false
  ) {
    self.role = role
    self.name = name
    self.text = text
    self.at = at
    self.kind = kind
    self.choices = choices
    self.choiceValue = choiceValue
    self.closesChat = closesChat
  }
}
