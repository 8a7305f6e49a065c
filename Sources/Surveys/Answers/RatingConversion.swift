import Conversations

/// A rating on 1–5, and what had to be done to get there.
struct ConvertedRating: Sendable, Hashable {
  var value: Int
  var isRounded = false
  var isReversed = false
}

/// Puts a given rating on 1–5.
struct RatingConversion {
  var scale: Scale
  var steps: [AnswerStep] = []

  /// Returns the rating, or nil where it is off the scale.
  func rating(_ given: GivenRating.Value) -> ConvertedRating? {
    switch given {
    case .number(let number): self.number(number)
    case .ratio(let number, let count): ratio(number, count)
    case .label(let step): label(step)
    case .choice(let place): choice(place)
    case .thumb(let isUp): scale.kind == .thumbs ? ConvertedRating(value: isUp ? 5 : 1) : nil
    }
  }

  private func ratio(_ number: Double, _ count: Double) -> ConvertedRating? {
    let takesNumbers = scale.kind == .numbers || scale.kind == .recommendation
    if takesNumbers, count == scale.maximum { return self.number(number) }
    guard count >= 2, count <= 100, number >= 1, number <= count else { return nil }
    if count == 5 {
      return ConvertedRating(value: Self.nearest(number), isRounded: number != number.rounded())
    }
    return ConvertedRating(value: Self.nearest(1 + (number - 1) / (count - 1) * 4))
  }

  private func number(_ number: Double) -> ConvertedRating? {
    guard number.isFinite else { return nil }
    switch scale.kind {
    case .thumbs: return nil
    case .steps:
      guard scale.maximum == 5, steps.allSatisfy({ !$0.isReversed }) else { return nil }
      return RatingConversion(scale: .oneToFive).rating(.number(number))
    case .recommendation:
      guard number >= 0, number <= 10 else { return nil }
      return ConvertedRating(
        value: Self.band(Self.nearest(number)), isRounded: number != number.rounded())
    case .numbers: return stretched(number)
    }
  }

  private func stretched(_ number: Double) -> ConvertedRating? {
    guard number >= scale.minimum, number <= scale.maximum else { return nil }
    let turned = scale.isReversed ? scale.maximum + scale.minimum - number : number
    if scale.minimum == 1, scale.maximum == 5 {
      return ConvertedRating(
        value: Self.nearest(turned), isRounded: number != number.rounded(),
        isReversed: scale.isReversed)
    }
    let part = (turned - scale.minimum) / (scale.maximum - scale.minimum)
    return ConvertedRating(value: Self.nearest(1 + part * 4), isReversed: scale.isReversed)
  }

  private func label(_ step: Int) -> ConvertedRating? {
    switch scale.kind {
    case .thumbs: step == 3 ? nil : ConvertedRating(value: step > 3 ? 5 : 1)
    case .recommendation: nil
    case .numbers, .steps: ConvertedRating(value: step)
    }
  }

  private func choice(_ place: Int) -> ConvertedRating? {
    guard place < steps.count else { return nil }
    switch steps[place].meaning {
    case .number(let number): return self.number(number)
    case .label(let step): return label(step)
    case .thumb(let isUp): return ConvertedRating(value: isUp ? 5 : 1)
    case .place(let place, let count):
      guard count > 1 else { return nil }
      return ConvertedRating(value: Self.nearest(1 + Double(place) / Double(count - 1) * 4))
    case .refusal, .unknown: return nil
    }
  }

  /// The nearest whole number; a half goes down.
  static func nearest(_ number: Double) -> Int { Int((number - 0.5 - 1e-9).rounded(.up)) }

  /// What 0–10 of a recommendation is on 1–5.
  static func band(_ number: Int) -> Int {
    switch number {
    case ...2: 1
    case 3...4: 2
    case 5...6: 3
    case 7...8: 4
    default: 5
    }
  }
}

/// What one of a rating question's options stands for.
struct AnswerStep: Sendable, Hashable {
  enum Meaning: Sendable, Hashable {
    case number(Double)
    case label(Int)
    case thumb(isUp: Bool)
    /// The place from the worst, from 0, among so many.
    case place(Int, of: Int)
    case refusal
    case unknown
  }

  var meaning: Meaning
  /// Whether the options go from best to worst.
  var isReversed = false
}
