/// Finds the numbers of an answer and judges by their neighbours what they count.
struct NumberFinder {
  private let segments: [Segment]
  private let isComma: Bool
  private var found: [NumberFound] = []
  private var place = 0

  /// Returns the numbers of an answer in order; `isComma` says that a comma may begin a fraction.
  static func numbers(in segments: [Segment], isComma: Bool) -> [NumberFound] {
    var finder = NumberFinder(segments: segments, isComma: isComma)
    finder.run()
    return finder.found
  }

  private init(segments: [Segment], isComma: Bool) {
    self.segments = segments
    self.isComma = isComma
  }

  private mutating func run() {
    while place < segments.count {
      if let stars = starRun(at: place) {
        add(stars)
      } else if let (value, next) = number(at: place) {
        add(questioned(judged(value, next)))
      } else {
        place += 1
      }
    }
  }

  private var helperPraise: HelperPraise { HelperPraise(segments: segments) }

  private mutating func add(_ number: NumberFound) {
    found.append(number)
    place = max(number.segments.upperBound, place + 1)
  }

  /// ★★★☆☆, ⭐⭐⭐⭐: how many stars are drawn, of how many.
  private func starRun(at start: Int) -> NumberFound? {
    guard segments[start].has(.star) else { return nil }
    var end = start
    var full = 0
    var empty = 0
    while end < segments.count {
      if segments[end].has(.emptyStar) {
        empty += 1
      } else if segments[end].has(.star), empty == 0 {
        full += 1
      } else {
        break
      }
      end += 1
    }
    let value: GivenRating.Value =
      empty > 0 ? .ratio(Double(full), Double(full + empty)) : .number(Double(full))
    return NumberFound(value: value, segments: start..<end, standing: .explicit)
  }

  /// The number that begins at a segment, and the segment after it.
  private func number(at start: Int) -> (value: Double?, next: Int)? {
    let segment = segments[start]
    if case .number(let value) = segment.kind {
      if isComma, start + 2 < segments.count, segments[start + 1].kind == .separator(","),
        case .number(let fraction) = segments[start + 2].kind, !segments[start + 1].isSpaced,
        !segments[start + 2].isSpaced, fraction >= 0, fraction < 10
      {
        return (value + fraction / 10, start + 3)
      }
      return (value, start + 1)
    }
    let isStarred = start + 1 < segments.count && segments[start + 1].has(.stars)
    guard segment.has(.number), isStarred || !isWeak(segment) else { return nil }
    return (segment.numbers.count == 1 ? segment.numbers[0] : nil, start + 1)
  }

  /// Whether a number word also means something else, and so counts only where it stands alone.
  private func isWeak(_ segment: Segment) -> Bool {
    guard segment.has([.filler, .tail, .lead, .yes, .no, .vague]) else { return false }
    let others = segments.filter {
      !$0.isSilent && $0.tokens != segment.tokens && !$0.has(.stars)
    }
    // "do dunga": two, I shall give.
    let isGiven = others.allSatisfy {
      $0.has(.tail) && $0.tokens.lowerBound > segment.tokens.lowerBound
    }
    if isGiven, segment.has(.filler), !segment.has([.yes, .no, .vague]) { return false }
    return !others.isEmpty
  }

  /// A number of which the user asks, "is 5 the best?", or that hangs on something, "5 stars if the
  /// refund comes", is none that can be told.
  private func questioned(_ number: NumberFound) -> NumberFound {
    guard !number.segments.isEmpty else { return number }
    switch number.standing {
    case .counting, .doubtful: return number
    case .explicit, .plain: break
    }
    let end = number.segments.upperBound
    let clauseEnd = segments[end...].firstIndex { $0.isSeparator } ?? segments.count
    var number = number
    if clauseEnd < segments.count, segments[clauseEnd].kind == .separator("?") {
      number.standing = .doubtful("it asks a question")
    } else if end < segments.count, segments[end].has(.vague), !segments[end].has(.stars),
      !isDedicated(number, to: segments[end..<clauseEnd])
    {
      number.standing = .doubtful("it leaves open which number counts")
    }
    return number
  }

  /// Whether stars go to somebody: "5 stars to Anil".
  private func isDedicated(_ number: NumberFound, to rest: ArraySlice<Segment>) -> Bool {
    guard case .explicit = number.standing, let first = rest.first, first.has(.remark) else {
      return false
    }
    let receiver = rest.dropFirst()
    return (1...4).contains(receiver.count)
      && receiver.allSatisfy {
        ($0.kind == .unknown || $0.has([.filler, .courtesy, .smiley]))
          && !$0.has([.vague, .contrast, .number, .negation])
      }
  }

