/// How the values of a JSON input follow each other, as its first bytes show it.
enum JSONShape {
  /// A value a line.
  case lines
  /// One array, one value over several lines, or values without line breaks between them.
  case values
  /// More bytes are needed to tell.
  case undecided

  /// Looks at the first line: where a value ends on it, or is broken on it, the input is lines.
  static func sniffed(_ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool) -> JSONShape {
    let start = bytes.skippingSpace(from: 0)
    guard start < bytes.count else { return .undecided }
    if bytes[start] == 0x5B { return .values }
    guard let feed = bytes.firstIndex(of: 0x0A, from: start) else {
      return unbroken(bytes, from: start, isLast: isLast)
    }
    guard bytes[start] == 0x7B else { return .lines }
    var scan = JSONScan()
    let line = UnsafeBufferPointer(rebasing: bytes[start..<feed])
    let used = scan.close(line)
    if scan.isBroken { return .lines }
    if scan.isClosed {
      return line.skippingSpace(from: used) == line.count ? .lines : .values
    }
    if scan.isInString { return .lines }
    let next = bytes.skippingSpace(from: feed)
    if next == bytes.count && !isLast { return .undecided }
    let following = next < bytes.count ? bytes[next] : nil
    return continues(line, depth: scan.depth, with: following) ? .values : .lines
  }

  /// Decides where no line feed was seen yet.
  private static func unbroken(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, isLast: Bool
  ) -> JSONShape {
    guard bytes[start] == 0x7B else { return .lines }
    var scan = JSONScan()
    let used = scan.close(UnsafeBufferPointer(rebasing: bytes[start...]))
    guard scan.isClosed else { return isLast ? .lines : .undecided }
    if bytes.skippingSpace(from: start + used) < bytes.count { return .values }
    return isLast ? .lines : .undecided
  }

  /// Whether a byte can come after an unfinished line, as in an indented value.
  private static func continues(
    _ line: UnsafeBufferPointer<UInt8>, depth: Int, with next: UInt8?
  ) -> Bool {
    guard let next, let last = line.last(where: { !$0.isJSONSpace }) else { return false }
    return switch last {
    case 0x7B: next == 0x22 || next == 0x7D
    case 0x2C: depth > 1 || next == 0x22
    case 0x5B, 0x3A: true
    default: next == 0x2C || next == 0x7D || next == 0x5D || next == 0x3A
    }
  }
}
