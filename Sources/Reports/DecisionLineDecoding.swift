internal import Conversations
internal import Diagnostics
internal import Foundation

extension DecisionLine {
  /// Reads a line as `write(to:)` makes it; nil where it is none.
  package init?(line: some Sequence<UInt8>) {
    guard let form = try? JSONDecoder().decode(Form.self, from: Data(line)) else { return nil }
    self.init(form)
  }

  private init?(_ form: Form) {
    guard let decision = form.madeDecision,
      let resolved = Self.reading(form.read.resolved, Resolution.init(rawValue:))
    else { return nil }
    conversation = form.conversation
    source = Source(path: form.source.path, record: form.source.record)
    self.decision = decision
    self.resolved = resolved
    comment = Self.reading(form.read.comment) { $0 } ?? .notAsked
    switch form.read.rating {
    case .number(let value): rating = .answered(value)
    case .state(let state):
      guard let reading = Self.reading(state, { _ in Int?.none }) else { return nil }
      rating = reading
    }
    evidence = []
    for item in form.evidence {
      guard let made = item.made else { return nil }
      evidence.append(made)
    }
  }

  private static func reading<Value>(
    _ text: String, _ value: (String) -> Value?
  ) -> Reading<Value>? {
    switch text {
    case "not-asked": .notAsked
    case "unanswered": .unanswered
    case "declined": .declined
    case "unreadable": .unreadable
    default: value(text).map(Reading.answered)
    }
  }
}

extension DecisionLine: Decodable {
  package init(from decoder: any Decoder) throws {
    guard let line = DecisionLine(try Form(from: decoder)) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "no decision"))
    }
    self = line
  }
}

/// The keys of a line, as they are written.
private struct Form: Decodable {
  struct Origin: Decodable {
    var path: String
    var record: Int
  }
  struct Read: Decodable {
    var resolved: String
    var rating: NumberOrState
    var comment: String
  }
  enum NumberOrState: Decodable {
    case number(Int)
    case state(String)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let number = try? container.decode(Int.self) {
        self = .number(number)
      } else {
        self = .state(try container.decode(String.self))
      }
    }
  }
  struct Proof: Decodable {
    var aspect: String
    var marker: String
    var question: Int?
    var answer: Int?
    var text: String
    var range: [Int]?

    var made: Evidence? {
      guard let aspect = Aspect(rawValue: aspect) else { return nil }
      var span: Range<Int>?
      if let range {
        guard range.count == 2, range[0] <= range[1] else { return nil }
        span = range[0]..<range[1]
      }
      return Evidence(
        aspect: aspect, marker: marker, question: question, answer: answer, text: text, range: span)
    }
  }

  var conversation: String
  var source: Origin
  var decision: String
  var reason: String?
  var flags: [String]
  var resolved: Bool?
  var rating: Int?
  var comment: String?
  var rule: String?
  var read: Read
  var evidence: [Proof]

  var madeDecision: Decision? {
    let verdict: Decision.Verdict
    switch (decision, reason) {
    case ("submit", nil):
      guard let resolved, let rating else { return nil }
      verdict = .submit(resolved: resolved, rating: rating, comment: comment)
    case ("skip", let reason?): verdict = .skip(Reason(rawValue: reason))
    case ("review", let reason?): verdict = .review(Reason(rawValue: reason))
    default: return nil
    }
    return Decision(verdict, flags: flags.map(Flag.init(rawValue:)), rule: rule)
  }
}