  private func judged(_ value: Double?, _ next: Int) -> NumberFound {
    guard let value else {
      return NumberFound(
        value: .number(.nan), segments: place..<next,
        standing: .doubtful("languages differ about the number word"))
    }
    if abs((value * 100).rounded() - value * 100) > 0.001 {
      return NumberFound(
        value: .number(value), segments: place..<next,
        standing: .doubtful("it is no plain number of a scale"))
    }
    if let ratio = ratio(value, next) { return ratio }
    if let end = clockEnd(next) {
      return NumberFound(value: .number(value), segments: place..<end, standing: .counting)
    }
    if next < segments.count, case .number(let other) = segments[next].kind, other != value,
      segments[place].has(.number)
    {
      return NumberFound(
        value: .number(value), segments: place..<next,
        standing: .doubtful("it leaves open which number counts"))
    }
    if let end = rangeEnd(next) {
      return NumberFound(value: .number(value), segments: place..<end, standing: .counting)
    }
    var end = next
    let standing = standing(of: value, from: place, to: next, &end)
    return NumberFound(value: .number(value), segments: place..<end, standing: standing)
  }

  /// Where a stretch of time or of anything else ends that stands behind the rating: "2, on hold from
  /// 9 to 11".
  private func rangeEnd(_ next: Int) -> Int? {
    guard !found.isEmpty, place > 1, next < segments.count, segments[next].has(.vague),
      !segments[next].has(.or), segments[place - 1].has([.outOf, .from, .vague]),
      !segments[place - 1].has([.or, .stars]), !segments[place - 1].isSeparator,
      let (_, end) = numberAfter(next)
    else { return nil }
    return end
  }

  /// Where a time of day ends: 4:30.
  private func clockEnd(_ next: Int) -> Int? {
    guard next + 1 < segments.count, segments[next].kind == .separator(":"),
      !segments[next].isSpaced, case .number(let minutes) = segments[next + 1].kind,
      !segments[next + 1].isSpaced, minutes >= 0, minutes < 60
    else { return nil }
    return next + 2
  }

  /// 4/5, 4 out of 5, 5 में से 4.
  private func ratio(_ value: Double, _ next: Int) -> NumberFound? {
    guard next < segments.count else { return nil }
    let isUnit = segments[next].has(.stars) && !segments[next].has([.star, .outOf, .from])
    let next = isUnit && next + 1 < segments.count ? next + 1 : next
    let joint = segments[next]
    let isSlash = joint.kind == .separator("/")
    guard isSlash || joint.has([.outOf, .from]) else { return nil }
    guard let (second, end) = numberAfter(next), let second else { return nil }
    if end < segments.count, segments[end].kind == .separator("/") {
      var last = end
      while last < segments.count, segments[last].kind == .separator("/"),
        let (_, further) = numberAfter(last)
      {
        last = further
      }
      return NumberFound(value: .number(value), segments: place..<last, standing: .counting)
    }
    let pair = joint.has(.from) && !joint.has(.outOf) ? (second, value) : (value, second)
    var last = end
    if last < segments.count, let run = starRun(at: last) {
      last = run.segments.upperBound
      guard
        run.value == .number(1) || run.value == .number(pair.0)
          || run.value == .ratio(pair.0, pair.1)
      else {
        return NumberFound(
          value: .ratio(pair.0, pair.1), segments: place..<last,
          standing: .doubtful("the stars say another number"))
      }
    } else if last < segments.count, segments[last].has(.stars) {
      last += 1
    }
    return NumberFound(
      value: .ratio(pair.0, pair.1), segments: place..<last,
      standing: last == end
        ? standingOfRatio(before: last, of: pair.1, isSlash: isSlash) : .explicit)
  }

  /// What the word after a ratio makes of it: "4 of 5 parcels came" counts.
  private func standingOfRatio(
    before next: Int, of total: Double, isSlash: Bool
  ) -> NumberFound.Standing {
    guard next < segments.count else { return .explicit }
    let after = segments[next]
    if after.has(.counted) { return .counting }
    // "1 of 2 solved": so many of the matters, unless it is a usual scale.
    if !isSlash, after.has([.solved, .unsolved]), total < 5 { return .counting }
    return after.kind == .unknown && !isSlash
      ? .doubtful("a word that may be counted stands after the number") : .explicit
  }

