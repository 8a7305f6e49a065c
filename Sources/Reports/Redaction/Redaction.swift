internal import Conversations
internal import Crypto

/// What is masked in the texts of a report.
///
/// A masked text has as many Unicode scalars as before, so that evidence ranges hold: each letter
/// and digit of what is masked becomes `•`, punctuation and spaces stay.
package struct Redaction: Sendable {
  /// What is looked for.
  package var kinds: Set<MaskedKind>
  /// The key under which the ids of conversations and users are hashed; nil shows them.
  package var identifierKey: [UInt8]?
  /// Finds what a pipeline's own patterns match: ranges of UTF-8 offsets, in order.
  package var ownMatches: (@Sendable (String) -> [Range<Int>])?

  /// Makes a redaction of some kinds.
  package init(
    kinds: Set<MaskedKind> = Set(MaskedKind.allCases), identifierKey: [UInt8]? = nil,
    ownMatches: (@Sendable (String) -> [Range<Int>])? = nil
  ) {
    self.kinds = kinds
    self.identifierKey = identifierKey
    self.ownMatches = ownMatches
  }

  /// Masks every kind.
  package static let standard = Redaction()

  /// Returns the text with what it finds masked; nil where there is nothing to mask.
  ///
  /// Cost: one pass over the bytes where they hold neither four digits nor an `@`; else a few
  /// passes over the scalars.
  package func masked(_ text: some StringProtocol, counts: inout MaskCounts) -> String? {
    guard ownMatches != nil || Self.mayHoldPersonalData(text) else { return nil }
    let scalars = FoldedScalars(text)
    guard ownMatches != nil || scalars.mayHoldPersonalData else { return nil }
    var spans = MaskedSpans(count: scalars.count)
    for (kind, finder) in Self.finders where kinds.contains(kind) {
      var found: [Range<Int>] = []
      finder(scalars) { found.append($0) }
      spans.add(found, kind, counts: &counts)
    }
    if let ownMatches, kinds.contains(.own) {
      let whole = String(text)
      spans.add(Self.scalarRanges(ownMatches(whole), in: whole), .own, counts: &counts)
    }
    return spans.isEmpty ? nil : spans.applied(to: text)
  }

  /// The finders in the order in which they take what they find.
  private static let finders:
    [(MaskedKind, @Sendable (FoldedScalars, (Range<Int>) -> Void) -> Void)] = [
      (.email, EmailFinder.find), (.iban, IBANFinder.find), (.pan, PANFinder.find),
      (.card, NumberFinder.cards), (.aadhaar, NumberFinder.aadhaars),
      (.phone, NumberFinder.phones), (.otp, OTPFinder.find),
    ]

  /// Whether there may be something to mask, as far as the bytes tell.
  private static func mayHoldPersonalData(_ text: some StringProtocol) -> Bool {
    let known = text.utf8.withContiguousStorageIfAvailable {
      mayHoldPersonalData($0) && !isMixedWord($0)
    }
    return known ?? true
  }

  /// Whether there are four digits or an at sign, in ASCII or possibly in another script.
  private static func mayHoldPersonalData(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var digits = 0
    for place in bytes.indices {
      switch bytes[place] {
      case 0x30...0x39: digits += 1
      case 0x40, 0xD9...0xDF, 0xE1, 0xEF: return true
      case 0xE0 where place + 2 < bytes.count:
        // The scripts of India have their digits alike, in every other block of 64.
        let (block, last) = (bytes[place + 1], bytes[place + 2])
        if block >= 0xB6 { return true }
        if block & 1 == 1, 0xA6...0xAF ~= last { digits += 1 }
      default: break
      }
      if digits == 4 { return true }
    }
    return false
  }

  /// Whether a text is one word of ASCII letters and digits that does not begin with two letters,
  /// such as most ids: card, phone and one-time numbers stand apart from letters, account numbers
  /// begin with two.
  private static func isMixedWord(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var letters = 0
    for (place, byte) in bytes.enumerated() {
      if (byte | 0x20) &- 0x61 < 26 {
        letters += 1
        if place == 1, letters == 2 { return false }
      } else if byte &- 0x30 >= 10 {
        return false
      }
    }
    return letters > 0
  }

  /// Turns ranges of UTF-8 offsets, which must be in order, into ranges of scalars.
  private static func scalarRanges(_ ranges: [Range<Int>], in text: String) -> [Range<Int>] {
    var bytes = text.utf8.makeIterator()
    var offset = 0
    var scalars = 0
    func advance(to target: Int) -> Int {
      while offset < target, let byte = bytes.next() {
        offset += 1
        scalars += byte & 0xC0 == 0x80 ? 0 : 1
      }
      return scalars
    }
    return ranges.map {
      let start = advance(to: $0.lowerBound)
      return start..<advance(to: $0.upperBound)
    }
  }
}

