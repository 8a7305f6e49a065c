/// What the segments of an answer to a resolution question say, taken together.
struct Signals {
  private(set) var yes = 0
  private(set) var no = 0
  private(set) var isPositive = false
  private(set) var isNegative = false
  private(set) var hasPartly = false
  private(set) var hasNegation = false
  /// The tokens that carry the meaning.
  private(set) var read = 0..<0

  /// Whether a plain word of the answer's sense opens it.
  private var hasPlainPositive = false
  private var hasPlainNegative = false
  private var hasStatement = false
  private var unknown = 0
  private var hasContrast = false
  private var hasRequest = false
  private var isOpeningGlued = false
  private var hasReadWord = false
  /// Words of yes and no that a statement used as its negation.
  private var used: [Range<Int>] = []

  private let segments: [Segment]
  private let isInverted: Bool

  /// Whether good and bad count as yes and no.
  private let takesLabels: Bool

  init(_ segments: [Segment], isInverted: Bool, takesLabels: Bool) {
    self.segments = segments
    self.isInverted = isInverted
    self.takesLabels = takesLabels
    count()
    for clause in Self.clauses(of: segments) { readClause(clause) }
    readWords()
    readEcho(segments.filter { !$0.isSilent })
  }

  private mutating func count() {
    for segment in segments {
      if segment.has(.partly) {
        hasPartly = true
        mark(segment)
      }
      if segment.has(.request) { hasRequest = true }
      if segment.kind == .unknown { unknown += 1 }
    }
    unknown += countingNumbers
    hasContrast = !takesLabels && limits.contains { !$0.isComplaint }
  }

  /// What words of contrast limit a yes by.
  private var limits: [ContrastClause] {
    segments.indices.filter { segments[$0].has(.contrast) }
      .map { ContrastClause(at: $0, in: segments) }
  }

  /// Numbers that other words stand beside; "5" and "5 stars" in a clause of their own are ratings.
  private var countingNumbers: Int {
    Self.clauses(of: segments).count { clause in
      let isRating = clause.allSatisfy { segment in
        segment.isDigits || segment.has([.stars, .tail, .lead])
      }
      return !isRating && clause.contains(where: \.isDigits)
    }
  }

  private static func clauses(of segments: [Segment]) -> [[Segment]] {
    var result: [[Segment]] = [[]]
    for segment in segments {
      if segment.isSeparator || segment.has(.contrast) { result.append([]) }
      if !segment.isSeparator { result[result.count - 1].append(segment) }
    }
    return result.filter { !$0.isEmpty }
  }

  /// Statements about the trouble, put together from their words.
  private mutating func readClause(_ clause: [Segment]) {
    let negations = negations(in: clause)
    let solved = clause.first { $0.has(.solved) && !$0.has([.unsolved, .over]) }
    let isTroubled = clause.contains { $0.has(.trouble) }
    let isStill = clause.contains { $0.has(.still) }
    let spoken = clause.filter { !$0.isSilent }
    for (place, segment) in spoken.enumerated()
    where segment.has([.unsolved, .over]) && !isEchoOfTrouble(segment) {
      let words = spoken[..<place].reversed().prefix { $0.has(.filler) && !$0.has(.negation) }
      let before = place - words.count - 1
      let isNegated = before >= 0 && negations.contains { $0.tokens == spoken[before].tokens }
      guard isNegated, segment.has(.unsolved) else {
        state(isGood: segment.has(.over), [segment])
        continue
      }
      // "nothing is broken any more" says that it is over; "not pending" may.
      let isOver = clause.contains { $0.has(.now) }
      state(isGood: true, [spoken[before], segment])
      if !isOver { isNegative = true }
    }
    if !negations.isEmpty { hasNegation = hasNegation || negations.contains { !$0.has(.no) } }
    if let solved {
      // "No resolvieron nada": two words of one negation.
      let nothings = negations.count { $0.has(.none) }
      switch nothings < negations.count ? negations.count - nothings : min(nothings, 1) {
      case 0: state(isGood: true, [solved])
      case 1:
        state(isGood: false, [solved] + negations)
        // "Still facing it?" - "no fixed": not fixed, or no, it is.
        if isInverted, let first = negations.first, first.tokens.count == 1, first.has(.no),
          first.tokens == spoken.first?.tokens
        {
          isPositive = true
        }
      default: isPositive = true; isNegative = true
      }
    } else if isInverted, isStill, !isTroubled,
      spoken.allSatisfy({ $0.has([.still, .filler, .yes]) }),
      negations.isEmpty
    {
      state(isGood: false, clause.filter { $0.has(.still) })
    } else if isTroubled, isStill {
      let words = clause.filter { $0.has([.trouble, .still]) }
      state(isGood: false, words)
      if !negations.isEmpty { isPositive = true }
    } else if isTroubled, !negations.isEmpty {
      if negations.count == 1, clause.contains(where: { $0.has(.now) }) {
        state(isGood: true, clause.filter { $0.has(.trouble) } + negations)
      } else {
        isPositive = true
        isNegative = true
      }
    }
  }

