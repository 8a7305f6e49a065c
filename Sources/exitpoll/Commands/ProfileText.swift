import Conversations
import Diagnostics
import Transcripts

/// A profile as lines for a person.
struct ProfileText {
  let profile: FormatProfile
  let format: String

  var lines: [String] {
    [headline, messageLine] + reasons + [""] + table + [""] + senders + values
  }

  private var headline: String {
    var parts = ["\(profile.conversations) conversations"]
    if profile.unreadable > 0 { parts.append("\(profile.unreadable) unreadable records") }
    if profile.passedOver > 0 { parts.append("\(profile.passedOver) records passed over") }
    return "\(format): " + parts.joined(separator: ", ")
  }

  private var messageLine: String {
    let count = profile.roles.values.reduce(0, +)
    let roles = Message.Role.allCases.map { "\(profile.roles[$0] ?? 0) \($0.rawValue)" }
    return "\(count) messages: \(roles.joined(separator: ", ")); \(profile.events) of them events"
  }

  private var reasons: [String] {
    profile.reasons.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(5)
      .map { "    \($0.value) × \($0.key)" }
  }

  private var table: [String] {
    let width = profile.fields.map(\.name.count).max() ?? 0
    var lines = [
      "field".padded(to: width) + "     found     empty       odd"
    ]
    for field in profile.fields {
      let odd = field.oddities.values.reduce(0, +)
      let numbers = [field.found, field.empty, odd].map { String($0).leftPadded(to: 10) }
      var line = field.name.padded(to: width) + numbers.joined()
      if !field.isMapped && field.found == 0 { line += "  not mapped" }
      if field.isMapped && field.found == 0 { line += "  never found" }
      lines.append(line)
      for (why, count) in field.oddities.sorted(by: { $0.key < $1.key }) {
        lines.append("    \(count) \(why)")
      }
    }
    return lines
  }

  private var senders: [String] {
    Message.Role.allCases.compactMap { role in
      profile.senders[role].map { "taken for \(role.rawValue): \(Self.list($0))" }
    }
  }

  private var values: [String] {
    Aspect.allCases.compactMap { aspect in
      profile.values[aspect].map { "survey.\(aspect.rawValue): \(Self.list($0))" }
    }
  }

  /// The commonest values with their counts.
  private static func list(_ counts: [String: Int]) -> String {
    let sorted = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let most = sorted.prefix(8).map { "\"\($0.key.madeVisible)\" × \($0.value)" }
    let rest = sorted.count > 8 ? [" and \(sorted.count - 8) others"] : []
    return most.joined(separator: ", ") + rest.joined()
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }

  fileprivate func leftPadded(to width: Int) -> String {
    String(repeating: " ", count: max(0, width - count)) + self
  }
}
