internal import Conversations
internal import Foundation

/// What the page's table and filters need of a conversation: an array of JSON, a line each.
///
/// The first cell is 1 where a person should see it, else 0.
/// The exchange stands apart, so that a page of many conversations opens fast.
struct PageRow: Sendable, Hashable {
  var conversation: String
  var decision: String
  var reason: String?
  var flags: [String]
  var resolved: Bool?
  var rating: Int?
  var rule: String?
  var channel: String?
  var agent: String?
  var queue: String?
  /// The start in milliseconds since 1970; nil where unknown.
  var startedAt: Int64?
  /// Whether the survey asked for a resolution or a rating, and whether one was read.
  var survey: Survey

  enum Survey: Int, Sendable, Hashable {
    case notAsked, unanswered, answered
  }

  /// Whether a person should see it: the page leaves out others first.
  var isNotable: Bool { decision == "review" || !flags.isEmpty }
}

extension DecidedConversation {
  /// Appends the line of the page's table, without a line feed; the name is the conversation's id
  /// as the report shows it.
  func writePageRow(named name: String, to json: inout JSONText) {
    json.open(.array)
    json.number(isNotable ? 1 : 0)
    json.string(name)
    json.string(decision.name)
    json.string(orNull: decision.reason?.rawValue)
    json.open(.array)
    for flag in decision.flags { json.string(flag.rawValue) }
    json.close(.array)
    if case .submit(let isResolved, let rating, _) = decision.verdict {
      json.bool(isResolved)
      json.number(rating)
    } else {
      json.null()
      json.null()
    }
    json.string(orNull: decision.rule)
    json.string(orNull: conversation.channel)
    json.string(orNull: conversation.agent)
    json.string(orNull: conversation.attributes.isEmpty ? nil : conversation.attributes["queue"])
    if let start = conversation.startedAt { json.number(start.milliseconds) } else { json.null() }
    json.number(surveyState.rawValue)
    json.close(.array)
  }

  /// Whether a person should see it.
  var isNotable: Bool {
    if case .review = decision.verdict { return true }
    return !decision.flags.isEmpty
  }

  private var surveyState: PageRow.Survey {
    if outcome.resolved.value != nil || outcome.rating.value != nil { return .answered }
    return outcome.resolved.isNotAsked && outcome.rating.isNotAsked ? .notAsked : .unanswered
  }
}

extension PageRow: Codable {
  init(from decoder: any Decoder) throws {
    var cells = try decoder.unkeyedContainer()
    _ = try cells.decode(Int.self)
    conversation = try cells.decode(String.self)
    decision = try cells.decode(String.self)
    reason = try cells.decode(String?.self)
    flags = try cells.decode([String].self)
    resolved = try cells.decode(Bool?.self)
    rating = try cells.decode(Int?.self)
    rule = try cells.decode(String?.self)
    channel = try cells.decode(String?.self)
    agent = try cells.decode(String?.self)
    queue = try cells.decode(String?.self)
    startedAt = try cells.decode(Int64?.self)
    let code = try cells.decode(Int.self)
    guard let survey = Survey(rawValue: code) else {
      throw DecodingError.dataCorruptedError(in: cells, debugDescription: "survey")
    }
    self.survey = survey
  }

  func encode(to encoder: any Encoder) throws {
    var cells = encoder.unkeyedContainer()
    try cells.encode(isNotable ? 1 : 0)
    try cells.encode(conversation)
    try cells.encode(decision)
    try cells.encode(reason)
    try cells.encode(flags)
    try cells.encode(resolved)
    try cells.encode(rating)
    try cells.encode(rule)
    try cells.encode(channel)
    try cells.encode(agent)
    try cells.encode(queue)
    try cells.encode(startedAt)
    try cells.encode(survey.rawValue)
  }

  /// Reads a line as `writePageRow(to:)` makes it; nil where it is none.
  init?(line: some Sequence<UInt8>) {
    guard let row = try? JSONDecoder().decode(PageRow.self, from: Data(line)) else { return nil }
    self = row
  }

  /// The row as JSON, without a line feed.
  var json: [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    return (try? encoder.encode(self)).map(Array.init) ?? []
  }
}

extension PageRow {
  /// Whether a line's conversation wants a person: its first cell.
  static func isNotable(line: some Collection<UInt8>) -> Bool {
    line.dropFirst().first == 0x31
  }

  /// The bytes of a line's second cell, the conversation's id, as far as its first quote.
  static func name(inLine line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    line.dropFirst(4).prefix { $0 != 0x22 }
  }
}
