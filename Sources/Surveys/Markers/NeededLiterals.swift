/// What a text must hold for a pattern of RE2 to match in it: of each of some choices one literal.
///
/// A pattern that cannot be judged needs nothing, so that a text without the literals never matches
/// whatever is left out here.
package struct NeededLiterals {
  /// Literals of which a text must hold one.
  package struct Choice {
    package var literals: [ArraySlice<UInt8>]
    /// The length of the shortest; long ones stand in few texts.
    var length: Int
  }

  /// The shortest literals that are looked for, in bytes; shorter ones stand in most texts.
  static let shortest = 3
  /// How many choices of a pattern are kept, the best ones.
  private static let most = 3
  /// How many literals a choice may have.
  private static let widest = 200

  /// The choices; empty where nothing is needed or known.
  package private(set) var choices: [Choice] = []

  private let pattern: [UInt8]
  private var place = 0
  private var isKnown = true

  /// Judges a pattern.
  package init(of pattern: String) {
    self.pattern = Array(pattern.utf8)
    let found = alternatives()
    guard isKnown, place == self.pattern.count else { return }
    choices = Array(found.sorted(by: Self.isBetter).prefix(Self.most))
  }

  private static func isBetter(_ one: Choice, _ other: Choice) -> Bool {
    let lengths = (min(one.length, 6), min(other.length, 6))
    if lengths.0 != lengths.1 { return lengths.0 > lengths.1 }
    return one.literals.count < other.literals.count
  }

  /// Reads alternatives up to a closing bracket or the end.
  private mutating func alternatives() -> [Choice] {
    let first = sequence()
    guard isKnown, place < pattern.count, pattern[place] == UInt8(ascii: "|") else { return first }
    // A text matches one of them, so it holds what the best choice of some alternative asks for.
    var joined = first.min(by: Self.isBetter)
    while isKnown, place < pattern.count, pattern[place] == UInt8(ascii: "|") {
      place += 1
      guard let next = sequence().min(by: Self.isBetter), let before = joined,
        before.literals.count + next.literals.count <= Self.widest
      else {
        joined = nil
        continue
      }
      joined = Choice(
        literals: before.literals + next.literals, length: min(before.length, next.length))
    }
    return joined.map { [$0] } ?? []
  }

  /// Reads what stands one after another: all of it must match.
  private mutating func sequence() -> [Choice] {
    var found: [Choice] = []
    var run = place..<place
    func endRun(_ found: inout [Choice]) {
      guard run.count >= Self.shortest else { return }
      found.append(Choice(literals: [pattern[run]], length: run.count))
    }
    while isKnown, place < pattern.count {
      let start = place
      var group: [Choice] = []
      var isLiteral = false
      switch pattern[place] {
      case UInt8(ascii: "|"), UInt8(ascii: ")"):
        endRun(&found)
        return found
      case UInt8(ascii: "("): group = bracketed()
      case UInt8(ascii: "["): skipClass()
      case UInt8(ascii: "\\"): skipEscape()
      case UInt8(ascii: "."), UInt8(ascii: "^"), UInt8(ascii: "$"): place += 1
      default:
        skipScalar()
        isLiteral = true
      }
      let quantifier = readQuantifier()
      if isLiteral, quantifier == .once {
        if run.upperBound != start {
          endRun(&found)
          run = start..<start
        }
        run = run.lowerBound..<place
        continue
      }
      endRun(&found)
      run = place..<place
      if quantifier != .perhaps { found += group }
    }
    endRun(&found)
    return found
  }

  /// Reads a group and returns what it needs.
  private mutating func bracketed() -> [Choice] {
    place += 1
    if place < pattern.count, pattern[place] == UInt8(ascii: "?") {
      if pattern[place...].starts(with: "?:".utf8) {
        place += 2
      } else if pattern[place...].starts(with: "?P<".utf8),
        let end = pattern[place...].firstIndex(of: UInt8(ascii: ">"))
      {
        place = end + 1
      } else {
        // Flags change how the rest is read.
        isKnown = false
        return []
      }
    }
    let inner = alternatives()
    guard place < pattern.count, pattern[place] == UInt8(ascii: ")") else {
      isKnown = false
      return []
    }
    place += 1
    return inner
  }

  private mutating func skipClass() {
    place += 1
    if place < pattern.count, pattern[place] == UInt8(ascii: "^") { place += 1 }
    if place < pattern.count, pattern[place] == UInt8(ascii: "]") { place += 1 }
    while place < pattern.count, pattern[place] != UInt8(ascii: "]") {
      // A class of a name within, such as [:alpha:], has a bracket of its own.
      if pattern[place...].starts(with: "[:".utf8) { isKnown = false }
      place += pattern[place] == UInt8(ascii: "\\") ? 2 : 1
    }
    place += 1
    if place > pattern.count { isKnown = false }
  }

  /// Skips what begins with a backslash; what it stands for is not looked for.
  private mutating func skipEscape() {
    place += 1
    guard place < pattern.count else {
      isKnown = false
      return
    }
    switch pattern[place] {
    case UInt8(ascii: "p"), UInt8(ascii: "P"), UInt8(ascii: "x"):
      let isHex = pattern[place] == UInt8(ascii: "x")
      place += 1
      guard place < pattern.count, pattern[place] == UInt8(ascii: "{") else {
        place += isHex ? 2 : 1
        return
      }
      guard let end = pattern[place...].firstIndex(of: UInt8(ascii: "}")) else {
        isKnown = false
        return
      }
      place = end + 1
    case UInt8(ascii: "d"), UInt8(ascii: "D"), UInt8(ascii: "s"), UInt8(ascii: "S"),
      UInt8(ascii: "w"), UInt8(ascii: "W"), UInt8(ascii: "b"), UInt8(ascii: "B"),
      UInt8(ascii: "n"), UInt8(ascii: "t"), UInt8(ascii: "r"):
      place += 1
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: isKnown = false
    default: skipScalar()
    }
  }

  private mutating func skipScalar() {
    place += 1
    while place < pattern.count, pattern[place] & 0xC0 == 0x80 { place += 1 }
  }

  private enum Quantifier {
    case once, perhaps, repeated
  }

  private mutating func readQuantifier() -> Quantifier {
    var result = Quantifier.once
    while place < pattern.count {
      switch pattern[place] {
      case UInt8(ascii: "?"), UInt8(ascii: "*"):
        // Behind another quantifier the mark only says how much is taken.
        if result == .once || pattern[place] == UInt8(ascii: "*") { result = .perhaps }
        place += 1
      case UInt8(ascii: "+"):
        if result == .once { result = .repeated }
        place += 1
      case UInt8(ascii: "{"):
        let digits = pattern[(place + 1)...].prefix { (0x30...0x39).contains($0) }
        let count = pattern[(place + 1)...].prefix { (0x30...0x39).contains($0) || $0 == 0x2C }
        guard !digits.isEmpty, count.endIndex < pattern.count,
          pattern[count.endIndex] == UInt8(ascii: "}")
        else {
          isKnown = false
          return result
        }
        result = digits.contains { $0 != 0x30 } && result != .perhaps ? .repeated : .perhaps
        place = count.endIndex + 1
      default: return result
      }
    }
    return result
  }
}
