import Conversations

/// Reads whether an answer says that the query is resolved.
///
/// Doubt makes an answer unreadable: never is one invented.
struct ResolutionGrammar {
  /// Whether the question asks for the opposite: "Are you still facing the issue?".
  var isInverted: Bool

  /// Returns what the segments of an answer say.
  func read(_ segments: [Segment]) -> Reply<Resolution> {
    let spoken = segments.filter { !$0.isSilent }
    guard !spoken.isEmpty else { return silence(segments) }
    if spoken.allSatisfy({ $0.has([.refusal, .filler]) }),
      spoken.contains(where: { $0.has(.refusal) })
    {
      return .refusal
    }
    if spoken.allSatisfy({ $0.has(.farewell) }) { return .leave }
    if let doubt = doubt(in: segments) { return .unreadable(doubt) }
    return weighed(segments, Signals(segments, isInverted: isInverted))
  }

  /// An answer of courtesy, smileys and punctuation alone.
  private func silence(_ segments: [Segment]) -> Reply<Resolution> {
    if segments.contains(where: { $0.has([.courtesy, .farewell]) }) { return .leave }
    return .unreadable("it holds no yes and no no")
  }

  private func doubt(in segments: [Segment]) -> String? {
    if segments.contains(where: { $0.kind == .separator("?") }) { return "it asks a question" }
    if segments.contains(where: { $0.has(.unclear) }) {
      return "its words are neither yes nor no"
    }
    if segments.contains(where: { $0.has(.asking) }) { return "it asks a question" }
    return nil
  }

  private func weighed(_ segments: [Segment], _ signals: Signals) -> Reply<Resolution> {
    if signals.hasPartly {
      let isDoubtful = signals.hasNegation || (signals.yes > 0 && signals.no > 0)
      return isDoubtful ? .unreadable("partly, and not") : .value(.partly, signals.read)
    }
    switch (signals.isPositive, signals.isNegative) {
    case (true, true): return .unreadable("it says both")
    case (false, false): return .unreadable("it holds no yes and no no")
    case (true, false):
      if let doubt = signals.doubtOfYes { return .unreadable(doubt) }
      return .value(.yes, signals.read)
    case (false, true):
      if let doubt = signals.doubtOfNo { return .unreadable(doubt) }
      return .value(.no, signals.read)
    }
  }
}

/// What the segments of an answer to a resolution question say, counted.
struct Signals {
  private(set) var yes = 0
  private(set) var no = 0
  private(set) var isPositive = false
  private(set) var isNegative = false
  private(set) var hasPartly = false
  private(set) var hasNegation = false
  /// The tokens that carry the meaning.
  private(set) var read = 0..<0

  private var hasPlainYes = false
  private var hasPlainNo = false
  private var hasStatement = false
  private var unknown = 0
  private var hasContrast = false
  private var hasRequest = false
  private var isOpeningGlued = false
  private var hasPraiseOrBlame = false

  init(_ segments: [Segment], isInverted: Bool) {
    let spoken = segments.filter { !$0.isSilent }
    count(segments)
    readStatements(segments)
    readWords(segments, spoken, isInverted: isInverted)
  }

  private mutating func count(_ segments: [Segment]) {
    for segment in segments {
      if segment.has(.partly) {
        hasPartly = true
        mark(segment)
      }
      if segment.has(.contrast) { hasContrast = true }
      if segment.has(.request) { hasRequest = true }
      if segment.kind == .unknown { unknown += 1 }
      if case .number = segment.kind { unknown += 1 }
    }
  }

  /// Statements about the trouble, put together from their words, clause by clause.
  private mutating func readStatements(_ segments: [Segment]) {
    var clause: [Segment] = []
    for segment in segments {
      if segment.isSeparator {
        readClause(clause)
        clause = []
      } else {
        clause.append(segment)
      }
    }
    readClause(clause)
  }

