/// Cleanings as a set of bits, to see at a glance whether they would change a text at all.
struct CleaningSet: BitwiseCopyable {
  private var bits: UInt8

  init(_ cleanings: [Cleaning]) {
    bits = cleanings.reduce(0) { $0 | Self.bit($1) }
  }

  private static func bit(_ cleaning: Cleaning) -> UInt8 {
    switch cleaning {
    case .trim: 1
    case .squeeze: 2
    case .html: 4
    case .entities: 8
    case .commands: 16
    case .marks: 32
    }
  }

  /// Returns the part of a text that trimming and taking off commands leave, where nothing else
  /// is to be done and the text ends in ASCII; nil where a closer look is needed.
  @inline(__always)
  func slice(_ text: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8>? {
    if leaves(text) { return text }
    guard bits & ~17 == 0, let first = text.first, let last = text.last,
      first < 0x80, last < 0x80
    else { return nil }
    let begin = bits & 1 != 0 ? text.firstIndex { $0 > 0x20 } ?? text.count : 0
    if begin == 0 && last > 0x20 && bits & 16 == 0 { return text }
    var rest = UnsafeBufferPointer(rebasing: text[begin...])
    if bits & 16 != 0 { rest = rest.withoutCommands() }
    guard bits & 1 != 0 else { return rest }
    let end = rest.lastIndex { $0 > 0x20 }.map { $0 + 1 } ?? 0
    guard end == 0 || rest[end - 1] < 0x80, rest.first ?? 0 < 0x80 else { return nil }
    return UnsafeBufferPointer(rebasing: rest[..<end])
  }

  /// Whether none of them would change a text; false where only a closer look can tell.
  @inline(__always) func leaves(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bits != 0, let first = text.first, let last = text.last else { return true }
    // Beyond ASCII there is white space that begins or ends with these bytes.
    let isSpaced =
      first <= 0x20 || last <= 0x20 || first == 0xC2 || first >= 0xE2 && first <= 0xE3
      || last >= 0x80 && last <= 0xAF && text.count > 1 && endsInWideSpace(text)
    if isSpaced { return false }
    if bits & 16 != 0 && last == 0x7D { return false }
    return bits & ~17 == 0 || leavesInside(text)
  }

  private func endsInWideSpace(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let lead = text.count > 2 ? text[text.count - 3] : 0
    return text[text.count - 2] == 0xC2 || lead == 0xE2 || lead == 0xE3
  }

  private func leavesInside(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var before: UInt8 = 0
    for byte in text {
      let isMark = byte == 0xC2 || byte == 0xE2 || byte == 0xE3 || byte == 0xEF
      if bits & 34 != 0 && isMark { return false }
      if bits & 2 != 0 && (byte < 0x20 || (byte == 0x20 && before == 0x20)) { return false }
      if bits & 12 != 0 && byte == 0x26 { return false }
      if bits & 4 != 0 && byte == 0x3C { return false }
      before = byte
    }
    return true
  }
}
