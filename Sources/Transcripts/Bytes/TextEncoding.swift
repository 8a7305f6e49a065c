/// How an export's characters are stored.
package enum TextEncoding: Sendable, Hashable {
  /// UTF-8, the native one.
  case utf8
  /// UTF-16, least or most significant byte first.
  case utf16(isLittleEndian: Bool)
  /// ISO-8859-1, read as Windows-1252, its superset in practice.
  case latin1
  /// Any other that libxml2 knows by this name.
  case named(String)

  /// Returns the encoding with a name as XML declarations and pipelines write it.
  package init(name: String) {
    switch name.lowercased() {
    case "utf-8", "utf8", "us-ascii", "ascii": self = .utf8
    case "iso-8859-1", "iso8859-1", "latin-1", "latin1", "windows-1252", "cp1252": self = .latin1
    case "utf-16le": self = .utf16(isLittleEndian: true)
    case "utf-16", "utf-16be": self = .utf16(isLittleEndian: false)
    default: self = .named(name)
    }
  }

  /// Returns what the first bytes of a text say: a byte order mark, the zero bytes of UTF-16, or
  /// an XML declaration; and how many bytes the mark takes. Nil where they say nothing.
  static func sniffed(_ head: some Collection<UInt8>) -> (encoding: TextEncoding, mark: Int)? {
    let bytes = Array(head.prefix(200))
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
    if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16(isLittleEndian: true), 2) }
    if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16(isLittleEndian: false), 2) }
    if bytes.count >= 2, bytes[0] != 0, bytes[1] == 0 { return (.utf16(isLittleEndian: true), 0) }
    if bytes.count >= 2, bytes[0] == 0, bytes[1] != 0 { return (.utf16(isLittleEndian: false), 0) }
    guard let name = declaredName(bytes) else { return nil }
    switch TextEncoding(name: name) {
    // The declaration is legible as ASCII, so whatever it says, this is not UTF-16.
    case .utf16: return nil
    case let encoding: return (encoding, 0)
    }
  }

  /// The encoding's name in `<?xml … encoding="…"?>`.
  private static func declaredName(_ bytes: [UInt8]) -> String? {
    let text = String(decoding: bytes, as: UTF8.self)
    guard text.hasPrefix("<?xml"), let end = text.firstRange(of: "?>") else { return nil }
    let declaration = text[..<end.lowerBound]
    guard let key = declaration.firstRange(of: "encoding") else { return nil }
    let rest = declaration[key.upperBound...].drop { $0.isWhitespace || $0 == "=" }
    guard let quote = rest.first, quote == "\"" || quote == "'" else { return nil }
    let name = rest.dropFirst().prefix { $0 != quote }
    return name.isEmpty ? nil : String(name)
  }
}
