package import Conversations

/// Builds what is sent from a decision, and turns a decision whose submission cannot be sent into a
/// review.
package struct SubmissionBuilder: Sendable {
  /// How many grapheme clusters a comment may have.
  static let longestComment = 2000

  /// What the feedback stage gives for one conversation.
  package struct Identity: Sendable, Hashable {
    /// The user's id, as it came.
    package var authID: String?
    /// The business id, as it came.
    package var businessID: String?

    /// Makes an identity.
    package init(authID: String?, businessID: String?) {
      self.authID = authID
      self.businessID = businessID
    }
  }

  /// Makes a builder.
  package init() {}

  /// Returns the final decision and, for `submit`, what is sent.
  ///
  /// Follows the last paragraphs of "Default rules" and "Before it is sent" of the rule book: no
  /// usable identity is `no-identity`; a rating outside 1–5 is `invalid-submission`.
  package func built(
    _ decision: Decision, identity: Identity, conversation: Conversation, anchor: Outcome.Anchor?
  ) -> (Decision, Submission?) {
    guard case .submit(let resolved, let rating, let comment) = decision.verdict else {
      return (decision, nil)
    }
    guard let draft = draft(identity: identity, conversation: conversation, anchor: anchor) else {
      return (Decision(.review(.noIdentity), rule: decision.rule), nil)
    }
    guard (1...5).contains(rating) else {
      return (Decision(.review(.invalidSubmission), rule: decision.rule), nil)
    }
    let cut = comment.map(Self.cut)
    var flags = decision.flags
    if cut?.wasCut == true { flags.append(.commentCut) }
    let text = cut.flatMap { $0.text.isEmpty ? nil : $0.text }
    let submission = draft.submission(isResolved: resolved, rating: rating, feedback: text)
    let final = Decision(
      .submit(resolved: resolved, rating: rating, comment: text), flags: Flag.ordered(flags),
      rule: decision.rule)
    return (final, submission)
  }

  /// Returns whom a submission of this survey would be for; nil where there is no usable identity.
  package func draft(
    identity: Identity, conversation: Conversation, anchor: Outcome.Anchor?
  ) -> SubmissionDraft? {
    guard let authID = Self.usable(identity.authID),
      let businessID = Self.usable(identity.businessID).flatMap(Self.wholeNumber)
    else { return nil }
    let id = SubmissionID.of(
      businessID: businessID, authID: authID, conversation: conversation.id,
      anchor: anchor ?? .ordinal(-1))
    return SubmissionDraft(
      id: id, conversation: conversation.id, authID: authID, businessID: businessID,
      lastMessageAt: conversation.messages.last?.at ?? conversation.endedAt)
  }

  /// The id without blanks around it, or nil: empty, blank, "null", "undefined" and -1 are not usable.
  static func usable(_ id: String?) -> String? {
    guard let id else { return nil }
    let text = isTrimmed(id) ? id : trimmed(id)
    guard !text.isEmpty else { return nil }
    guard text.utf8.count <= longestUnusable else { return text }
    return unusable.contains(text.lowercased()) ? nil : text
  }

  /// Whether it begins and ends in ASCII that is no blank; most ids do.
  private static func isTrimmed(_ id: String) -> Bool {
    guard let first = id.utf8.first, let last = id.utf8.last else { return false }
    return (0x21...0x7E).contains(first) && (0x21...0x7E).contains(last)
  }

  private static func trimmed(_ id: String) -> String {
    var text = id.unicodeScalars[...]
    while text.first?.properties.isWhitespace == true { text.removeFirst() }
    while text.last?.properties.isWhitespace == true { text.removeLast() }
    return String(text)
  }

  private static let unusable: Set<String> = ["null", "undefined", "-1"]
  /// No longer text is one of them in lower case.
  private static let longestUnusable = 9

  /// The number that ASCII digits make; nil for anything else.
  static func wholeNumber(_ text: String) -> Int64? {
    guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int64(text)
  }

  private static func cut(_ comment: String) -> (text: String, wasCut: Bool) {
    // A cluster has at least one byte, so a short text needs no counting.
    guard comment.utf8.count > longestComment,
      let end = comment.index(
        comment.startIndex, offsetBy: longestComment, limitedBy: comment.endIndex),
      end < comment.endIndex
    else { return (comment, false) }
    return (String(comment[..<end]), true)
  }
}