  private mutating func readClause(_ clause: [Segment]) {
    let solved = clause.filter { $0.has(.solved) && !$0.has(.unsolved) }
    let trouble = clause.contains { $0.has(.trouble) }
    let still = clause.contains { $0.has(.still) }
    let isBareNo = { (segment: Segment) in
      segment.has(.no) && segment.tokens == clause.first(where: { !$0.isSilent })?.tokens
    }
    let negations = clause.filter { $0.has(.negation) && !($0.has(.no) && isBareNo($0) && still) }
    for segment in clause where segment.has(.unsolved) {
      isNegative = true
      hasStatement = true
      mark(segment)
    }
    for segment in clause where segment.has(.over) {
      isPositive = true
      hasStatement = true
      mark(segment)
    }
    if let first = solved.first {
      hasStatement = true
      if negations.count == 1, let negation = negations.first {
        isNegative = true
        mark(negation)
      } else if negations.count > 1 {
        isPositive = true
        isNegative = true
      } else {
        isPositive = true
      }
      mark(first)
    } else if trouble, still {
      hasStatement = true
      if negations.isEmpty { isNegative = true } else { isPositive = true; isNegative = true }
      clause.filter { $0.has([.trouble, .still]) }.forEach { mark($0) }
    } else if trouble, negations.count == 1, clause.contains(where: { $0.has(.now) }) {
      isPositive = true
      hasStatement = true
      clause.filter { $0.has([.trouble, .negation]) }.forEach { mark($0) }
    } else if trouble, !negations.isEmpty {
      isPositive = true
      isNegative = true
    }
    if !negations.isEmpty { hasNegation = negations.contains { !$0.has(.no) } || hasNegation }
  }

  private mutating func readWords(_ segments: [Segment], _ spoken: [Segment], isInverted: Bool) {
    let consumed = hasStatement ? spoken.filter { $0.has(.negation) && $0.has(.no) } : []
    for (place, segment) in segments.enumerated() where segment.has([.yes, .no, .like, .dislike]) {
      if segment.has([.yes, .like]), segment.has([.no, .dislike]) {
        isPositive = true
        isNegative = true
        continue
      }
      let isYes = segment.has([.yes, .like])
      let isConsumed =
        !isYes && consumed.contains { $0.tokens == segment.tokens } && !standsApart(place, segments)
      if isConsumed { continue }
      if isYes { yes += 1 } else { no += 1 }
      if isYes != isInverted { isPositive = true } else { isNegative = true }
      if segment.tokens == spoken.first?.tokens || opens(place, segments) {
        if isYes { hasPlainYes = true } else { hasPlainNo = true }
        if !isYes, place + 1 < segments.count, segments[place + 1].kind == .unknown {
          isOpeningGlued = true
        }
      }
      mark(segment)
    }
    readEcho(spoken, isInverted: isInverted)
  }

  private mutating func readEcho(_ spoken: [Segment], isInverted: Bool) {
    guard spoken.allSatisfy({ $0.has([.echoYes, .echoNo, .yes, .no, .filler, .now]) }) else {
      return
    }
    for segment in spoken where segment.has([.echoYes, .echoNo]) && !segment.has([.yes, .no]) {
      if segment.has(.echoYes) != isInverted { isPositive = true } else { isNegative = true }
      hasPlainYes = true
      hasPlainNo = true
      mark(segment)
    }
  }

  /// Whether only assent, courtesy or filling words stand before a segment.
  private func opens(_ place: Int, _ segments: [Segment]) -> Bool {
    segments[..<place].allSatisfy {
      $0.isSilent || $0.has([.yes, .no, .filler, .assent, .like, .dislike, .correction, .and])
    }
  }

  /// Whether a separator or the text's end stands on both sides of a segment.
  private func standsApart(_ place: Int, _ segments: [Segment]) -> Bool {
    let before = place == 0 || segments[place - 1].isSeparator
    let after = place + 1 == segments.count || segments[place + 1].isSeparator
    return before && after
  }

  private mutating func mark(_ segment: Segment) {
    read =
      read.isEmpty
      ? segment.tokens
      : min(
        read.lowerBound, segment.tokens.lowerBound)..<max(
          read.upperBound, segment.tokens.upperBound)
  }

  /// Why a yes does not count, or nil.
  var doubtOfYes: String? {
    if hasContrast { return "a clause takes the yes back" }
    if hasRequest { return "it asks for something" }
    if hasNegation && !hasStatement { return "a clause takes the yes back" }
    if !hasPlainYes && !hasStatement { return "the yes does not stand alone" }
    if !hasPlainYes && unknown > 0 { return "not all of its words are known" }
    return nil
  }

  /// Why a no does not count, or nil.
  var doubtOfNo: String? {
    if isOpeningGlued && !hasStatement { return "the no belongs to the words after it" }
    if !hasPlainNo && !hasStatement { return "the no does not stand alone" }
    if !hasPlainNo && unknown > 3 { return "not all of its words are known" }
    return nil
  }
}