extension Redaction {
  /// Returns the id of a conversation or user as reports show it: as it is, or the first 32 hex
  /// digits of its HMAC-SHA-256.
  package func identifier(_ id: String) -> String {
    guard let identifierKey else { return id }
    let code = HMAC<SHA256>.authenticationCode(
      for: Array(id.utf8), using: SymmetricKey(data: identifierKey))
    return Digest.hex(code.prefix(16))
  }

  /// Returns a body as the page may show it; nil where there is nothing to mask. The line, masked
  /// already, tells how its comment is shown.
  func masked(
    _ body: Submission.Body, of decided: DecidedConversation, in line: DecisionLine
  ) -> Submission.Body? {
    var ignored = MaskCounts()
    let user =
      identifierKey == nil
      ? masked(body.authID, counts: &ignored) : identifier(body.authID)
    var words: String?
    if case .submit(_, _, let own?) = decided.decision.verdict, own == body.feedback,
      case .submit(_, _, let shown?) = line.decision.verdict
    {
      words = shown == own ? nil : shown
    } else {
      words = body.feedback.flatMap { masked($0, counts: &ignored) }
    }
    guard user != nil || words != nil else { return nil }
    var shown = body
    if let user { shown.authID = user }
    if let words { shown.feedback = words }
    return shown
  }

  /// Masks the texts of a line: the comment, and the evidence by what its message hides.
  ///
  /// What stands in a message of the exchange is counted there, not again here.
  func mask(
    _ line: inout DecisionLine, in decided: DecidedConversation, texts: [MaskedText],
    counts: inout MaskCounts
  ) {
    var again = MaskCounts()
    let read = line.comment.value
    let shown = read.flatMap { masked($0, counts: &again) }
    if let shown {
      line.comment = .answered(shown)
      if decided.outcome.exchange == nil { counts.add(again) }
    }
    if case .submit(let isResolved, let rating, let words?) = line.decision.verdict {
      // What is sent is most often what was read: no need to look at it twice.
      let sent = words == read ? shown : masked(words, counts: &again)
      line.decision.verdict = .submit(
        resolved: isResolved, rating: rating, comment: sent ?? words)
    }
    for index in line.evidence.indices {
      if let shown = masked(line.evidence[index], in: decided.conversation, texts, &again) {
        line.evidence[index].text = shown
      }
    }
  }

  private func masked(
    _ evidence: Evidence, in conversation: Conversation, _ texts: [MaskedText],
    _ counts: inout MaskCounts
  ) -> String? {
    if let answer = evidence.answer, let range = evidence.range,
      let text = texts.first(where: { $0.position == answer - conversation.firstMessageIndex })
    {
      guard let hidden = text.masked else { return nil }
      let scalars = hidden.unicodeScalars
      return String(Substring(scalars.dropFirst(range.lowerBound).prefix(range.count)))
    }
    return masked(evidence.text, counts: &counts)
  }
}
