/// A range of IP addresses with a common prefix, `net.CIDR`.
final class IPBlock: ObjectValue {
  static let celType = CELType.abstract("net.CIDR", [])

  let address: IPAddress
  let prefixLength: Int

  var type: CELType { IPBlock.celType }

  init(_ address: IPAddress, prefixLength: Int) {
    self.address = address
    self.prefixLength = prefixLength
  }

  /// Reads an address, a slash and the length of the prefix.
  convenience init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let address = IPAddress(parts[0]), (1...3).contains(parts[1].count),
      parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }), let length = Int(parts[1]),
      length <= address.bytes.count * 8, parts[1].count == 1 || !parts[1].hasPrefix("0")
    else { return nil }
    self.init(address, prefixLength: length)
  }

  func field(_ index: Int) throws(EvaluationError) -> Value {
    throw EvaluationSentence.noSuchField.error
  }

  func isEqual(to other: any ObjectValue) -> Bool {
    guard let other = other as? IPBlock else { return false }
    return address.bytes == other.address.bytes && prefixLength == other.prefixLength
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(address.bytes)
    hasher.combine(prefixLength)
  }

  var text: String { "\(address.text)/\(prefixLength)" }

  /// The block whose address has zeros after the prefix.
  var masked: IPBlock {
    IPBlock(IPAddress(prefix(of: address.bytes)), prefixLength: prefixLength)
  }

  func contains(_ other: IPAddress) -> Bool {
    other.bytes.count == address.bytes.count && prefix(of: other.bytes) == prefix(of: address.bytes)
  }

  func contains(_ other: IPBlock) -> Bool {
    other.prefixLength >= prefixLength && contains(other.address)
  }

  private func prefix(of bytes: [UInt8]) -> [UInt8] {
    bytes.enumerated().map { index, byte in
      let kept = max(0, min(8, prefixLength - index * 8))
      return byte & ~UInt8(truncatingIfNeeded: 0xFF >> kept)
    }
  }
}
