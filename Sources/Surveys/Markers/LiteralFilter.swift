/// Tells in one pass over a text which of many patterns may match in it, by the literals that they
/// need.
struct LiteralFilter: Sendable {
  /// The patterns that need none.
  private var always: [Int] = []
  /// The choices of which a text must satisfy all, and the pattern.
  private var patterns: [(index: Int, choices: Range<Int>)] = []
  /// For each place in the patterns' choices the choice's number.
  private var choices: [Int] = []
  private var choiceCount = 0
  /// The literals one after another, and the end of each.
  private var bytes: [UInt8] = []
  private var ends: [Int] = [0]
  /// For each literal the choices that it satisfies.
  private var satisfied: [[Int]] = []
  /// For each hash of a literal's beginning the first literal, and for each literal the next.
  private var first: [Int32] = []
  private var next: [Int32] = []

  /// Makes the filter of patterns as RE2 takes them.
  init(_ patterns: [String]) {
    var known: [[ArraySlice<UInt8>]: Int] = [:]
    var literals: [ArraySlice<UInt8>: Int] = [:]
    for (index, pattern) in patterns.enumerated() {
      let needed = NeededLiterals(of: pattern).choices
      guard !needed.isEmpty else {
        always.append(index)
        continue
      }
      let start = choices.count
      for choice in needed {
        if let same = known[choice.literals] {
          choices.append(same)
        } else {
          known[choice.literals] = choiceCount
          choices.append(choiceCount)
          for literal in choice.literals { add(literal, choiceCount, &literals) }
          choiceCount += 1
        }
      }
      self.patterns.append((index, start..<choices.count))
    }
    link()
  }

  private mutating func add(
    _ literal: ArraySlice<UInt8>, _ choice: Int, _ literals: inout [ArraySlice<UInt8>: Int]
  ) {
    if let place = literals[literal] {
      if satisfied[place].last != choice { satisfied[place].append(choice) }
      return
    }
    literals[literal] = satisfied.count
    satisfied.append([choice])
    bytes += literal
    ends.append(bytes.count)
  }

  private mutating func link() {
    var size = 256
    while size < satisfied.count * 4 { size *= 2 }
    first = Array(repeating: -1, count: size)
    next = Array(repeating: -1, count: satisfied.count)
    for literal in satisfied.indices {
      let start = ends[literal]
      let slot = slot(bytes[start], bytes[start + 1], bytes[start + 2])
      next[literal] = first[slot]
      first[slot] = Int32(literal)
    }
  }

  private func slot(_ one: UInt8, _ two: UInt8, _ three: UInt8) -> Int {
    let beginning = UInt32(one) | UInt32(two) << 8 | UInt32(three) << 16
    return Int(truncatingIfNeeded: (beginning &* 0x9E37_79B1) >> 16) & (first.count - 1)
  }

  /// Returns the indexes of the patterns that may match a text, ascending.
  func candidates(in text: ArraySlice<UInt8>) -> [Int] {
    guard let isMet = met(in: text) else { return always }
    var result = always
    for pattern in patterns where choices[pattern.choices].allSatisfy({ isMet[$0] }) {
      result.append(pattern.index)
    }
    return always.isEmpty ? result : result.sorted()
  }

  /// Whether each choice is met by a text; nil where none is.
  private func met(in text: ArraySlice<UInt8>) -> [Bool]? {
    guard text.count >= NeededLiterals.shortest, !satisfied.isEmpty else { return nil }
    var result: [Bool]?
    for place in text.startIndex..<text.endIndex - 2 {
      var literal = first[slot(text[place], text[place + 1], text[place + 2])]
      while literal >= 0 {
        let number = Int(literal)
        literal = next[number]
        guard stands(number, in: text, at: place) else { continue }
        if result == nil { result = Array(repeating: false, count: choiceCount) }
        for choice in satisfied[number] { result?[choice] = true }
      }
    }
    return result
  }

  private func stands(_ literal: Int, in text: ArraySlice<UInt8>, at place: Int) -> Bool {
    let (start, end) = (ends[literal], ends[literal + 1])
    guard end - start <= text.endIndex - place else { return false }
    for offset in 0..<end - start where bytes[start + offset] != text[place + offset] {
      return false
    }
    return true
  }
}
