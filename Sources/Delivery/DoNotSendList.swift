/// Users for whom nothing is sent, by id or by a pattern.
package struct DoNotSendList: Sendable, Hashable {
  private let ids: Set<String>
  private let patterns: [[Character]]

  /// Makes a list; in an entry, `*` stands for any characters and `?` for one.
  package init(_ entries: some Sequence<String> = []) {
    let isPattern = { (entry: String) in entry.contains { $0 == "*" || $0 == "?" } }
    ids = Set(entries.filter { !isPattern($0) })
    patterns = entries.filter(isPattern).map(Array.init)
  }

  /// Whether the list names a user.
  package func contains(_ authID: String) -> Bool {
    if ids.contains(authID) { return true }
    guard !patterns.isEmpty else { return false }
    let text = Array(authID)
    return patterns.contains { Self.matches(text, $0) }
  }

  /// Matches in time of the product of both lengths at most.
  private static func matches(_ text: [Character], _ pattern: [Character]) -> Bool {
    var (at, place, star, mark) = (0, 0, -1, 0)
    while at < text.count {
      if place < pattern.count && pattern[place] == "*" {
        (star, mark) = (place, at)
        place += 1
      } else if place < pattern.count && (pattern[place] == "?" || pattern[place] == text[at]) {
        at += 1
        place += 1
      } else if star >= 0 {
        mark += 1
        (place, at) = (star + 1, mark)
      } else {
        return false
      }
    }
    return pattern[place...].allSatisfy { $0 == "*" }
  }
}
