extension Library {
  static let network = FunctionTable([
    (
      "ip",
      [
        .one("ip_string", .string, IPAddress.celType) { (value) throws(EvaluationError) in
          .object(try address(value))
        },
        block("cidr_ip", IPAddress.celType) { .object($0.address) },
      ]
    ),
    (
      "cidr",
      [
        .one("cidr_string", .string, IPBlock.celType) { (value) throws(EvaluationError) in
          .object(try block(value))
        }
      ]
    ),
    ("isIP", [reads("is_ip") { IPAddress($0) != nil }]),
    ("isCIDR", [reads("is_cidr") { IPBlock($0) != nil }]),
    (
      "ip.isCanonical",
      [
        .one("ip_is_canonical", .string, .bool) { (value) throws(EvaluationError) in
          .bool(value == .string(try address(value).text))
        }
      ]
    ),
    ("family", [ip("ip_family", .int) { .int($0.isV4 ? 4 : 6) }]),
    ("isUnspecified", [ip("ip_is_unspecified") { .bool($0.isUnspecified) }]),
    ("isLoopback", [ip("ip_is_loopback") { .bool($0.isLoopback) }]),
    ("isGlobalUnicast", [ip("ip_is_global_unicast") { .bool($0.isGlobalUnicast) }]),
    (
      "isLinkLocalMulticast",
      [
        ip("ip_is_link_local_multicast") { .bool($0.isLinkLocalMulticast) }
      ]
    ),
    ("isLinkLocalUnicast", [ip("ip_is_link_local_unicast") { .bool($0.isLinkLocalUnicast) }]),
    (
      "containsIP",
      [
        .two("cidr_contains_ip", IPBlock.celType, IPAddress.celType, .bool, isInstance: true) {
          (a, b) throws(EvaluationError) in .bool(try block(a).contains(try address(b)))
        },
        .two("cidr_contains_ip_string", IPBlock.celType, .string, .bool, isInstance: true) {
          (a, b) throws(EvaluationError) in .bool(try block(a).contains(try address(b)))
        },
      ]
    ),
    (
      "containsCIDR",
      [
        .two("cidr_contains_cidr", IPBlock.celType, IPBlock.celType, .bool, isInstance: true) {
          (a, b) throws(EvaluationError) in .bool(try block(a).contains(try block(b)))
        },
        .two("cidr_contains_cidr_string", IPBlock.celType, .string, .bool, isInstance: true) {
          (a, b) throws(EvaluationError) in .bool(try block(a).contains(try block(b)))
        },
      ]
    ),
    ("masked", [block("cidr_masked", IPBlock.celType) { .object($0.masked) }]),
    ("prefixLength", [block("cidr_prefix_length", .int) { .int(Int64($0.prefixLength)) }]),
    (
      "string",
      [
        .one("ip_to_string", IPAddress.celType, .string) { (value) throws(EvaluationError) in
          .string(try address(value).text)
        },
        .one("cidr_to_string", IPBlock.celType, .string) { (value) throws(EvaluationError) in
          .string(try block(value).text)
        },
      ]
    ),
  ])

  private static func address(_ value: Value) throws(EvaluationError) -> IPAddress {
    switch value {
    case .string(let text):
      guard let address = IPAddress(text) else { throw EvaluationSentence.badAddress.error }
      return address
    case .object(let object):
      guard let address = object as? IPAddress else { throw EvaluationSentence.noOverload.error }
      return address
    default: throw EvaluationSentence.noOverload.error
    }
  }

  private static func block(_ value: Value) throws(EvaluationError) -> IPBlock {
    switch value {
    case .string(let text):
      guard let block = IPBlock(text) else { throw EvaluationSentence.badAddress.error }
      return block
    case .object(let object):
      guard let block = object as? IPBlock else { throw EvaluationSentence.noOverload.error }
      return block
    default: throw EvaluationSentence.noOverload.error
    }
  }

  private static func reads(
    _ id: String, _ body: @escaping @Sendable (String) -> Bool
  ) -> Overload {
    .one(id, .string, .bool) { (value) throws(EvaluationError) in
      guard case .string(let text) = value else { throw EvaluationSentence.noOverload.error }
      return .bool(body(text))
    }
  }

  private static func ip(
    _ id: String, _ result: CELType = .bool, _ body: @escaping @Sendable (IPAddress) -> Value
  ) -> Overload {
    .one(id, IPAddress.celType, result, isInstance: true) { (value) throws(EvaluationError) in
      body(try address(value))
    }
  }

  private static func block(
    _ id: String, _ result: CELType, _ body: @escaping @Sendable (IPBlock) -> Value
  ) -> Overload {
    .one(id, IPBlock.celType, result, isInstance: true) { (value) throws(EvaluationError) in
      body(try block(value))
    }
  }
}

extension IPAddress {
  var isUnspecified: Bool { bytes.allSatisfy { $0 == 0 } }

  var isLoopback: Bool {
    isV4 ? bytes[0] == 127 : bytes.dropLast().allSatisfy { $0 == 0 } && bytes[15] == 1
  }

  private var isMulticast: Bool { isV4 ? bytes[0] & 0xF0 == 0xE0 : bytes[0] == 0xFF }

  var isLinkLocalMulticast: Bool {
    isV4
      ? bytes[0] == 224 && bytes[1] == 0 && bytes[2] == 0
      : bytes[0] == 0xFF && bytes[1] & 0x0F == 2
  }

  var isLinkLocalUnicast: Bool {
    isV4 ? bytes[0] == 169 && bytes[1] == 254 : bytes[0] == 0xFE && bytes[1] & 0xC0 == 0x80
  }

  var isGlobalUnicast: Bool {
    let isBroadcast = isV4 && bytes.allSatisfy { $0 == 255 }
    return !isBroadcast && !isUnspecified && !isLoopback && !isMulticast && !isLinkLocalUnicast
  }
}
