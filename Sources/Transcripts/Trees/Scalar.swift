/// One value of a tree, or one made of it. String bytes live as long as the tree or the scratch.
enum Scalar {
  case string(UnsafeBufferPointer<UInt8>)
  case integer(Int64)
  case double(Double)
  case bool(Bool)

  /// Nil for null and for containers.
  @inline(__always) init?(_ node: Node) {
    switch node.kind {
    case .string: self = .string(node.bytes)
    case .integer: self = .integer(Int64(bitPattern: node.tape.words[node.index + 1]))
    case .unsigned: self = .double(Double(node.tape.words[node.index + 1]))
    case .double: self = .double(Double(bitPattern: node.tape.words[node.index + 1]))
    case .yes: self = .bool(true)
    case .no: self = .bool(false)
    case .null, .object, .array: return nil
    }
  }

  /// The value as text: numbers in their shortest decimal form.
  var text: String {
    switch self {
    case .string(let bytes): String(decoding: bytes, as: UTF8.self)
    case .integer(let number): String(number)
    case .double(let number): Int64(exactly: number).map { String($0) } ?? "\(number)"
    case .bool(let value): value ? "true" : "false"
    }
  }

  /// The value as a number; digits in a string too.
  var number: Double? {
    switch self {
    case .string(let bytes):
      bytes.decimal ?? (bytes.count <= 64 ? Double(text.trimmingSpace) : nil)
    case .integer(let number): Double(number)
    case .double(let number): number
    case .bool: nil
    }
  }

  /// Whether the value as text is this one.
  func isText(_ other: String) -> Bool {
    if case .string(let bytes) = self { return bytes.elementsEqual(other.utf8) }
    return text == other
  }

  var isEmpty: Bool {
    if case .string(let bytes) = self { bytes.isEmpty } else { false }
  }
}

extension String {
  /// The text without white space at its ends.
  var trimmingSpace: String {
    // Nothing that begins with a visible ASCII character is white space, whatever joins it.
    let (head, tail) = (utf8.first ?? 0, utf8.last ?? 0)
    if 0x21...0x7E ~= head && 0x21...0x7E ~= tail { return self }
    guard let first = firstIndex(where: { !$0.isWhitespace }) else { return "" }
    let last = lastIndex { !$0.isWhitespace } ?? first
    return String(self[first...last])
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The number that up to fifteen plain digits spell; nil for any other form.
  @inline(__always) fileprivate var decimal: Double? {
    guard count > 0 && count <= 15 else { return nil }
    var value = 0
    for byte in self {
      guard byte &- 0x30 < 10 else { return nil }
      value = value * 10 + Int(byte &- 0x30)
    }
    return Double(value)
  }
}