  private func numberAfter(_ joint: Int) -> (value: Double?, next: Int)? {
    var place = joint + 1
    while place < segments.count, segments[place].has(.filler), place < joint + 3 { place += 1 }
    return place < segments.count ? number(at: place) : nil
  }

  private func standing(
    of value: Double, from start: Int, to next: Int, _ end: inout Int
  ) -> NumberFound.Standing {
    let isStarred = start > 0 && segments[start - 1].has([.stars, .star])
    if helperPraise.follows(value, from: start, to: next) { return .plain }
    if next < segments.count, segments[next].has(.counted), !segments[next].has(.stars), !isStarred
    {
      return .counting
    }
    if let before = standingBefore(start, value) { return before }
    // A unit of ratings in one language that counts something else in another: "5 gün", 5点.
    if next < segments.count, segments[next].has(.counted), segments[next].has(.stars), !isStarred {
      return .doubtful("languages differ about the word after the number")
    }
    if isStarred, next < segments.count, segments[next].has(.counted) {
      end = next + 1
      return .explicit
    }
    guard next < segments.count else { return .plain }
    let after = segments[next]
    // "ek do" is one or two, also before what is counted.
    if segments[start].has(.number), after.has(.number),
      after.numbers.contains(value + 1)
    {
      return .doubtful("it leaves open which number counts")
    }
    if let sign = standingBeforeSign(after, next) { return sign }
    if after.has(.stars), !after.has(.star) {
      return standingOfUnit(value, next, &end)
    }
    if after.has(.star) || after.kind == .separator("*") {
      return standingOfStars(value, next, &end)
    }
    if after.has([.like, .dislike]), !after.isSign, after.tokens.count > 1 {
      return .doubtful("it counts thumbs")
    }
    if after.has(.vague) { return .doubtful("it leaves open which number counts") }
    if !after.isSpaced, after.kind == .unknown {
      return .counting
    }
    if helperPraise.isOfName(at: next) { return .plain }
    if after.isDigits { return .plain }
    let isJoined = after.has([
      .tail, .lead, .courtesy, .farewell, .smiley, .contrast, .and, .label, .praise, .intensifier,
      .remark, .yes, .no, .like, .dislike, .correction, .now, .solved, .unsolved, .number, .partly,
      .over, .assent, .delay, .better, .worse,
    ])
    if after.isSeparator || isJoined { return .plain }
    return .doubtful("a word that may be counted stands after the number")
  }

  private func standingBeforeSign(_ after: Segment, _ next: Int) -> NumberFound.Standing? {
    guard case .separator(let sign) = after.kind else { return nil }
    switch sign {
    case "%", "+": return .doubtful("it is no plain number of a scale")
    case "?": return .doubtful("it asks a question")
    case "'", "’":
      // A case ending of Turkish or Finnish: 5'te, at five.
      guard !after.isSpaced, next + 1 < segments.count, !segments[next + 1].isSpaced,
        !segments[next + 1].isSeparator
      else { return nil }
      return .doubtful("a word that may be counted stands after the number")
    case "\u{2044}": return .doubtful("it is no plain number of a scale")
    case ":" where next + 1 < segments.count:
      return segments[next + 1].isDigits && !segments[next + 1].isSpaced ? .counting : nil
    case "-" where !after.isSpaced:
      guard next + 1 < segments.count, !segments[next + 1].isSpaced else { return nil }
      if segments[next + 1].isDigits {
        let unit = next + 2 < segments.count ? segments[next + 2] : nil
        return unit?.has(.counted) == true && unit?.has(.stars) == false
          ? .counting : .doubtful("it leaves open which number counts")
      }
      return segments[next + 1].has(.counted) ? .counting : nil
    case "$", "₹", "€", "£": return .counting
    default: return nil
    }
  }

  /// "4 stars", also with the stars drawn after it.
  private func standingOfUnit(_ value: Double, _ next: Int, _ end: inout Int)
    -> NumberFound.Standing
  {
    end = next + 1
    if end < segments.count, segments[end].has(.counted) { return .counting }
    guard end < segments.count, segments[end].has(.star) else { return .explicit }
    return standingOfStars(value, end, &end)
  }

