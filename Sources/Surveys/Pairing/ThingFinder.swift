/// Tells whether a question rates something that no lexicon knows: "rate the umbrella".
struct ThingFinder {
  /// The question's.
  let segments: [Segment]

  /// Returns the place of an unknown word that stands where the name of what is rated does: after a
  /// word such as *the* or *how*, or before one such as *ki*. A name alone is none: "Rate Neha from 1
  /// to 5".
  ///
  /// Where the wording itself says that it is about the chat, only what is rated counts: "rate the
  /// umbrella that you got from us", and not "before you leave the shop, rate this chat".
  ///
  /// `isListed`: the language lists what a survey rates; without that only bare wordings are judged.
  func thing(isBare: Bool, isListed: Bool) -> Int? {
    segments.indices.first { place in
      guard segments[place].isStrange else { return false }
      if isBare, isNamed(at: place) { return true }
      return isListed && isRated(at: place) && !isOfService(place)
    }
  }

  private func isNamed(at place: Int) -> Bool {
    place > 0 && segments[place - 1].has([.determiner, .openQuestion])
      || place + 1 < segments.count
        && (segments[place + 1].has(.possessor)
          || segments[place + 1].has(.openQuestion) && segments[place + 1].has(.hint)
          || asksBehind && segments[place + 1].has(.openQuestion))
  }

  /// Whether the language asks behind the name: "dard kitna hai".
  private var asksBehind: Bool { segments.contains { $0.has(.possessor) || $0.has(.from) } }

  /// Whether the name that begins at a place is what the question rates.
  private func isRated(at place: Int) -> Bool {
    guard place > 0 else { return false }
    let isDetermined = segments[place - 1].has(.determiner)
    var before = isDetermined ? place - 2 : place - 1
    var joints = 0
    while before >= 0, segments[before].has(.filler),
      !segments[before].has([.hint, .openQuestion]),
      joints < 4
    {
      before -= 1
      joints += 1
    }
    guard before >= 0 else { return false }
    if isDetermined { return segments[before].has([.hint, .openQuestion]) }
    return before == place - 2 && segments[place - 1].has(.copula)
      && segments[before].has(.openQuestion)
  }

  /// Whether a name belongs to what a survey rates: "your Airtel support", "the warmth of our team".
  private func isOfService(_ place: Int) -> Bool {
    var next = place
    while next < segments.count,
      segments[next].isStrange
        || segments[next].isSeparator && segments[next].kind == .separator("-")
    { next += 1 }
    guard next < segments.count else { return false }
    if segments[next].has(.service) { return true }
    guard segments[next].has(.genitive) else { return false }
    return segments[(next + 1)...].prefix(4).contains { $0.has(.service) }
  }
}
