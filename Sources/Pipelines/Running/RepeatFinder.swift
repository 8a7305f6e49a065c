import Conversations
package import Diagnostics
package import Foundation

/// Finds surveys that came more than once in a run, in memory that does not grow with the run.
package struct RepeatFinder: ~Copyable {
  private var sightings: SortedSightings

  /// Makes a finder that puts what it cannot hold aside in `folder`, which exists.
  package init(folder: URL, capacity: Int = 1_000_000) {
    sightings = SortedSightings(folder: folder, name: ".surveys", capacity: capacity)
  }

  /// Notes that the conversation with an ordinal (its line in the report, from 0) has a survey.
  package mutating func note(_ key: SurveyKey, ordinal: Int) throws(Diagnostic) {
    try sightings.note(key, ordinal: ordinal)
  }

  /// Returns the ordinals of all copies but the last of each survey, ascending.
  package consuming func repeated() throws(Diagnostic) -> [Int] {
    var repeated: [Int] = []
    var last: (key: SurveyKey, ordinal: Int)?
    try sightings.forEach { key, ordinal in
      if let last, last.key == key { repeated.append(last.ordinal) }
      last = (key, ordinal)
    }
    return repeated.sorted()
  }
}