  /// 5⭐, 3 ⭐⭐⭐, 4*: the stars say the number again, or are its unit.
  private func standingOfStars(_ value: Double, _ next: Int, _ end: inout Int)
    -> NumberFound.Standing
  {
    guard let run = starRun(at: next) else {
      end = next + 1
      return .explicit
    }
    end = run.segments.upperBound
    switch run.value {
    case .number(let count) where count == 1 || count == value: return .explicit
    case .ratio(let count, _) where count == value: return .explicit
    default: return .doubtful("the stars say another number")
    }
  }

  /// Whether a number is part of one with its thousands apart: 2,000.
  private func isGrouped(_ start: Int) -> Bool {
    guard start > 1, start < segments.count, case .number(let value) = segments[start].kind,
      !segments[start].isSpaced,
      segments[start - 1].kind == .separator(","), !segments[start - 1].isSpaced,
      segments[start - 2].isDigits
    else { return false }
    return value == 0 || value >= 100
  }

  /// Whether the number is said of something that is no survey's: "my last bill was 3".
  private func saysOfThing(_ start: Int) -> Bool {
    guard segments[start - 1].has(.copula) else { return false }
    let clause = segments[..<start].reversed().prefix { !$0.isSeparator && !$0.has(.contrast) }
    return clause.contains {
      $0.kind == .unknown && !$0.has(.service) || $0.has(.counter) && !$0.has([.lead, .filler])
    }
      && !clause.contains { $0.has([.service, .ratingField]) }
  }

  /// Whether an and ties the number that ends an answer to its yes or no: "haan aur 3".
  private func goesOnFromYes(_ start: Int) -> Bool {
    start > 1 && segments[start - 1].has(.and) && segments[start - 2].has([.yes, .no])
      && segments[(start + 1)...].allSatisfy(\.isSilent)
  }

  /// Whether "no." stands for *number* before it: "no.1", "no. 1 service".
  private func isNumbered(_ start: Int) -> Bool {
    guard start > 1, !segments[start - 1].isSpaced, segments[start - 2].has(.no),
      segments[start - 2].tokens.count == 1, !segments[start - 2].isSign
    else { return false }
    guard segments[start].isSpaced else { return true }
    return segments[(start + 1)...].first.map {
      !$0.isSilent && !$0.has([.stars, .star, .outOf, .from, .tail])
    } ?? false
  }

  private func standingBefore(_ start: Int, _ value: Double) -> NumberFound.Standing? {
    if value >= 1_000 || isGrouped(start) || isGrouped(start + 2) { return .counting }
    guard start > 0 else { return nil }
    let before = segments[start - 1]
    // "do teen" is two or three; an article, as in "un cuatro", is no number there.
    if before.has(.number), !before.has(.lead) || before.numbers != [1],
      number(at: start - 1) == nil,
      segments[start].has(.number)
    {
      return .doubtful("it leaves open which number counts")
    }
    if !segments[start].isSpaced, before.kind == .unknown || before.has(.counter) {
      // A script without spaces says so which thing gets how many: 应用1分.
      let isUnit = start + 1 < segments.count && segments[start + 1].has(.stars)
      return isUnit && before.kind == .unknown
        ? .doubtful("a word that is no part of a rating stands before the number") : .counting
    }
    if before.has(.counter) { return goesOnFromYes(start) ? nil : .counting }
    if before.has(.vague) || before.has(.negation) && !before.has(.no) {
      return .doubtful("it leaves open which number counts")
    }
    if case .separator(let sign) = before.kind {
      switch sign {
      case "#", "$", "₹", "€", "£", "@": return .counting
      case "+", "<", ">": return .doubtful("it is no plain number of a scale")
      case "." where isNumbered(start): return .doubtful("it is no plain number of a scale")
      default: return nil
      }
    }
    if saysOfThing(start) {
      return .doubtful("a word that is no part of a rating stands before the number")
    }
    let isStarred = start + 1 < segments.count && segments[start + 1].has([.stars, .star])
    if before.kind == .unknown, !isStarred {
      return .doubtful("a word that is no part of a rating stands before the number")
    }
    let isJoined = before.has([
      .lead, .tail, .filler, .courtesy, .smiley, .contrast, .and, .label, .praise, .yes, .no, .like,
      .dislike, .correction, .assent, .ratingField, .stars, .solved, .unsolved, .number, .partly,
      .over, .now, .star,
    ])
    if isJoined || before.isSeparator || isStarred { return nil }
    if before.isDigits { return nil }
    return .doubtful("a word that is no part of a rating stands before the number")
  }
}
