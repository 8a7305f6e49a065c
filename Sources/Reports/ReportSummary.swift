internal import Conversations
package import Diagnostics

/// What a report counts, as `summary.json` holds it.
package struct ReportSummary: Codable, Sendable, Hashable {
  /// What is counted of the surveys of one agent, queue, channel or day.
  package struct Group: Codable, Sendable, Hashable {
    package var conversations: Int
    package var asked: Int
    package var answered: Int
    package var submitted: Int
    package var resolved: Int
    /// Submissions by rating, `1` to `5`.
    package var rating: [String: Int]
    /// The mean rating of the submissions, to two decimals; absent where there is none.
    package var meanRating: Double?
    /// The answered share of the asked, to four decimals; absent where none was asked.
    package var responseRate: Double?

    private enum CodingKeys: String, CodingKey {
      case conversations, asked, answered, submitted, resolved, rating
      case meanRating = "mean_rating"
      case responseRate = "response_rate"
    }
  }

  /// Records read: conversations and unreadable ones.
  package var records: Int
  package var conversations: Int
  package var unreadable: Int
  package var decision: [String: Int]
  package var reason: [String: Int]
  package var flag: [String: Int]
  package var rule: [String: Int]
  /// Submissions by rating, `1` to `5`.
  package var rating: [String: Int]
  /// Submissions by resolution, `true` and `false`.
  package var resolved: [String: Int]
  /// Conversations by channel; one without a channel is in none.
  package var channel: [String: Int]
  /// Conversations by agent; one without an agent is in none.
  package var agent: [String: Int]
  /// By dimension (`channel`, `agent`, `queue`, `day`) and name.
  package var breakdown: [String: [String: Group]]
  /// All conversations together.
  package var total: Group
  /// What was masked in the texts, by kind.
  package var masked: [String: Int]
  /// What is asked near the end that looks like a survey and that no marker knows, by how many chats.
  package var unmatched: [Unmatched]
  /// Conversations that stand in no group because there were over 10,000 names.
  package var ungrouped: Int

  /// Returns the summary in a report directory.
  package static func read(in directory: String) throws(Diagnostic) -> ReportSummary {
    try JSONFile.read(ReportSummary.self, from: ReportPath.summary(in: directory))
  }
}

extension ReportSummary {
  /// Makes the summary of counts.
  package init(_ counts: ReportCounts) {
    records = counts.records
    conversations = counts.all.conversations
    unreadable = counts.unreadable
    decision = [
      "submit": counts.all.submitted, "skip": counts.skipped, "review": counts.reviewed,
    ]
    reason = Self.named(counts.reasons)
    flag = Self.named(counts.flags)
    rule = counts.rules.filter { $0.value > 0 }
    total = Group(counts.all)
    rating = total.rating
    resolved = [
      "true": counts.all.resolved, "false": counts.all.submitted - counts.all.resolved,
    ]
    channel = counts.channels.mapValues(\.conversations)
    agent = counts.agents.mapValues(\.conversations)
    masked = Self.named(counts.masked.counts)
    ungrouped = counts.ungrouped
    unmatched = Self.unmatched(counts.unmatched)
    let days = counts.days.map { (Timestamp.date(day: $0.key), Group($0.value)) }
    breakdown = [
      "channel": counts.channels.mapValues(Group.init),
      "agent": counts.agents.mapValues(Group.init),
      "queue": counts.queues.mapValues(Group.init),
      "day": Dictionary(days, uniquingKeysWith: { first, _ in first }),
    ]
  }

  private static func named<Key: RawRepresentable<String> & Hashable>(
    _ counts: [Key: Int]
  ) -> [String: Int] {
    var named: [String: Int] = [:]
    for (key, count) in counts where count > 0 { named[key.rawValue] = count }
    return named
  }
}

extension ReportSummary.Group {
  init(_ counts: GroupCounts) {
    conversations = counts.conversations
    asked = counts.asked
    answered = counts.answered
    submitted = counts.submitted
    resolved = counts.resolved
    rating = Dictionary(
      uniqueKeysWithValues: (1...5).map { (String($0), counts.ratings[$0]) })
    meanRating = counts.ratings.mean.map { ($0 * 100).rounded() / 100 }
    responseRate = counts.responseRate.map { ($0 * 10_000).rounded() / 10_000 }
  }
}