  /// Whether a word gives the verb of an opposite question back with a not, so that the trouble is
  /// over: "is the error still coming?" — "it is not coming".
  private func isEchoOfTrouble(_ segment: Segment) -> Bool {
    isInverted && segment.has(.echoNo) && segment.has(.unsolved)
  }

  /// The words that negate something in a clause; a no that opens it is the answer itself, unless
  /// what it would negate stands right after it: "not yet solved".
  private func negations(in clause: [Segment]) -> [Segment] {
    let spoken = clause.filter { !$0.isSilent }
    return spoken.enumerated().compactMap { place, segment in
      let isPhrase =
        segment.has([.no, .none]) && segment.tokens.count > 1 && !segment.has(.unclear)
      guard segment.has([.negation, .echoNo]) || isPhrase else { return nil }
      if isPhrase, !segment.has([.negation, .echoNo]) {
        let next = place + 1 < spoken.count ? spoken[place + 1] : nil
        return next?.has(.solved) == true && next?.has(.now) == false ? segment : nil
      }
      if place == 0, segment.has(.no), spoken.count > 1 {
        guard spoken[1].has([.solved, .trouble]), !spoken[1].has(.now) else { return nil }
        // "Still facing it?" - "no sir, working".
        if isInverted, spoken[1].tokens.lowerBound > segment.tokens.upperBound { return nil }
      }
      return segment.has(.no) && spoken.count == 1 ? nil : segment
    }
  }

  private mutating func state(isGood: Bool, _ words: [Segment]) {
    hasStatement = true
    if isGood { isPositive = true } else { isNegative = true }
    for word in words { used.append(word.tokens) }
    guard !hasReadWord, let first = words.map(\.tokens.lowerBound).min(),
      let last = words.map(\.tokens.upperBound).max()
    else { return }
    if read.isEmpty { read = first..<last }
  }

  private mutating func readWords() {
    for (place, segment) in segments.enumerated()
    where isWord(segment) && !used.contains(segment.tokens) && !intensifies(place) {
      let isYes = segment.has(.yes) || isThumb(segment, .like)
      if isYes, segment.has(.no) || isThumb(segment, .dislike) {
        isPositive = true
        isNegative = true
        continue
      }
      if isYes { yes += 1 } else { no += 1 }
      let isGood = isYes != isInverted
      if isGood { isPositive = true } else { isNegative = true }
      if opens(place) {
        if isGood { hasPlainPositive = true } else { hasPlainNegative = true }
        if !isYes, segment.tokens.count == 1, place + 1 < segments.count,
          segments[place + 1].kind == .unknown
        {
          isOpeningGlued = true
        }
      }
      mark(segment)
    }
  }

  /// Whether a word of assent only strengthens what stands behind it: "totally useless".
  private func intensifies(_ place: Int) -> Bool {
    guard segments[place].has(.yes), segments[place].has(.filler), place + 1 < segments.count else {
      return false
    }
    return segments[place + 1].has([.unsolved, .solved, .no, .echoNo, .negation])
  }

  /// A yes or no that speakers take both ways behind "is it still not solved?" says nothing by itself:
  /// "si, c'est réglé", "hardly".
  private func isWord(_ segment: Segment) -> Bool {
    if isInverted, segment.has(.contrary) { return false }
    return segment.has([.yes, .no]) || isThumb(segment, .like) || isThumb(segment, .dislike)
  }

  /// Whether a segment is a thumb; good and bad are praise, and no yes or no.
  private func isThumb(_ segment: Segment, _ thumb: WordClass) -> Bool {
    segment.has(thumb) && (takesLabels || !segment.has([.label, .assent]))
  }

