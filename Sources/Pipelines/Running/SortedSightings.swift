import Diagnostics
import Foundation

/// Keys with ordinals, handed out sorted, in memory that does not grow with their number.
///
/// Up to `capacity` are held (24 bytes each); beyond that they are sorted and put aside in a file,
/// and merged at the end.
struct SortedSightings: ~Copyable {
  private struct Sighting {
    var key: SurveyKey
    var ordinal: Int
  }

  private let capacity: Int
  private let folder: URL
  private let name: String
  private var held: [Sighting] = []
  private var runs: [URL] = []

  init(folder: URL, name: String, capacity: Int) {
    self.capacity = capacity
    self.folder = folder
    self.name = name
  }

  deinit {
    for run in runs { try? FileManager.default.removeItem(at: run) }
  }

  mutating func note(_ key: SurveyKey, ordinal: Int) throws(Diagnostic) {
    held.append(Sighting(key: key, ordinal: ordinal))
    if held.count >= capacity { try putAside() }
  }

  /// Calls the body with each, by key and then by ordinal.
  consuming func forEach(_ body: (SurveyKey, Int) -> Void) throws(Diagnostic) {
    guard !runs.isEmpty else {
      for sighting in Self.sorted(held) { body(sighting.key, sighting.ordinal) }
      return
    }
    try putAside()
    var merged = try MergedRuns(runs)
    while let (key, ordinal) = merged.next() { body(key, ordinal) }
  }

  private static func sorted(_ sightings: [Sighting]) -> [Sighting] {
    sightings.sorted { ($0.key, $0.ordinal) < ($1.key, $1.ordinal) }
  }

  private mutating func putAside() throws(Diagnostic) {
    guard !held.isEmpty else { return }
    let file = folder.appending(path: "\(name)-\(runs.count)")
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
