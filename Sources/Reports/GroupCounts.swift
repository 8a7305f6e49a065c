/// How many there are of each rating from 1 to 5.
package struct RatingCounts: Sendable, Hashable {
  private var values: (Int, Int, Int, Int, Int) = (0, 0, 0, 0, 0)

  package init() {}

  /// The number of a rating; 0 outside 1–5, where setting does nothing.
  package subscript(rating: Int) -> Int {
    get {
      switch rating {
      case 1: values.0
      case 2: values.1
      case 3: values.2
      case 4: values.3
      case 5: values.4
      default: 0
      }
    }
    set {
      switch rating {
      case 1: values.0 = newValue
      case 2: values.1 = newValue
      case 3: values.2 = newValue
      case 4: values.3 = newValue
      case 5: values.4 = newValue
      default: break
      }
    }
  }

  /// The numbers of the ratings 1 to 5, in this order.
  package var counts: [Int] { (1...5).map { self[$0] } }

  /// The mean rating; nil where there is none.
  package var mean: Double? {
    let total = counts.reduce(0, +)
    let sum = (1...5).reduce(0) { $0 + $1 * self[$1] }
    return total == 0 ? nil : Double(sum) / Double(total)
  }

  package static func == (a: RatingCounts, b: RatingCounts) -> Bool { a.values == b.values }
  package func hash(into hasher: inout Hasher) { hasher.combine(counts) }

  mutating func add(_ other: RatingCounts) {
    for rating in 1...5 { self[rating] += other[rating] }
  }
}

/// What is counted of all conversations of one agent, queue, channel or day.
package struct GroupCounts: Sendable, Hashable {
  package var conversations = 0
  /// Those whose survey asked for a resolution or a rating.
  package var asked = 0
  /// Those of `asked` where one of the two was read.
  package var answered = 0
  /// Those that become a submission.
  package var submitted = 0
  /// Of the submissions: the ratings.
  package var ratings = RatingCounts()
  /// Of the submissions: how many say that the query was resolved.
  package var resolved = 0

  package init() {}

  /// The share of surveys that were answered, 0–1; nil where none was asked.
  package var responseRate: Double? { asked == 0 ? nil : Double(answered) / Double(asked) }

  mutating func add(_ other: GroupCounts) {
    conversations += other.conversations
    asked += other.asked
    answered += other.answered
    submitted += other.submitted
    ratings.add(other.ratings)
    resolved += other.resolved
  }

  /// Takes back a submission that turned out to be repeated.
  mutating func withdraw(resolved isResolved: Bool, rating: Int) {
    submitted -= 1
    ratings[rating] -= 1
    resolved -= isResolved ? 1 : 0
  }
}
