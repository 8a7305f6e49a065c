package import Conversations

/// What a report counts; the counts of two parts of a run add up.
package struct ReportCounts: Sendable, Hashable {
  /// By which property of a conversation surveys are broken down.
  package enum Dimension: String, Sendable, Hashable, CaseIterable {
    case channel, agent, queue, day
  }

  /// All conversations together.
  package var all = GroupCounts()
  /// Records that could not be read.
  package var unreadable = 0
  package var skipped = 0
  package var reviewed = 0
  package var reasons: [Reason: Int] = [:]
  package var flags: [Flag: Int] = [:]
  package var rules: [String: Int] = [:]
  /// By dimension and name; a conversation without the property is in none of its groups.
  package var channels: [String: GroupCounts] = [:]
  package var agents: [String: GroupCounts] = [:]
  package var queues: [String: GroupCounts] = [:]
  /// By the UTC day on which the conversation began, as days since 1970-01-01.
  package var days: [Int64: GroupCounts] = [:]
  /// Conversations whose name fell into no group because there were too many names.
  package var ungrouped = 0
  /// Wordings that look like a survey and that no marker knows, by the pattern that matches them.
  package var unmatched: [String: UnmatchedCounts] = [:]
  /// What was masked in the texts of the report.
  package var masked = MaskCounts()

  /// How many names of a dimension are kept: names come from the export, and may be as many.
  static let maximumNames = 10_000

  package init() {}

  /// Records read: conversations and unreadable records.
  package var records: Int { all.conversations + unreadable }

  /// Adds the counts of another part.
  package mutating func add(_ other: ReportCounts) {
    all.add(other.all)
    unreadable += other.unreadable
    skipped += other.skipped
    reviewed += other.reviewed
    ungrouped += other.ungrouped
    masked.add(other.masked)
    reasons.merge(other.reasons, uniquingKeysWith: +)
    flags.merge(other.flags, uniquingKeysWith: +)
    rules.merge(other.rules, uniquingKeysWith: +)
    for (wording, counts) in other.unmatched.sorted(by: { $0.key < $1.key }) {
      add(counts, to: wording)
    }
    Self.merge(other.channels, into: &channels, ungrouped: &ungrouped)
    Self.merge(other.agents, into: &agents, ungrouped: &ungrouped)
    Self.merge(other.queues, into: &queues, ungrouped: &ungrouped)
    Self.merge(other.days, into: &days, ungrouped: &ungrouped)
  }

  private static func merge<Name: Hashable & Comparable>(
    _ other: [Name: GroupCounts], into groups: inout [Name: GroupCounts], ungrouped: inout Int
  ) {
    guard groups.count + other.count > maximumNames else {
      for (name, counts) in other { groups[name, default: GroupCounts()].add(counts) }
      return
    }
    for (name, counts) in other.sorted(by: { $0.key < $1.key }) {
      if groups[name] != nil || groups.count < maximumNames {
        groups[name, default: GroupCounts()].add(counts)
      } else {
        ungrouped += counts.conversations
      }
    }
  }
}

extension ReportCounts {
  private mutating func add(_ counts: UnmatchedCounts, to wording: String) {
    if unmatched[wording] != nil {
      unmatched[wording]?.add(counts)
    } else if unmatched.count < Self.maximumNames {
      unmatched[wording] = counts
    }
  }

  /// Counts the wordings of one conversation that no marker knows, each once.
  mutating func add(_ wordings: [UnmatchedWording]) {
    var seen: Set<String> = []
    for wording in wordings where seen.insert(wording.wording).inserted {
      let answers = wording.answer.map { [$0: 1] } ?? [:]
      add(
        UnmatchedCounts(text: wording.text, chats: 1, answers: answers), to: wording.wording)
    }
  }

  /// Counts a conversation.
  mutating func add(_ decided: DecidedConversation) {
    let one = decided.groupCounts
    all.add(one)
    switch decided.decision.verdict {
    case .submit: break
    case .skip(let reason):
      skipped += 1
      reasons[reason, default: 0] += 1
    case .review(let reason):
      reviewed += 1
      reasons[reason, default: 0] += 1
    }
    for flag in decided.decision.flags { flags[flag, default: 0] += 1 }
    if let rule = decided.decision.rule { rules[rule, default: 0] += 1 }
    group(one, decided.conversation)
  }

  private mutating func group(_ one: GroupCounts, _ conversation: Conversation) {
    if let channel = conversation.channel { channels[channel, default: GroupCounts()].add(one) }
    if let agent = conversation.agent { agents[agent, default: GroupCounts()].add(one) }
    if !conversation.attributes.isEmpty, let queue = conversation.attributes["queue"] {
      queues[queue, default: GroupCounts()].add(one)
    }
    if let start = conversation.startedAt {
      days[start.dayNumber, default: GroupCounts()].add(one)
    }
  }
}

extension ReportCounts {
  /// Takes the counts back from a summary.
  init(_ summary: ReportSummary) {
    all = GroupCounts(summary.total)
    unreadable = summary.unreadable
    skipped = summary.decision["skip"] ?? 0
    reviewed = summary.decision["review"] ?? 0
    ungrouped = summary.ungrouped
    rules = summary.rule
    for some in summary.unmatched {
      var answers: [Aspect: Int] = [:]
      for (name, count) in some.answers { Aspect(rawValue: name).map { answers[$0] = count } }
      unmatched[some.wording] = UnmatchedCounts(
        text: some.text, chats: some.chats, answers: answers)
    }
    for (name, count) in summary.reason { reasons[Reason(rawValue: name)] = count }
    for (name, count) in summary.flag { flags[Flag(rawValue: name)] = count }
    masked = MaskCounts(summary.masked)
    let groups = summary.breakdown.mapValues { $0.mapValues(GroupCounts.init) }
    channels = groups["channel"] ?? [:]
    agents = groups["agent"] ?? [:]
    queues = groups["queue"] ?? [:]
    for (name, counts) in groups["day"] ?? [:] {
      guard let day = Timestamp(rfc3339UTC: name + "T00:00:00Z")?.dayNumber else { continue }
      days[day] = counts
    }
  }
}

extension GroupCounts {
  /// Takes the counts back from a summary.
  init(_ group: ReportSummary.Group) {
    conversations = group.conversations
    asked = group.asked
    answered = group.answered
    submitted = group.submitted
    resolved = group.resolved
    for rating in 1...5 { ratings[rating] = group.rating[String(rating)] ?? 0 }
  }

}

extension DecidedConversation {
  /// The counts of this conversation alone.
  fileprivate var groupCounts: GroupCounts {
    var one = GroupCounts()
    one.conversations = 1
    one.asked = outcome.resolved.isNotAsked && outcome.rating.isNotAsked ? 0 : 1
    one.answered = outcome.resolved.value != nil || outcome.rating.value != nil ? 1 : 0
    guard case .submit(let isResolved, let rating, _) = decision.verdict else { return one }
    one.submitted = 1
    one.ratings[rating] = 1
    one.resolved = isResolved ? 1 : 0
    return one
  }
}

extension Timestamp {
  /// Whole UTC days since 1970-01-01, rounded down.
  var dayNumber: Int64 {
    let (days, rest) = milliseconds.quotientAndRemainder(dividingBy: 86_400_000)
    return rest < 0 ? days - 1 : days
  }

  /// The UTC date of a day number, as `2026-11-01`.
  static func date(day: Int64) -> String {
    let (product, overflows) = day.multipliedReportingOverflow(by: 86_400_000)
    return String(Timestamp(milliseconds: overflows ? 0 : product).description.prefix { $0 != "T" })
  }
}
