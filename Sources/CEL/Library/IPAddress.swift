/// An IP address, `net.IP`.
final class IPAddress: ObjectValue {
  static let celType = CELType.abstract("net.IP", [])

  /// 4 or 16 bytes; an IPv4 address mapped into IPv6 is held as IPv4.
  let bytes: [UInt8]

  var type: CELType { IPAddress.celType }
  var isV4: Bool { bytes.count == 4 }

  init(_ bytes: [UInt8]) {
    let isMapped =
      bytes.count == 16 && bytes.prefix(10).allSatisfy { $0 == 0 } && bytes[10] == 255
      && bytes[11] == 255
    self.bytes = isMapped ? Array(bytes.suffix(4)) : bytes
  }

  /// Reads an address without a zone; an IPv4 address written inside an IPv6 one is refused.
  convenience init?(_ text: some StringProtocol) {
    guard let bytes = IPAddress.v4(text) ?? IPAddress.v6(text) else { return nil }
    self.init(bytes)
  }

  func field(_ index: Int) throws(EvaluationError) -> Value {
    throw EvaluationSentence.noSuchField.error
  }

  func isEqual(to other: any ObjectValue) -> Bool { bytes == (other as? IPAddress)?.bytes }

  func hash(into hasher: inout Hasher) { hasher.combine(bytes) }

  private static func v4(_ text: some StringProtocol) -> [UInt8]? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    let bytes = parts.compactMap { part -> UInt8? in
      let isPlain = part.utf8.allSatisfy { (0x30...0x39).contains($0) }
      return isPlain && (part.count == 1 || !part.hasPrefix("0")) ? UInt8(part) : nil
    }
    return bytes.count == 4 ? bytes : nil
  }

  private static func v6(_ text: some StringProtocol) -> [UInt8]? {
    guard text.utf8.count <= 39 else { return nil }
    let halves = String(text).components(separatedByPair: ":")
    guard halves.count <= 2 else { return nil }
    var groups: [[UInt16]] = []
    for half in halves {
      guard let parsed = v6Groups(half) else { return nil }
      groups.append(parsed)
    }
    let count = groups.reduce(0) { $0 + $1.count }
    if groups.count == 2 {
      guard count < 8 else { return nil }
      groups.insert(Array(repeating: 0, count: 8 - count), at: 1)
    } else if count != 8 {
      return nil
    }
    return groups.flatMap(\.self).flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
  }

  private static func v6Groups(_ text: String) -> [UInt16]? {
    if text.isEmpty { return [] }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    let groups = parts.compactMap { part -> UInt16? in
      let isPlain = part.unicodeScalars.allSatisfy(\.properties.isASCIIHexDigit)
      return isPlain && (1...4).contains(part.count) ? UInt16(part, radix: 16) : nil
    }
    return groups.count == parts.count ? groups : nil
  }

  /// The address as RFC 5952 writes it.
  var text: String {
    if isV4 { return bytes.map(String.init).joined(separator: ".") }
    let groups = stride(from: 0, to: 16, by: 2).map { Int(bytes[$0]) << 8 | Int(bytes[$0 + 1]) }
    var best = 0..<0
    var start = 0
    while start < 8 {
      var end = start
      while end < 8, groups[end] == 0 { end += 1 }
      if end - start > max(1, best.count) { best = start..<end }
      start = max(end, start + 1)
    }
    let hex = { (part: ArraySlice<Int>) in
      part.map { String($0, radix: 16) }.joined(separator: ":")
    }
    if best.isEmpty { return hex(groups[...]) }
    return hex(groups[..<best.lowerBound]) + "::" + hex(groups[best.upperBound...])
  }
}

extension String {
  /// The parts between doubled separators.
  fileprivate func components(separatedByPair separator: Character) -> [String] {
    var parts: [String] = [""]
    var rest = self[...]
    while let first = rest.first {
      if first == separator, rest.dropFirst().first == separator {
        parts.append("")
        rest = rest.dropFirst(2)
      } else {
        parts[parts.count - 1].append(first)
        rest = rest.dropFirst()
      }
    }
    return parts
  }
}
