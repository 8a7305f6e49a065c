package import Diagnostics

/// What an auditor decides of one conversation.
package struct Verdict: Sendable, Hashable {
  /// Approve, withhold, or the values that settle a review.
  package enum Ruling: Sendable, Hashable {
    /// The submission is sent as planned.
    case approve
    /// The submission is not sent.
    case withhold
    /// The review becomes a submission of these values.
    case settle(resolved: Bool, rating: Int, comment: String?)
  }

  package var conversation: String
  package var ruling: Ruling
  /// Why, in the auditor's words.
  package var note: String?
  /// Who says so, where the sheet has a column `by`.
  package var by: String?

  package init(conversation: String, ruling: Ruling, note: String? = nil, by: String? = nil) {
    self.conversation = conversation
    self.ruling = ruling
    self.note = note
    self.by = by
  }
}

extension Verdict.Ruling {
  /// `approve`, `withhold` or `settle`.
  package var name: String {
    switch self {
    case .approve: "approve"
    case .withhold: "withhold"
    case .settle: "settle"
    }
  }
}

/// A sheet of verdicts, `verdicts.csv`: the columns `conversation` and `verdict`, and where a review
/// is settled `resolved` and `rating`; `comment`, `note` and `by` are optional.
///
/// A line without a verdict that has values settles.
package enum VerdictSheet {
  private static let known = [
    "conversation", "verdict", "resolved", "rating", "comment", "note", "by",
  ]
  private static let rulings = ["approve", "withhold", "settle"]

  /// Returns the verdicts of a sheet, and appends what is wrong with it, all at once.
  package static func verdicts(
    in bytes: [UInt8], name: String, problems: inout [Diagnostic]
  ) -> [Verdict] {
    let sheet = SheetReader(bytes)
    for column in known.prefix(2) where !sheet.columns.contains(column) {
      problems.append(VerdictMistake.missingColumn(column, name))
    }
    for column in sheet.columns where !known.contains(column) && !column.isEmpty {
      let nearest = nearestName(to: column, in: known)
      problems.append(VerdictMistake.unknownColumn(column, nearest, name))
    }
    guard problems.isEmpty else { return [] }
    var seen: Set<String> = []
    var verdicts: [Verdict] = []
    for record in sheet.records {
      let place = Place(file: name, line: record.line)
      guard let conversation = record.cells["conversation"], !conversation.isEmpty else {
        problems.append(VerdictMistake.noConversation(place))
        continue
      }
      guard seen.insert(conversation).inserted else {
        problems.append(VerdictMistake.twice(conversation, place))
        continue
      }
      guard let ruling = ruling(of: record, place, &problems) else { continue }
      verdicts.append(
        Verdict(
          conversation: conversation, ruling: ruling, note: record["note"], by: record["by"]))
    }
    return verdicts
  }

  private static func ruling(
    of record: SheetReader.Record, _ place: Place, _ problems: inout [Diagnostic]
  ) -> Verdict.Ruling? {
    let hasValues = record["resolved"] != nil || record["rating"] != nil
    switch record["verdict"]?.lowercased() ?? (hasValues ? "settle" : nil) {
    case "approve": return .approve
    case "withhold": return .withhold
    case "settle":
      let rating = record["rating"].flatMap { Int($0) } ?? 0
      let resolved = record["resolved"].flatMap { answers[$0.lowercased()] }
      if !(1...5).contains(rating) { problems.append(VerdictMistake.rating(place)) }
      guard let resolved else {
        problems.append(VerdictMistake.resolved(place))
        return nil
      }
      guard (1...5).contains(rating) else { return nil }
      let comment = record["comment"]
      guard comment?.count ?? 0 <= longestComment else {
        problems.append(VerdictMistake.comment(longestComment, place))
        return nil
      }
      return .settle(resolved: resolved, rating: rating, comment: comment)
    case let other:
      let nearest = other.flatMap { nearestName(to: $0, in: rulings) }
      problems.append(VerdictMistake.unknown(other ?? "", nearest, place))
      return nil
    }
  }

  /// How many characters a comment may have, as a reader counts them.
  private static let longestComment = 2000
  private static let answers = ["yes": true, "true": true, "no": false, "false": false]
}

