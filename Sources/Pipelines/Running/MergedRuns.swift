import Diagnostics
import Foundation

/// The sightings of several sorted files as one sorted stream.
struct MergedRuns: ~Copyable {
  private var readers: [SortedRun] = []

  init(_ files: [URL]) throws(Diagnostic) {
    for file in files {
      do {
        var reader = SortedRun(try FileHandle(forReadingFrom: file))
        reader.advance()
        readers.append(reader)
      } catch {
        throw RunMistake.cannotRead(file.path, error)
      }
    }
  }

  /// Returns the smallest sighting left, or nil at the end. Cost: one look at each file's head.
  mutating func next() -> (key: SurveyKey, ordinal: Int)? {
    var best: Int?
    for index in readers.indices {
      guard let head = readers[index].head else { continue }
      guard let other = best.flatMap({ readers[$0].head }) else {
        best = index
        continue
      }
      if (head.key, head.ordinal) < (other.key, other.ordinal) { best = index }
    }
    guard let best, let head = readers[best].head else { return nil }
    readers[best].advance()
    return head
  }
}

/// One sorted file, read in blocks.
private struct SortedRun {
  private static let entry = 24
  private let handle: FileHandle
  private var block = [UInt8]()
  private var position = 0
  private(set) var head: (key: SurveyKey, ordinal: Int)?

  init(_ handle: FileHandle) {
    self.handle = handle
  }

  mutating func advance() {
    if position + Self.entry > block.count {
      let more = (try? handle.read(upToCount: Self.entry * 4096)) ?? nil
      block = more.map(Array.init) ?? []
      position = 0
    }
    guard position + Self.entry <= block.count else {
      head = nil
      return
    }
    let key = SurveyKey(high: word(at: position), low: word(at: position + 8))
    head = (key, Int(word(at: position + 16)))
    position += Self.entry
  }

  private func word(at offset: Int) -> UInt64 {
    block[offset..<offset + 8].reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}
