extension UnsafeBufferPointer<UInt8> {
  /// Returns the text without commands such as `{task}` at its end; as it was where it has none.
  ///
  /// A command begins with a lower-case word, so that what people write in braces stays.
  func withoutCommands() -> UnsafeBufferPointer<UInt8> {
    var end = count
    var found = false
    while let open = commandStart(before: end) {
      end = open
      found = true
    }
    guard found else { return self }
    while end > 0, self[end - 1] <= 0x20 { end -= 1 }
    return UnsafeBufferPointer(rebasing: self[..<end])
  }

  /// Where the command begins that ends before an index, white space behind it not counted.
  private func commandStart(before limit: Int) -> Int? {
    var end = limit
    while end > 0, self[end - 1] <= 0x20 { end -= 1 }
    guard end > 0, self[end - 1] == 0x7D else { return nil }
    var depth = 0
    var at = end
    while at > 0 {
      at -= 1
      if self[at] == 0x7D { depth += 1 }
      if self[at] == 0x7B {
        depth -= 1
        if depth == 0 { break }
      }
    }
    guard depth == 0 else { return nil }
    var word = at + 1
    while word < end, self[word] == 0x5F || (0x61...0x7A).contains(self[word]) { word += 1 }
    let follower = self[word]
    let isCommand = follower == 0x7D && word == end - 1 || follower == 0x3A || follower == 0x2C
    return word > at + 1 && isCommand ? at : nil
  }
}
