import Conversations

/// What the sources of one aspect say together.
struct SourcedReading<Value: Sendable & Hashable> {
  var reading: Reading<Value> = .notAsked
  var evidence: [Evidence] = []
  var flags: [Flag] = []
  /// Whether two sources give different values.
  var isDisputed = false
  /// Whether different objects were rated.
  var isSeveral = false
}

/// A value of one source.
struct SourceValue<Value: Sendable & Hashable> {
  /// Nil where the source holds something that cannot be read.
  var value: Value?
  var evidence: Evidence?
  var flags: [Flag] = []
}

extension SourcedReading where Value == Resolution {
  /// Returns what text, statements and fields say of the resolution.
  static func resolutions(_ assembly: OutcomeAssembly, _ told: [FieldValue]) -> Self {
    let questions = assembly.questions(of: .resolved)
    var others: [SourceValue<Resolution>] = assembly.statements(of: .resolved).map {
      stated, evidence in
      if case .resolved(let value) = stated.value {
        return SourceValue(value: value, evidence: evidence)
      }
      return SourceValue(value: nil)
    }
    for field in told where field.aspect == .resolved {
      if case .resolved(let value) = field.value {
        others.append(SourceValue(value: value, evidence: field.evidence))
      } else {
        others.append(SourceValue(value: nil))
      }
    }
    var text: SourceValue<Resolution>?
    if let question = questions.last(where: { $0.state == .answered }),
      let value = question.resolution
    {
      text = SourceValue(value: value, evidence: assembly.evidence(of: question))
    }
    return joined(text, others, state: questions.combinedState) {
      ($0 == .yes) != ($1 == .yes)
    }
  }
}

extension SourcedReading where Value == Int {
  /// Returns what text, statements and fields say of the rating.
  static func ratings(_ assembly: OutcomeAssembly, _ told: [FieldValue]) -> Self {
    let questions = counting(assembly.questions(of: .rating))
    var others: [SourceValue<Int>] = assembly.statements(of: .rating).map { stated, evidence in
      guard case .rating(let given) = stated.value,
        let rating = converted(given, stated)
      else { return SourceValue(value: nil) }
      return SourceValue(value: rating.value, evidence: evidence, flags: rating.flags)
    }
    for field in told where field.aspect == .rating {
      if case .rating(let rating) = field.value {
        others.append(
          SourceValue(value: rating.value, evidence: field.evidence, flags: rating.flags))
      } else {
        others.append(SourceValue(value: nil))
      }
    }
    var text: SourceValue<Int>?
    if let question = questions.last(where: { $0.state == .answered }), let rating = question.rating
    {
      text = SourceValue(
        value: rating.value, evidence: assembly.evidence(of: question), flags: rating.flags)
    }
    let fields = told.lazy.filter { $0.aspect == .rating }
    let hasSeveralFields = fields.contains { $0.object != fields.first?.object }
    var result = joined(text, others, state: questions.combinedState) { $0 != $1 }
    result.isSeveral = hasSeveralFields || isSeveral(questions)
    if hasSeveralFields { result.isDisputed = false }
    return result
  }

  private static func converted(
    _ given: GivenRating.Value, _ stated: Stated
  ) -> ConvertedRating? {
    var scale = stated.marker.scale ?? .oneToFive
    if let maximum = stated.maximum, maximum != scale.maximum {
      guard maximum >= 2 else { return nil }
      scale = Scale(minimum: 1, maximum: maximum)
    }
    return RatingConversion(scale: scale).rating(given)
  }

  /// The rating questions that count: satisfaction; else recommendation; else effort.
  private static func counting(_ all: [Question]) -> [Question] {
    if all.allSatisfy({ $0.asked.marker.measure == .satisfaction }) { return all }
    func asking(_ measure: Marker.Measure) -> [Question] {
      all.filter { $0.asked.marker.measure == measure }
    }
    let satisfaction = asking(.satisfaction)
    if satisfaction.contains(where: { $0.state == .answered }) { return satisfaction }
    let recommendation = asking(.recommendation)
    if recommendation.contains(where: { $0.state == .answered }) { return recommendation }
    if !satisfaction.isEmpty { return satisfaction }
    return recommendation.isEmpty ? asking(.effort) : recommendation
  }

  private static func isSeveral(_ questions: [Question]) -> Bool {
    guard let first = questions.first?.asked else { return false }
    return questions.contains { $0.asked.marker.object != first.marker.object }
      && questions.contains { $0.state == .answered }
  }
}

extension SourcedReading {
  /// Puts sources together: a field or statement stands where the text is unreadable or missing.
  private static func joined(
    _ text: SourceValue<Value>?, _ others: [SourceValue<Value>], state: Question.State?,
    areDifferent: (Value, Value) -> Bool
  ) -> Self {
    var result = Self()
    let first = text?.value == nil ? others.first { $0.value != nil } : text
    guard let first, let value = first.value else {
      result.reading = unread(state, hasUnreadable: !others.isEmpty)
      return result
    }
    result.reading = .answered(value)
    if let evidence = first.evidence { result.evidence = [evidence] }
    result.flags = first.flags
    result.isDisputed = others.contains { other in
      other.value.map { areDifferent($0, value) } ?? false
    }
    return result
  }

  private static func unread(_ state: Question.State?, hasUnreadable: Bool) -> Reading<Value> {
    if hasUnreadable { return .unreadable }
    switch state {
    case nil: return .notAsked
    case .unanswered?, .answered?: return .unanswered
    case .declined?: return .declined
    case .unreadable?: return .unreadable
    }
  }
}

extension [Question] {
  /// What became of several askings of one aspect, none of which got a value.
  var combinedState: Question.State? {
    guard !isEmpty else { return nil }
    if contains(where: { $0.state == .unreadable }) { return .unreadable }
    if contains(where: { $0.state == .declined }) { return .declined }
    return .unanswered
  }
}

extension ConvertedRating {
  /// What the reading notes of it.
  var flags: [Flag] {
    (isReversed ? [.reversed] : []) + (isRounded ? [.rounded] : [])
  }
}

extension OutcomeAssembly {
  /// The questions of an aspect in the deciding survey, in order.
  func questions(of aspect: Aspect) -> [Question] {
    surveys.last?.questions.filter { $0.asked.aspect == aspect } ?? []
  }

  /// The statements of an aspect in the deciding survey, the last first, with their evidence.
  func statements(of aspect: Aspect) -> [(Stated, Evidence)] {
    guard let last = surveys.last, !last.statements.isEmpty else { return [] }
    return last.statements.reversed().filter { $0.stated.aspect == aspect }.map {
      let piece = Piece(position: $0.position, range: $0.range)
      return ($0.stated, evidence(piece, aspect, $0.stated.marker.id, question: nil))
    }
  }

  /// The evidence of a question's value.
  func evidence(of question: Question) -> Evidence? {
    question.pieces.first.map {
      evidence($0, question.asked.aspect, question.asked.marker.id, question: question.position)
    }
  }
}
