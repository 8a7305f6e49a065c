/// What all ways to match many patterns at once have in common when they call RE2.
enum ManyPatterns {
  /// How many matches of one text are told; more are looked for one by one.
  private static let capacity = 64

  /// Adds patterns by a call that returns -1 where RE2 refuses one; returns whether all were taken.
  static func added(
    _ patterns: [String], by add: (UnsafePointer<CChar>?, Int) -> Int32
  ) -> Bool {
    var isComplete = true
    for pattern in patterns {
      var pattern = pattern
      let index = pattern.withUTF8 { bytes in
        bytes.withMemoryRebound(to: CChar.self) { add($0.baseAddress, $0.count) }
      }
      if index < 0 { isComplete = false }
    }
    return isComplete
  }

  /// Returns the indexes that a call writes for a folded text, ascending; nil where it fails, or
  /// finds more than it can tell.
  static func matches(
    in bytes: ArraySlice<UInt8>,
    by match: (UnsafePointer<CChar>?, Int, UnsafeMutablePointer<Int32>?, Int32) -> Int32
  ) -> [Int]? {
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: capacity) { buffer in
      let total = bytes.withUnsafeBytes { raw in
        match(
          raw.bindMemory(to: CChar.self).baseAddress, raw.count, buffer.baseAddress,
          Int32(buffer.count))
      }
      guard (0...capacity).contains(Int(total)) else { return nil }
      return buffer.prefix(Int(total)).map(Int.init)
    }
  }
}
