import Conversations
import Reports
import Testing

@Suite struct `Wordings without a marker in the summary` {
  private func counts(_ chats: [[UnmatchedWording]]) -> ReportCounts {
    var lines = ReportLines()
    for (number, unmatched) in chats.enumerated() {
      lines.append(
        DecidedConversation(
          conversation: Conversation(id: "c-\(number)", messages: []),
          source: Source(path: "in", record: number), outcome: Outcome(),
          decision: Decision(.skip(.noSurvey)), unmatched: unmatched))
    }
    return lines.take().counts
  }

  private let khush = UnmatchedWording(
    text: "Kya aap khush hain?", wording: #"kya aap khush hain ?\?"#, answer: .resolved)
  private let mood = UnmatchedWording(text: "Mood?", wording: #"mood ?\?"#, answer: .rating)

  @Test func `are counted by chats, with the marker to add`() {
    var shouted = khush
    shouted.text = "KYA AAP KHUSH HAIN?"
    shouted.answer = nil
    let summary = ReportSummary(counts([[mood], [khush, khush], [shouted], [], [khush]]))
    #expect(summary.unmatched.map(\.text) == ["KYA AAP KHUSH HAIN?", "Mood?"])
    #expect(summary.unmatched.map(\.chats) == [3, 1])
    #expect(
      summary.unmatched.map(\.marker) == [
        #"- { name: kya-aap-khush-hain, aspect: resolved, wordings: 'kya aap khush hain ?\?' }"#,
        #"- { name: mood, aspect: rating, wordings: 'mood ?\?' }"#,
      ])
  }

  @Test func `of two parts of a run add up`() {
    var both = counts([[khush]])
    both.add(counts([[khush], [mood]]))
    #expect(ReportSummary(both) == ReportSummary(counts([[khush], [khush], [mood]])))
  }

  @Test func `that hold personal data are left out`() {
    let named = UnmatchedWording(
      text: "asha@example.org, happy?", wording: #"asha@example\.org, happy ?\?"#)
    #expect(ReportSummary(counts([[named]])).unmatched == [])
  }
}
