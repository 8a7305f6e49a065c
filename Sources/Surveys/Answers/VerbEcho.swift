import Conversations

/// Reads an answer that only gives the verb of its question back: "has it been answered?" — "answered".
///
/// With a word of negation, or in a negated form, it says no. Every word beside the verb must be one of
/// the question as well, or say nothing.
struct VerbEcho {
  let verb: AskedVerb
  /// Whether the question asks for the opposite.
  let isInverted: Bool

  /// Words beside the verb that leave open what is meant.
  private static let doubts: WordClass = [
    .contrast, .unclear, .request, .asking, .partly, .vague, .correction, .hearsay, .refusal,
    .noThanks, .unsolved, .over, .number, .label, .praise, .or,
  ]

  /// Returns what an answer says; nil where it says more than the verb.
  func read(_ segments: [Segment], of utterance: Utterance) -> Reply<Resolution>? {
    let spoken = segments.filter { !$0.isSilent }
    guard !spoken.isEmpty, spoken.count < 9,
      !segments.contains(where: { $0.kind == .separator("?") || $0.isDigits })
    else { return nil }
    let all = echoes(in: utterance)
    // An auxiliary alone may belong to anything.
    guard !all.isEmpty, !verb.isAuxiliary || spoken.count > 1 else { return nil }
    var found: [Echo] = []
    var negations: [Segment] = []
    var saysYes = false
    var saysNo = false
    var namesTrouble = false
    for segment in spoken {
      switch role(of: segment, all, utterance) {
      case .echo: found += all.filter { $0.tokens.overlaps(segment.tokens) }
      case .nothing: namesTrouble = namesTrouble || segment.has(.trouble)
      case .assent: saysYes = true
      case .denial: saysNo = true
      case .negation: negations.append(segment)
      case .other: return nil
      }
    }
    // "Koi problem nahi hui" is no problem, rather than a problem that was not solved.
    guard let first = found.first, found.allSatisfy({ $0.isNegated == first.isNegated }),
      negations.isEmpty || !namesTrouble,
      let isNo = isNegated(negations, verb: first.isNegated), isNo ? !saysYes : !saysNo
    else { return nil }
    let tokens = found.map(\.tokens) + negations.map(\.tokens)
    let start = tokens.map(\.lowerBound).min() ?? 0
    let end = tokens.map(\.upperBound).max() ?? start
    // "No, answered": a comma makes the no an answer of its own.
    let isParted = segments.contains {
      $0.isSeparator && $0.tokens.lowerBound > start && $0.tokens.lowerBound < end
    }
    guard !isParted else { return nil }
    return .value(isNo == isInverted ? .yes : .no, start..<end)
  }

  /// Where an answer gives the verb back, and whether in a negated form.
  private struct Echo {
    var tokens: Range<Int>
    var isNegated: Bool
  }

  private enum Role { case echo, negation, assent, denial, nothing, other }

  private func role(
    of segment: Segment, _ found: [Echo], _ utterance: Utterance
  ) -> Role {
    let isAsked = segment.tokens.allSatisfy { place in
      found.contains { $0.tokens.contains(place) } || isWord(place, of: utterance)
    }
    if segment.has([.negation, .none, .echoNo]), !segment.has([.contrast, .unclear]) {
      return .negation
    }
    if isAsked, found.contains(where: { $0.tokens.overlaps(segment.tokens) }) {
      return segment.has([.contrast, .unclear]) ? .other : .echo
    }
    if segment.has(.yes) { return .assent }
    if segment.has(Self.doubts) { return .other }
    if segment.has(.no) { return .denial }
    if segment.has(.still) { return isInverted ? .nothing : .other }
    if isAsked || segment.has(.now) { return .nothing }
    let fillers: WordClass =
      verb.isAuxiliary ? .echoYes : [.filler, .assent, .echoYes, .intensifier]
    return segment.has(fillers) ? .nothing : .other
  }

  private func isWord(_ place: Int, of utterance: Utterance) -> Bool {
    let word = utterance.folded.bytes[utterance.tokens[place].range]
    return verb.words.contains { word.elementsEqual($0) }
  }

  /// Whether negations make a no of the verb; nil where they may go either way.
  private func isNegated(_ negations: [Segment], verb isNegated: Bool) -> Bool? {
    // "Niks is niet verholpen": two words of one negation.
    let nothings = negations.count { $0.has(.none) }
    let count =
      nothings < negations.count ? negations.count - nothings : min(nothings, 1)
    switch count + (isNegated ? 1 : 0) {
    case 0: return false
    case 1: return true
    default: return nil
    }
  }

  /// Where an answer gives the verb back.
  private func echoes(in utterance: Utterance) -> [Echo] {
    var result: [Echo] = []
    var place = 0
    while place < utterance.tokens.count {
      if let found = echo(at: place, utterance) {
        result.append(found)
        place = found.tokens.upperBound
      } else {
        place += 1
      }
    }
    return result
  }

  private func echo(at place: Int, _ utterance: Utterance) -> Echo? {
    let tokens = utterance.tokens
    guard tokens[place].kind == .word else { return nil }
    let start = tokens[place].range.lowerBound
    for word in verb.echoes {
      let end = start + word.bytes.count
      guard end <= utterance.folded.bytes.count,
        utterance.folded.bytes[start..<end].elementsEqual(word.bytes),
        let last = tokens[place...].firstIndex(where: { $0.range.upperBound >= end }),
        tokens[last].range.upperBound == end
      else { continue }
      return Echo(tokens: place..<last + 1, isNegated: word.isNegated)
    }
    return nil
  }
}
