internal import Conversations
internal import Foundation

extension OutcomeRecord {
  /// Reads a line as `write(to:)` makes it; nil where it is none.
  package init?(line: some Sequence<UInt8>) {
    let data = Data(line)
    let decoder = JSONDecoder()
    if let decided = (try? decoder.decode(DecidedForm.self, from: data))?.made {
      self = .decided(decided)
    } else if let record = (try? decoder.decode(UnreadableForm.self, from: data))?.made {
      self = .unreadable(record)
    } else {
      return nil
    }
  }
}

/// The keys of a record that could not be read.
private struct UnreadableForm: Decodable {
  struct Origin: Decodable {
    var path: String
    var record: Int
  }

  var source: Origin
  var decision: String
  var offset: Int
  var why: String

  var made: UnreadableRecord? {
    guard decision == OutcomeRecord.unreadableDecision else { return nil }
    return UnreadableRecord(
      source: Source(path: source.path, record: source.record), offset: offset, why: why)
  }
}

/// The keys behind those of a decision's line.
private struct DecidedForm: Decodable {
  struct Identity: Decodable {
    var authID: String?
    var businessID: String?

    private enum CodingKeys: String, CodingKey {
      case authID = "auth_id"
      case businessID = "business_id"
    }
  }
  struct Words: Decodable {
    var role: String
    var name: String?
    var text: String
    var at: String?
    var kind: String?
    var choices: [String]?
  }
  struct Exchange: Decodable {
    var first: Int
    var count: Int
    var messages: [Words]
  }
  enum Anchor: Decodable {
    case time(String)
    case ordinal(Int)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let index = try? container.decode(Int.self) {
        self = .ordinal(index)
      } else {
        self = .time(try container.decode(String.self))
      }
    }
  }

  var line: DecisionLine
  var identity: Identity
  var submission: DecodedSubmission?
  var draft: DecodedReview?
  var explanation: String?
  var anchor: Anchor?
  var startedAt: String?
  var channel: String?
  var agent: String?
  var attributes: [String: String]
  var exchange: Exchange?

  private enum CodingKeys: String, CodingKey {
    case identity, submission, draft, explanation, anchor, channel, agent, attributes, exchange
    case startedAt = "started_at"
  }

  init(from decoder: any Decoder) throws {
    line = try DecisionLine(from: decoder)
    let keys = try decoder.container(keyedBy: CodingKeys.self)
    identity = try keys.decode(Identity.self, forKey: .identity)
    submission = try keys.decode(DecodedSubmission?.self, forKey: .submission)
    draft = try keys.decode(DecodedReview?.self, forKey: .draft)
    explanation = try keys.decode(String?.self, forKey: .explanation)
    anchor = try keys.decode(Anchor?.self, forKey: .anchor)
    startedAt = try keys.decode(String?.self, forKey: .startedAt)
    channel = try keys.decode(String?.self, forKey: .channel)
    agent = try keys.decode(String?.self, forKey: .agent)
    attributes = try keys.decode([String: String].self, forKey: .attributes)
    exchange = try keys.decode(Exchange?.self, forKey: .exchange)
  }

  var made: DecidedConversation? {
    guard let messages, let anchor = madeAnchor else { return nil }
    var conversation = Conversation(
      id: line.conversation, authID: identity.authID, businessID: identity.businessID,
      channel: channel, agent: agent, attributes: attributes, messages: messages,
      firstMessageIndex: exchange?.first ?? 0)
    if let startedAt {
      guard let moment = Timestamp(rfc3339UTC: startedAt) else { return nil }
      conversation.startedAt = moment
    }
    var outcome = Outcome(
      resolved: line.resolved, rating: line.rating, comment: line.comment,
      evidence: line.evidence)
    outcome.flags = line.decision.flags.filter(DecisionLine.readingFlags.contains)
    outcome.anchor = anchor
    if let exchange, exchange.count >= 0, exchange.first >= 0 {
      let (end, overflows) = exchange.first.addingReportingOverflow(exchange.count)
      guard !overflows else { return nil }
      outcome.exchange = exchange.first..<end
    }
    var decided = DecidedConversation(
      conversation: conversation, source: line.source, outcome: outcome,
      decision: line.decision, submission: submission?.submission,
      draft: draft?.line.draft)
    decided.explanation = explanation
    return decided
  }

  /// The anchor, or nil inside where there is none; nil where it is wrong.
  private var madeAnchor: Outcome.Anchor?? {
    switch anchor {
    case nil: .some(nil)
    case .ordinal(let index): .ordinal(index)
    case .time(let text): Timestamp(rfc3339UTC: text).map { .some(.time($0)) }
    }
  }

  private var messages: [Message]? {
    var made: [Message] = []
    for words in exchange?.messages ?? [] {
      guard let role = Message.Role(rawValue: words.role),
        let kind = Message.Kind(rawValue: words.kind ?? Message.Kind.text.rawValue)
      else { return nil }
      var message = Message(
        role: role, name: words.name, text: words.text[...], kind: kind,
        choices: (words.choices ?? []).map { Message.Choice(label: $0) })
      if let at = words.at {
        guard let moment = Timestamp(rfc3339UTC: at) else { return nil }
        message.at = moment
      }
      made.append(message)
    }
    return made
  }
}