/// What can be wrong with a sheet of verdicts.
enum VerdictMistake {
  static func missingColumn(_ column: String, _ file: String) -> Diagnostic {
    Diagnostic(
      code: "verdict-column-missing", "the sheet has no column \"\(column)\"",
      at: Place(file: file, line: 1),
      remedy:
        "the first line names the columns: conversation, verdict, resolved, rating, comment, note, by"
    )
  }

  static func unknownColumn(_ column: String, _ nearest: String?, _ file: String) -> Diagnostic {
    Diagnostic(
      code: "verdict-column-unknown", "there is no column \"\(column)\"",
      at: Place(file: file, line: 1),
      remedy: nearest.map { "did you mean \"\($0)\"?" } ?? "leave it out, or call it note")
  }

  static func noConversation(_ place: Place) -> Diagnostic {
    Diagnostic(
      code: "verdict-conversation-missing", "the line names no conversation", at: place,
      remedy: "write the conversation's id as the report shows it")
  }

  static func twice(_ conversation: String, _ place: Place) -> Diagnostic {
    Diagnostic(
      code: "verdict-twice", "there is a second verdict on \"\(conversation)\"", at: place,
      remedy: "leave one line for each conversation")
  }

  static func unknown(_ verdict: String, _ nearest: String?, _ place: Place) -> Diagnostic {
    Diagnostic(
      code: "verdict-unknown", "\"\(verdict)\" is no verdict", at: place,
      remedy: nearest.map { "did you mean \"\($0)\"?" }
        ?? "write approve, withhold, or settle with resolved and rating")
  }

  static func rating(_ place: Place) -> Diagnostic {
    Diagnostic(
      code: "verdict-rating", "a settled review wants a rating from 1 to 5", at: place,
      remedy: "write a whole number in the column rating, or withhold it")
  }

  static func resolved(_ place: Place) -> Diagnostic {
    Diagnostic(
      code: "verdict-resolved", "a settled review wants yes or no for resolved", at: place,
      remedy: "write yes or no in the column resolved, or withhold it")
  }

  static func comment(_ most: Int, _ place: Place) -> Diagnostic {
    Diagnostic(
      code: "verdict-comment", "the comment is longer than \(most) characters", at: place,
      remedy: "shorten it: Haptik takes no more")
  }

  static func severalReviews(_ conversation: String, _ file: String) -> Diagnostic {
    Diagnostic(
      code: "verdict-several-reviews",
      "the report has several reviews under the id \"\(conversation)\"", at: Place(file: file),
      remedy: "they cannot be told apart in the sheet; settle them at their source and run again")
  }

  static func noIdentity(_ conversation: String, _ file: String) -> Diagnostic {
    Diagnostic(
      code: "verdict-no-identity",
      "\"\(conversation)\" has no usable user id or business id, so nothing can be logged for it",
      at: Place(file: file),
      remedy: "withhold it; or mend the ids in the export or the stage \"feedback\" and run again")
  }

  static func notInReport(_ conversation: String, _ file: String) -> Diagnostic {
    Diagnostic(
      code: "verdict-not-in-report", "the report has no conversation \"\(conversation)\"",
      at: Place(file: file), remedy: "compare the id with the report; was it another run's?")
  }

  static func notSubmission(_ conversation: String, _ file: String) -> Diagnostic {
    Diagnostic(
      code: "verdict-not-submission",
      "the report submits nothing for \"\(conversation)\", so there is nothing to approve",
      at: Place(file: file), remedy: "withhold it, or settle it if it is a review")
  }

  static func notReview(_ conversation: String, _ file: String) -> Diagnostic {
    Diagnostic(
      code: "verdict-not-review", "\"\(conversation)\" is no review that could be settled",
      at: Place(file: file), remedy: "approve or withhold what is submitted")
  }
}
