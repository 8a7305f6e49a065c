package import Diagnostics

/// What a run is expected to find, such as `no-survey < 40%`: where it does not hold, nothing is
/// sent.
package struct Expectation: Sendable, Hashable {
  /// How the number found stands to the bound.
  package enum Comparison: String, Sendable, Hashable, CaseIterable {
    // The longer signs come first, as they are read.
    case atMost = "<="
    case atLeast = ">="
    case below = "<"
    case above = ">"
  }

  /// What the number is compared with.
  package enum Bound: Sendable, Hashable {
    /// A share of the conversations, from 0 to 1.
    case share(Double)
    /// So many conversations.
    case count(Double)
    /// The median share in the last runs, and so much more or less.
    case usualPlus(Double)
    /// The median share in the last runs, times a number.
    case usualTimes(Double)

    /// Whether it cannot be had without the last runs.
    package var needsHistory: Bool {
      switch self {
      case .share, .count: false
      case .usualPlus, .usualTimes: true
      }
    }
  }

  /// A decision, a reason, a flag, or `unreadable-records`.
  package var name: String
  /// How the number found stands to the bound.
  package var comparison: Comparison
  /// What it is compared with.
  package var bound: Bound
  /// The expectation as it is written.
  package var text: String
  /// Where it is written.
  package var place: Place
}

extension Expectation {
  /// The share of the records that could not be read.
  static let unreadableRecords = "unreadable-records"

  /// Reads `NAME < 40%`, `NAME <= 12`, `NAME < usual + 10%`, `NAME > usual * 0.5`; nil for anything
  /// else.
  init?(_ text: String, at place: Place) {
    let signs = Comparison.allCases.compactMap { sign in
      text.firstRange(of: sign.rawValue).map { (sign, $0) }
    }
    guard let (sign, range) = signs.first else { return nil }
    let name = Self.trimmed(text[..<range.lowerBound])
    guard !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isNumber || "-_.".contains($0) }),
      let bound = Bound(Self.trimmed(text[range.upperBound...]))
    else { return nil }
    self.init(
      name: name, comparison: sign, bound: bound, text: Self.trimmed(text[...]), place: place)
  }

  static func trimmed(_ text: Substring) -> String {
    String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}

extension Expectation.Bound {
  /// Reads what stands behind the sign.
  init?(_ text: String) {
    guard text.hasPrefix("usual") else {
      if let share = Self.share(text[...]) {
        self = .share(share)
      } else if let count = Self.number(text[...]) {
        self = .count(count)
      } else {
        return nil
      }
      return
    }
    let rest = text.dropFirst("usual".count).drop { $0 == " " }
    guard let sign = rest.first else {
      self = .usualPlus(0)
      return
    }
    let value = rest.dropFirst().drop { $0 == " " }
    switch sign {
    case "+":
      guard let share = Self.share(value) else { return nil }
      self = .usualPlus(share)
    case "-":
      guard let share = Self.share(value) else { return nil }
      self = .usualPlus(-share)
    case "*":
      guard let factor = Self.number(value) else { return nil }
      self = .usualTimes(factor)
    default: return nil
    }
  }

  private static func share(_ text: Substring) -> Double? {
    guard text.hasSuffix("%"), let number = number(text.dropLast().prefix { $0 != " " }),
      number <= 100
    else { return nil }
    return number / 100
  }

  private static func number(_ text: Substring) -> Double? {
    guard let first = text.first, first.isNumber,
      text.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") })
    else { return nil }
    return Double(text)
  }
}