  /// The question's verb given back, as the whole answer or as its first clause: "it didn't, I had
  /// to call".
  private mutating func readEcho(_ spoken: [Segment]) {
    func isEcho(_ segment: Segment) -> Bool {
      segment.has([.echoYes, .echoNo, .yes, .no, .filler, .courtesy])
        || segment.has(.now) && !segment.has(.solved)
    }
    let isWhole = spoken.allSatisfy(isEcho)
    let opening = segments.prefix { !$0.isSeparator }.filter { !$0.isSilent }
    let isOpening =
      opening.allSatisfy(isEcho)
      && opening.contains { $0.has([.echoYes, .echoNo]) && $0.tokens.count > 1 }
    guard isWhole || isOpening else { return }
    let spoken = isWhole ? spoken : Array(opening)
    for segment in spoken
    where segment.has([.echoYes, .echoNo]) && !segment.has([.yes, .no])
      && !(isInverted && segment.has(.contrary)) && !used.contains(segment.tokens)
      && (segment.tokens.count > 1 || stands(segment, among: spoken))
    {
      let isGood = segment.has(.echoYes) != isInverted
      if isGood { isPositive = true } else { isNegative = true }
      if isGood { hasPlainPositive = true } else { hasPlainNegative = true }
      if segment.has(.echoNo) { no += 1 } else { yes += 1 }
      mark(segment)
    }
  }

  /// Whether a single word of echo opens the answer, which holds no yes and no no: "ji", and not "ji
  /// nahi" or "thanks ji".
  private func stands(_ echo: Segment, among spoken: [Segment]) -> Bool {
    let first = segments.first { !$0.isSeparator && (!$0.has(.filler) || $0.tokens == echo.tokens) }
    return first?.tokens == echo.tokens && !spoken.contains { $0.has([.yes, .no]) }
  }

  /// Whether only assent, courtesy or filling words stand before a segment.
  private func opens(_ place: Int) -> Bool {
    segments[..<place].allSatisfy {
      $0.isSilent
        || $0.has([
          .yes, .no, .echoYes, .echoNo, .filler, .assent, .like, .dislike, .correction, .and,
          .lead, .now,
        ])
    } || followsRating(place)
  }

  /// Whether clauses that only rate stand before a segment: "1/5, no", "5 yes".
  private func followsRating(_ place: Int) -> Bool {
    let isLast = segments[(place + 1)...].allSatisfy(\.isSilent)
    guard place > 0, isLast || segments[place - 1].isSeparator else { return false }
    let before = segments[..<place]
    return before.contains(where: \.isDigits)
      && before.allSatisfy {
        $0.isDigits || $0.isSilent || $0.has([.stars, .star, .number, .lead, .tail, .outOf])
      }
  }

  /// Takes a word as what was read: the first plain word goes before a statement.
  private mutating func mark(_ segment: Segment) {
    if !hasReadWord { read = segment.tokens }
    hasReadWord = true
  }

  /// Why a yes does not count, or nil.
  var doubtOfYes: String? {
    if hasContrast { return "a clause takes the yes back" }
    if hasRequest { return "it asks for something" }
    if hasNegation, !hasStatement, !isInverted { return "a clause takes the yes back" }
    if !hasPlainPositive, !hasStatement { return "the yes does not stand alone" }
    if !hasPlainPositive, unknown > 0 { return "not all of its words are known" }
    return nil
  }

  /// Whether an answer praises the helper, or what its no stands right before: "no great".
  private var isPraising: Bool {
    segments.indices.contains { place in
      let segment = segments[place]
      guard segment.has(.praise), segment.has(.better), !segment.isSign else { return false }
      return segment.tokens.count > 2
        || place > 0 && segments[place - 1].has(.no) && segments[place - 1].tokens.count == 1
          && !used.contains(segments[place - 1].tokens)
    }
  }

  /// Why a no does not count, or nil.
  var doubtOfNo: String? {
    if isOpeningGlued, !hasStatement { return "the no belongs to the words after it" }
    if isPraising { return "it praises" }
    if !hasPlainNegative, !hasStatement { return "the no does not stand alone" }
    if !hasPlainNegative, unknown > 3 { return "not all of its words are known" }
    return nil
  }
}
