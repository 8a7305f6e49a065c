import Conversations
package import Diagnostics
import Documents

/// A first mapping for an export that no built-in format reads.
package struct FormatDraft: Sendable, Hashable {
  /// The mapping as the text of a YAML file; what is unsure stands in its comments.
  package var mapping: String
  /// What it was unsure of: the key, a colon, and why.
  package var doubts: [String]
  /// How many conversations and messages it read from the sample.
  package var conversations: Int
  package var messages: Int
  /// How many messages were by users, and by bots or agents.
  package var byUsers: Int
  package var byOthers: Int

  /// What can be said of an export.
  package enum Proposal: Sendable, Hashable {
    /// A built-in format reads it.
    case builtIn(FormatGuess)
    /// None does; this mapping may.
    case draft(FormatDraft)
  }

  /// How well a built-in format must fit to be proposed.
  static let leastScore = 0.5

  /// Returns a built-in format that fits an export, or a mapping drafted for it; asks nothing.
  ///
  /// `sample` is the file's beginning as it is stored (a megabyte or a few; gzip and encodings are
  /// seen to), `isCut` says that the file goes on. The mapping's `format` is `name`. Throws where
  /// neither JSON nor XML with messages can be found in it.
  package static func proposal(
    for sample: [UInt8], isCut: Bool, name: String = "drafted", file: String = "sample"
  ) throws(Diagnostic) -> Proposal {
    if let guess = FormatGuess.guesses(for: sample, isCut: isCut).first, guess.score >= leastScore {
      return .builtIn(guess)
    }
    return .draft(try draft(of: sample, isCut: isCut, name: name, file: file))
  }

  /// Returns a mapping drafted for an export, whatever built-in format may read it.
  package static func draft(
    of sample: [UInt8], isCut: Bool, name: String = "drafted", file: String = "sample"
  ) throws(Diagnostic) -> FormatDraft {
    let found: ConversationFinding?
    do {
      found = ConversationFinding(try ExportSample(sample, isCut: isCut), .builtIn)
    } catch {
      throw DraftMistake.diagnostic(error, file: file)
    }
    guard let found else { throw DraftMistake.noMessages(file: file) }
    var writer = DraftWriter(found, name: name)
    return finished(writer.write(), of: sample, isCut: isCut)
  }

  /// Tries the mapping on the sample, and says at its head what it read.
  private static func finished(
    _ text: DraftText, of sample: [UInt8], isCut: Bool
  ) -> FormatDraft {
    let body = text.lines.joined(separator: "\n") + "\n"
    var doubts = text.doubts
    let profile = format(body).map { FormatGuess.profile(of: sample, as: $0) }
    if profile == nil {
      doubts.append("format: the mapping has mistakes; `exitpoll check` names them")
    }
    let unreadable = profile?.unreadable ?? 0
    let bad = isCut ? max(0, unreadable - 1) : unreadable
    let conversations = profile?.conversations ?? 0
    if conversations == 0 {
      doubts.append("messages: no conversation could be read with this mapping")
    } else if bad > 0 {
      doubts.append("records: \(bad) records of the sample could not be read with this mapping")
    }
    let users = profile?.roles[.user] ?? 0
    let others = (profile?.roles[.bot] ?? 0) + (profile?.roles[.agent] ?? 0)
    let messages = profile?.roles.values.reduce(0, +) ?? 0
    let head = """
      # Drafted from an export that no built-in format reads. What is marked "unsure" wants a look;
      # `exitpoll formats --profile` says how often each field is found.
      # In the sample: \(conversations) \(conversations == 1 ? "conversation" : "conversations"), \(messages) messages, \(users) by users and \(others) by bots or agents.

      """
    return FormatDraft(
      mapping: head + body, doubts: doubts, conversations: conversations,
      messages: messages, byUsers: users, byOthers: others)
  }

  private static func format(_ mapping: String) -> TranscriptFormat? {
    var diagnostics: [Diagnostic] = []
    let node = try? YAMLDocument.parse(SourceText(name: "draft", text: mapping))
    return node.flatMap { TranscriptFormat.decode($0, into: &diagnostics) }
  }
}

/// All sentences about exports that no mapping can be drafted for.
enum DraftMistake {
  static func diagnostic(_ trouble: ExportSample.Trouble, file: String) -> Diagnostic {
    switch trouble {
    case .empty:
      Diagnostic(
        code: "empty-sample", "the export is empty", at: Place(file: file),
        remedy: "name a file with some conversations in it")
    case .neither:
      Diagnostic(
        code: "no-sample", "the export is neither JSON nor XML", at: Place(file: file),
        remedy: "export JSON or XML; for texts see `lines` in docs/formats.md")
    case .unreadable(let why):
      Diagnostic(
        code: "bad-sample", "no record of the export could be read: \(why)", at: Place(file: file),
        remedy: "export the file again, or name another one")
    }
  }

  static func noMessages(file: String) -> Diagnostic {
    Diagnostic(
      code: "no-messages", "nothing in the export looks like a list of messages",
      at: Place(file: file),
      remedy: "write the mapping by hand: see docs/formats.md")
  }
}
