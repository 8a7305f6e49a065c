import Conversations
import Diagnostics

/// A format that a file may be of, and why.
package struct FormatGuess: Sendable, Hashable {
  /// The built-in format's name.
  package var name: String
  /// How well it fits: 0 to 1.
  package var score: Double
  /// What was found, as phrases for a person.
  package var reasons: [String]

  /// Returns the built-in formats that a file's first bytes can be read as, the likeliest first.
  ///
  /// Every format reads the sample; how much of it makes sense is the score. A megabyte is plenty;
  /// where the sample was cut out of a longer file, `isCut` keeps the broken end from counting.
  package static func guesses(for sample: [UInt8], isCut: Bool) -> [FormatGuess] {
    let guesses = TranscriptFormat.names.compactMap { name in
      TranscriptFormat.builtIn(named: name).flatMap { guess($0, sample, isCut: isCut) }
    }
    return guesses.sorted { ($1.score, $0.name) < ($0.score, $1.name) }
  }

  private static func guess(
    _ format: TranscriptFormat, _ sample: [UInt8], isCut: Bool
  ) -> FormatGuess? {
    let profile = profile(of: sample, as: format)
    let bad = isCut ? max(0, profile.unreadable - 1) : profile.unreadable
    let users = profile.roles[.user] ?? 0
    let others = (profile.roles[.bot] ?? 0) + (profile.roles[.agent] ?? 0)
    guard profile.conversations > 0, users + others > 0 else { return nil }
    let read = Double(profile.conversations) / Double(profile.conversations + bad)
    let isTwoSided = users > 0 && others > 0 ? 1.0 : 0.4
    let detail =
      0.4 * profile.share(of: "messages.text") + 0.2 * profile.share(of: "messages.at")
      + 0.2 * profile.share(of: "conversation.id") + 0.1 * profile.share(of: "messages")
      + 0.1 * profile.share(of: "conversation.auth_id")
    let total = profile.conversations + bad
    let messages = profile.roles.values.reduce(0, +)
    return FormatGuess(
      name: format.name, score: read * isTwoSided * detail,
      reasons: [
        "\(profile.conversations) of \(total) records could be read",
        "\(messages) messages, \(users) of them by users and \(others) by bots or agents",
        "\(percent(profile, "messages.text")) have a text, \(percent(profile, "messages.at")) a time",
        "\(percent(profile, "conversation.id")) of the conversations have an id",
      ])
  }

  /// Returns the profile of a sample.
  package static func profile(
    of sample: [UInt8], as format: TranscriptFormat
  ) -> FormatProfile {
    // A profile of first bytes is compared with others of them, whatever the day.
    var profiler = FormatProfiler(format, now: Timestamp(milliseconds: .max / 2))
    var splitter = RecordSplitter(MemoryByteSource(sample), name: "sample", format: format)
    while let chunk = try? splitter.next() { profiler.add(chunk, "sample") }
    return profiler.profile
  }

  private static func percent(_ profile: FormatProfile, _ name: String) -> String {
    "\(Int((profile.share(of: name) * 100).rounded())) %"
  }
}
