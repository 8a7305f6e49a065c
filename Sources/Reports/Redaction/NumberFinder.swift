/// Finds numbers that are written as digits with spaces, hyphens, dots or brackets between them.
enum NumberFinder {
  /// Finds payment cards: 13 to 19 digits, beginning as cards do, that pass Luhn's check.
  static func cards(in scalars: FoldedScalars, found: (Range<Int>) -> Void) {
    windows(in: scalars, digits: 13...19, found: found) { digits, _ in
      (2...6).contains(digits[0]) && CheckDigits.passesLuhn(digits)
    }
  }

  /// Finds Aadhaar numbers: 12 digits, the first from 2 up, that pass Verhoeff's check.
  static func aadhaars(in scalars: FoldedScalars, found: (Range<Int>) -> Void) {
    windows(in: scalars, digits: 12...12, found: found) { digits, _ in
      digits[0] >= 2 && CheckDigits.passesVerhoeff(digits)
    }
  }

  /// Finds phone numbers: with a plus, Indian mobiles, with a trunk zero, or grouped 3-3-4.
  static func phones(in scalars: FoldedScalars, found: (Range<Int>) -> Void) {
    windows(in: scalars, digits: 8...15, found: found) { digits, shape in
      if shape.hasPlus { return true }
      switch digits.count {
      case 10: return digits[0] >= 6 || digits[0] == 0 || shape.groups == [3, 3, 4]
      case 11: return digits[0] == 0 || shape.groups == [1, 3, 3, 4]
      case 12: return digits.starts(with: [9, 1]) && digits[2] >= 6
      case 13: return digits.starts(with: [0, 9, 1]) || digits.starts(with: [0, 0, 9])
      case 14: return digits.starts(with: [0, 0])
      default: return false
      }
    }
  }

  /// How a number is written.
  struct Shape {
    var hasPlus: Bool
    var groups: [Int]
  }

  /// Tries all runs of whole digit groups with so many digits, the longest first.
  private static func windows(
    in scalars: FoldedScalars, digits allowed: ClosedRange<Int>, found: (Range<Int>) -> Void,
    where accepts: ([Int], Shape) -> Bool
  ) {
    var index = 0
    while index < scalars.count {
      guard startsNumber(scalars, index) else {
        index += 1
        continue
      }
      let hit = longestWindow(in: scalars, from: index, allowed, accepts)
      if let hit { found(hit) }
      index = hit?.upperBound ?? groupEnd(scalars, index)
    }
  }

  private static func longestWindow(
    in scalars: FoldedScalars, from start: Int, _ allowed: ClosedRange<Int>,
    _ accepts: ([Int], Shape) -> Bool
  ) -> Range<Int>? {
    var digits: [Int] = []
    var shape = Shape(hasPlus: scalars[start - 1] == 0x2B, groups: [])
    var best: Range<Int>?
    var group = start
    while true {
      let end = groupEnd(scalars, group)
      guard digits.count + end - group <= allowed.upperBound else { break }
      for index in group..<end { digits.append(scalars.digit(index)) }
      shape.groups.append(end - group)
      let isWhole = !scalars.isLetter(end)
      if isWhole && allowed.contains(digits.count) && accepts(digits, shape) { best = start..<end }
      var next = end
      while next - end < 3 && isSeparator(scalars[next]) { next += 1 }
      guard scalars.isDigit(next), next > end else { break }
      group = next
    }
    return best
  }

  private static func startsNumber(_ scalars: FoldedScalars, _ index: Int) -> Bool {
    scalars.isDigit(index) && !scalars.isWord(index - 1)
  }

  private static func groupEnd(_ scalars: FoldedScalars, _ start: Int) -> Int {
    var end = start
    while scalars.isDigit(end) { end += 1 }
    return end
  }

  /// Spaces of any kind, hyphens and dashes, dots, brackets, and what is not seen.
  private static func isSeparator(_ value: UInt32) -> Bool {
    switch value {
    case 0x20, 0x28, 0x29, 0x2D, 0x2E, 0xA0, 0xAD, 0x2000...0x2015, 0x202A...0x202F,
      0x2060...0x2069, 0x2212, 0xFEFF:
      true
    default: false
    }
  }
}

/// The check digits that tell numbers from other numbers.
enum CheckDigits {
  /// ISO/IEC 7812-1, annex B.
  static func passesLuhn(_ digits: [Int]) -> Bool {
    var sum = 0
    for (place, digit) in digits.reversed().enumerated() {
      let doubled = digit * (place % 2 == 0 ? 1 : 2)
      sum += doubled > 9 ? doubled - 9 : doubled
    }
    return sum % 10 == 0
  }

  /// Verhoeff's check over the dihedral group of order 10 (1969).
  static func passesVerhoeff(_ digits: [Int]) -> Bool {
    var check = 0
    for (place, digit) in digits.reversed().enumerated() {
      var permuted = digit
      for _ in 0..<(place % 8) { permuted = permutation[permuted] }
      check = product(check, permuted)
    }
    return check == 0
  }

  private static let permutation = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]

  /// The product of two elements of the group: 0–4 are turns, 5–9 mirrored turns.
  private static func product(_ a: Int, _ b: Int) -> Int {
    let turn = a < 5 ? a + b % 5 : a % 5 - b % 5 + 5
    let isMirrored = (a < 5) != (b < 5)
    return turn % 5 + (isMirrored ? 5 : 0)
  }
}
