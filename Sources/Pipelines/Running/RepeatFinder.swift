import Conversations
package import Diagnostics
package import Foundation

/// Finds surveys that came more than once in a run, in memory that does not grow with the run.
///
/// Up to `capacity` keys are held (24 bytes each); beyond that they are sorted and put aside in a
/// file, and merged at the end.
package struct RepeatFinder: ~Copyable {
  private struct Sighting {
    var key: SurveyKey
    var ordinal: Int
  }

  private let capacity: Int
  private let folder: URL
  private var held: [Sighting] = []
  private var runs: [URL] = []

  /// Makes a finder that puts runs aside in `folder`, which exists.
  package init(folder: URL, capacity: Int = 1_000_000) {
    self.capacity = capacity
    self.folder = folder
  }

  deinit {
    for run in runs { try? FileManager.default.removeItem(at: run) }
  }

  /// Notes that the conversation with an ordinal (its line in the report, from 0) has a survey.
  package mutating func note(_ key: SurveyKey, ordinal: Int) throws(Diagnostic) {
    held.append(Sighting(key: key, ordinal: ordinal))
    if held.count >= capacity { try putAside() }
  }

  /// Returns the ordinals of all copies but the last of each survey, ascending.
  package consuming func repeated() throws(Diagnostic) -> [Int] {
    var repeated: [Int] = []
    if runs.isEmpty {
      Self.collect(Self.sorted(held).makeIterator(), into: &repeated)
    } else {
      try putAside()
      var merged = try MergedRuns(runs)
      Self.collect(
        AnyIterator { merged.next().map { Sighting(key: $0.key, ordinal: $0.ordinal) } },
        into: &repeated)
    }
    return repeated.sorted()
  }

  private static func sorted(_ sightings: [Sighting]) -> [Sighting] {
    sightings.sorted { ($0.key, $0.ordinal) < ($1.key, $1.ordinal) }
  }

  private static func collect(
    _ sightings: some IteratorProtocol<Sighting>, into repeated: inout [Int]
  ) {
    var sightings = sightings
    var last: Sighting?
    while let sighting = sightings.next() {
      if let last, last.key == sighting.key { repeated.append(last.ordinal) }
      last = sighting
    }
  }

  private mutating func putAside() throws(Diagnostic) {
    guard !held.isEmpty else { return }
    let file = folder.appending(path: ".surveys-\(runs.count)")
    var bytes = Data(capacity: held.count * 24)
    for sighting in Self.sorted(held) {
      for word in [sighting.key.words.high, sighting.key.words.low, UInt64(sighting.ordinal)] {
        withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) }
      }
    }
    do {
      try bytes.write(to: file)
    } catch {
      throw RunMistake.cannotWrite(file.path, error)
    }
    runs.append(file)
    held.removeAll(keepingCapacity: true)
  }
}
