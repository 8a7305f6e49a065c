import Conversations

/// A value that a field of the export gives.
struct FieldValue {
  /// What it says.
  enum Value {
    case resolved(Resolution)
    case rating(ConvertedRating)
    case comment(String)
    case unreadable
  }

  var aspect: Aspect
  var value: Value
  var object: String?
  var evidence: Evidence
}

/// Reads what the platform itself recorded.
struct FieldReader {
  let vocabulary: Vocabulary
  let folder: TextFolder

  /// Returns the values of fields; an empty text is no source.
  func values(of fields: [SurveyField]) -> [FieldValue] {
    fields.compactMap { field in
      if case .text(let text) = field.value, text.allSatisfy(\.isWhitespace) { return nil }
      let evidence = Evidence(
        aspect: field.aspect, marker: field.marker, question: nil, answer: nil,
        text: text(of: field.value), range: nil)
      return FieldValue(
        aspect: field.aspect, value: value(of: field), object: field.object, evidence: evidence)
    }
  }

  private func value(of field: SurveyField) -> FieldValue.Value {
    switch field.aspect {
    case .resolved: resolution(field.value)
    case .rating: rating(field.value, field.scale ?? .oneToFive)
    case .comment: .comment(text(of: field.value))
    }
  }

  private func resolution(_ value: SurveyField.Value) -> FieldValue.Value {
    switch value {
    case .bool(let isResolved): return .resolved(isResolved ? .yes : .no)
    case .number: return .unreadable
    case .text(let text):
      switch ResolutionGrammar(isInverted: false).read(segments(text)) {
      case .value(let value, _): return .resolved(value)
      default: return .unreadable
      }
    }
  }

  private func rating(_ value: SurveyField.Value, _ scale: Scale) -> FieldValue.Value {
    let given: GivenRating.Value
    switch value {
    case .bool(let isGood): given = .thumb(isUp: isGood)
    case .number(let number):
      given =
        scale.kind == .thumbs && (number == 0 || number == 1)
        ? .thumb(isUp: number == 1) : .number(number)
    case .text(let text):
      let frame = RatingFrame(takesThumbs: scale.kind == .thumbs)
      guard case .value(let read, _) = RatingGrammar(frame: frame).read(segments(text)) else {
        return .unreadable
      }
      given = read.value
    }
    return fieldRating(given, scale).map { .rating($0) } ?? .unreadable
  }

  private func fieldRating(_ given: GivenRating.Value, _ scale: Scale) -> ConvertedRating? {
    if scale.kind == .steps, case .number(let number) = given {
      guard number >= scale.minimum, number <= scale.maximum else { return nil }
      let numbers = Scale(
        minimum: scale.minimum, maximum: scale.maximum, isReversed: scale.isReversed)
      return RatingConversion(scale: numbers).rating(given)
    }
    return RatingConversion(scale: scale).rating(given)
  }

  private func segments(_ text: String) -> [Segment] {
    Utterance(folder.fold(text[...]), vocabulary: vocabulary)
      .segments(for: vocabulary.withCompanions([]))
  }

  private func text(of value: SurveyField.Value) -> String {
    switch value {
    case .bool(let isTrue): isTrue ? "true" : "false"
    case .number(let number):
      number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : String(number)
    case .text(let text): text
    }
  }
}
