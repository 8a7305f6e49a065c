/// Memory for texts that are made while a record is read; it stays in place until it is reset.
final class Scratch {
  @exclusivity(unchecked) private var blocks: [UnsafeMutableBufferPointer<UInt8>] = []
  @exclusivity(unchecked) private var used = 0

  deinit {
    for block in blocks { block.deallocate() }
  }

  /// Frees all texts at once; keeps the first block's memory.
  func reset() {
    while blocks.count > 1 { blocks.removeLast().deallocate() }
    used = 0
  }

  /// Copies the bytes to a place where a parser may read beyond them.
  func keep(_ bytes: some Collection<UInt8>) -> UnsafeBufferPointer<UInt8> {
    let needed = bytes.count + JSONParser.padding
    if blocks.isEmpty || blocks[blocks.count - 1].count - used < needed {
      blocks.append(.allocate(capacity: max(1 << 16, needed)))
      used = 0
    }
    let block = blocks[blocks.count - 1]
    let part = UnsafeMutableBufferPointer(rebasing: block[used..<used + bytes.count])
    _ = part.initialize(fromContentsOf: bytes)
    // The padding may be read, though never used: it must hold something.
    block[used + bytes.count..<used + needed].update(repeating: 0)
    used += needed
    return UnsafeBufferPointer(part)
  }
}
