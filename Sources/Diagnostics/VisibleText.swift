extension String {
  /// The text with control, bidi and other invisible formatting characters written as `\u{…}`.
  ///
  /// Line feeds and tabs become `\n` and `\t`. Zero-width joiners stay: Indian scripts and emoji
  /// need them.
  public var madeVisible: String {
    guard unicodeScalars.contains(where: \.isHiddenSteering) else { return self }
    var out = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "\n": out += "\\n"
      case "\t": out += "\\t"
      case "\r": out += "\\r"
      case _ where scalar.isHiddenSteering:
        out += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}

extension Unicode.Scalar {
  /// Whether a terminal or a browser could be steered by this scalar without showing it.
  public var isHiddenSteering: Bool {
    switch value {
    case 0x00...0x1F, 0x7F...0x9F, 0x061C, 0x200B, 0x200E, 0x200F, 0x2028...0x202E,
      0x2060...0x2069, 0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE007F:
      true
    default: false
    }
  }
}
