package import Conversations

/// How often a wording without a marker came, and what was answered to it.
package struct UnmatchedCounts: Sendable, Hashable {
  /// The sentence; of several spellings the one that sorts first.
  package var text: String
  package var chats = 0
  package var answers: [Aspect: Int] = [:]

  /// Adds the counts of another part.
  mutating func add(_ other: UnmatchedCounts) {
    text = min(text, other.text)
    chats += other.chats
    answers.merge(other.answers, uniquingKeysWith: +)
  }

  /// What most answers were about, where there were any.
  var answer: Aspect? {
    Aspect.allCases.max { (answers[$0] ?? 0, $1.rawValue) < (answers[$1] ?? 0, $0.rawValue) }
      .flatMap { answers[$0] == nil ? nil : $0 }
  }
}

extension ReportSummary {
  /// What bots and agents ask near the end that looks like a survey and that no marker knows.
  package struct Unmatched: Codable, Sendable, Hashable {
    /// The sentence.
    package var text: String
    /// In how many conversations it came.
    package var chats: Int
    /// Conversations by what the reply was about.
    package var answers: [String: Int]
    /// The marker's wording that matches it.
    package var wording: String
    /// The marker to add to the pipeline, under `markers` of its `survey` stage.
    package var marker: String
  }

  /// How many of the wordings are listed.
  static let unmatchedLimit = 50

  /// The most frequent wordings without a marker.
  static func unmatched(_ counts: [String: UnmatchedCounts]) -> [Unmatched] {
    let most = counts.sorted { ($1.value.chats, $0.key) < ($0.value.chats, $1.key) }
    var names: Set<String> = []
    return most.prefix(unmatchedLimit).map { wording, counts in
      var answers: [String: Int] = [:]
      for (aspect, count) in counts.answers { answers[aspect.rawValue] = count }
      let aspect = counts.answer ?? .rating
      let name = name(of: wording, among: &names)
      return Unmatched(
        text: counts.text, chats: counts.chats, answers: answers, wording: wording,
        marker: "- { name: \(name), aspect: \(aspect.rawValue), wordings: '\(wording)' }")
    }
  }

  /// A name of the first words of a wording, unlike those before.
  private static func name(of wording: String, among names: inout Set<String>) -> String {
    let words = wording.split { !$0.isLetter }.prefix(4).joined(separator: "-")
    let first = words.isEmpty ? "question" : words
    var name = first
    var number = 2
    while !names.insert(name).inserted {
      name = "\(first)-\(number)"
      number += 1
    }
    return name
  }
}
